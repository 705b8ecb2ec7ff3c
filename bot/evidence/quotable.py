"""Which sentences of a chunk can be quoted."""

from index import Chunk, sentence_spans

# Characters of a line outside all speaker turns up to which it is the name of a speaker. Set by hand.
_LONGEST_NAME_LINE = 40


def quotable_spans(chunk: Chunk) -> list[tuple[int, int]]:
    """The sentences of a chunk that can be quoted, as spans of its text: no heading and no name of a speaker."""
    spans = []
    headings = set(chunk.headings)
    turn_starts = {turn.start - chunk.start for turn in chunk.turns}
    for sentence_start, end in sentence_spans(chunk.text):
        # A speaker's name before the words on the same line is not part of the quotation.
        start = next((s for s in turn_starts if sentence_start < s < end), sentence_start)
        line = chunk.text[start:end]
        is_outside_turns = bool(turn_starts) and not any(
            turn.start < chunk.start + end and chunk.start + start < turn.end for turn in chunk.turns
        )
        if line not in headings and not (is_outside_turns and len(line) <= _LONGEST_NAME_LINE):
            spans.append((start, end))
    return spans
