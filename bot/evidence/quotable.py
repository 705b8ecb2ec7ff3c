"""Which sentences of a chunk can be quoted."""

from index import Chunk, sentence_spans


def quotable_spans(chunk: Chunk) -> list[tuple[int, int]]:
    """The sentences of a chunk that can be quoted, as spans into its text."""
    spans = []
    heading = chunk.section.partition(" · ")[2]
    starts = {turn.start - chunk.start for turn in chunk.turns}
    for start, end in sentence_spans(chunk.text):
        # A name before the words on the same line is not part of them.
        spoken = next((s for s in starts if start < s < end), start)
        line = chunk.text[spoken:end]
        is_name_line = bool(starts) and not any(
            turn.start < chunk.start + end and chunk.start + spoken < turn.end for turn in chunk.turns
        )
        if line != heading and not (is_name_line and len(line) <= 40):
            spans.append((spoken, end))
    return spans
