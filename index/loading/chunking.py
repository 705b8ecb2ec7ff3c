"""Chunking: documents cut at sentence ends into exact slices, each within the token limit of the embedder."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TypeVar

from index.documents import Chunk, Document, Place, Section, Turn
from index.text import Span, clause_spans, detect_language, sentence_spans

_Span = TypeVar("_Span", Turn, Place)
CountTokens = Callable[[Sequence[str]], list[int]]
# Tokens of a chunk that are kept free for the title, which is embedded above it. Set by hand.
HEADING_TOKENS = 32
# A word of any length may be a single token. Text with more characters for each token than this is no prose, and counts by
# its characters, so that a chunk has a largest length. Set by hand: English has five, a web address ten.
_CHARACTERS_PER_TOKEN = 16


def chunk_limit(max_tokens: int) -> int:
    """The size of a chunk in tokens, from the token limit of the embedder: as much as it reads, without the title.

    Smaller chunks: return less. Larger ones need an embedder that reads more (``EMBED_MODEL``).
    """
    return max_tokens - HEADING_TOKENS


def split_document(document: Document, *, limit: int, count_tokens: CountTokens) -> list[Chunk]:
    """Cut a document into chunks of at most ``limit`` tokens, at sentence ends.

    Each chunk is an exact slice of the document, so that a citation leads back to the words it rests on. Paragraphs and
    speaker turns stay whole where they fit, with the name or heading over them. No chunk crosses the border of a section.
    A sentence longer than ``limit`` is cut at clause marks, or else between words or characters.
    """
    count_tokens = _bounded(count_tokens)
    spans = [
        (section, span)
        for section in document.sections
        for span in _split_section(document.text, section, limit, count_tokens)
    ]
    seen: Counter[str] = Counter()
    chunks = []
    for section, (start, end) in spans:
        text = document.text[start:end]
        key = f"{document.source.id}:{sha256(text.encode()).hexdigest()[:12]}"
        seen[key] += 1
        language = detect_language(text) if section.language == "mixed" else section.language
        chunks.append(
            Chunk(
                id=key if seen[key] == 1 else f"{key}-{seen[key]}", source_id=document.source.id, start=start, end=end,
                text=text, language=language, section=section.label, turns=_overlapping(section.turns, start, end),
                places=_overlapping(section.places, start, end),
            )
        )  # fmt: skip
    return chunks


def _bounded(count_tokens: CountTokens) -> CountTokens:
    """Token counts that are not below what the length of a text makes of it."""
    return lambda texts: [
        max(count, len(text) // _CHARACTERS_PER_TOKEN) for text, count in zip(texts, count_tokens(texts), strict=True)
    ]


def _overlapping(spans: tuple[_Span, ...], start: int, end: int) -> tuple[_Span, ...]:
    """Those of some spans, which are in order and apart, that share text with ``start`` to ``end``."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _split_section(text: str, section: Section, limit: int, count_tokens: CountTokens) -> Iterator[Span]:
    sentences, sizes = _fitting_sentences(text, _sentences(text, section), limit, count_tokens)
    chunk: Span | None = None
    size = 0
    for block in _blocks(text, section, sentences):
        total = sum(sizes[i] for i in block)
        if chunk and size + total > limit:
            yield chunk
            chunk, size = None, 0
        # A block too long for one chunk is cut into chunks of about the same size.
        target = limit if total <= limit else total / -(-total // limit)
        for i in block:
            if chunk and (size + sizes[i] > limit or size >= target):
                yield chunk
                chunk, size = None, 0
            chunk = (chunk[0] if chunk else sentences[i][0], sentences[i][1])
            size += sizes[i]
    if chunk:
        yield chunk


def _sentences(text: str, section: Section) -> list[Span]:
    return [(section.start + a, section.start + b) for a, b in sentence_spans(text[section.start : section.end])]


def _blocks(text: str, section: Section, sentences: list[Span]) -> list[list[int]]:
    """The sentences, by number, grouped by paragraph. A name or heading on its own line goes with the next paragraph."""
    turn_starts = [turn.start for turn in section.turns]
    blocks: list[list[int]] = []
    is_label = False
    for i, (start, end) in enumerate(sentences):
        opens_paragraph = i == 0 or "\n" in text[sentences[i - 1][1] : start]
        line = text[start:end]
        if not blocks or (opens_paragraph and not is_label):
            blocks.append([])
        blocks[-1].append(i)
        ends_line = i + 1 < len(sentences) and "\n" in text[end : sentences[i + 1][0]]
        is_label = (
            opens_paragraph and ends_line and (_is_name(turn_starts, section, start, end) or line == section.title)
        )
    return _join_units(blocks, section, sentences)


def _join_units(blocks: list[list[int]], section: Section, sentences: list[Span]) -> list[list[int]]:
    """The blocks, those of one list, table or piece of code as one."""
    joined: list[list[int]] = []
    unit_starts = [start for start, _ in section.units]
    last_unit = -1
    for block in blocks:
        unit = bisect_right(unit_starts, sentences[block[0]][0]) - 1
        is_inside = unit >= 0 and sentences[block[-1]][1] <= section.units[unit][1]
        if is_inside and unit == last_unit:
            joined[-1].extend(block)
        else:
            joined.append(list(block))
        last_unit = unit if is_inside else -1
    return joined


def _is_name(turn_starts: list[int], section: Section, start: int, end: int) -> bool:
    """Whether a line is the name over a turn: it is in no turn, and another turn follows."""
    if not turn_starts:
        return False
    following = bisect_right(turn_starts, end)
    is_spoken = following > 0 and start < section.turns[following - 1].end
    return not is_spoken and following < len(turn_starts)


def _fitting_sentences(
    text: str, sentences: list[Span], limit: int, count_tokens: CountTokens
) -> tuple[list[Span], list[int]]:
    """The sentences, those that do not fit in pieces, and the tokens of each."""
    fitting: list[Span] = []
    sizes: list[int] = []
    for span, size in zip(sentences, count_tokens([text[a:b] for a, b in sentences]), strict=True):
        pieces = [span] if size <= limit else _cut_sentence(text, span, limit, count_tokens)
        fitting += pieces
        sizes += [size] if size <= limit else count_tokens([text[a:b] for a, b in pieces])
    return fitting, sizes


def _fit_sentence(text: str, span: Span, limit: int, count_tokens: CountTokens) -> list[Span]:
    """A sentence as it is if it fits, else in pieces."""
    start, end = span
    if end - start <= limit // 4 or count_tokens([text[start:end]])[0] <= limit:
        return [span]
    return _cut_sentence(text, span, limit, count_tokens)


def _cut_sentence(text: str, span: Span, limit: int, count_tokens: CountTokens) -> list[Span]:
    """The clauses of a sentence joined up to the limit, else halves of it."""
    start, end = span
    clauses = [(start + a, start + b) for a, b in clause_spans(text[start:end])]
    if len(clauses) == 1:
        middle = (start + end) // 2
        cut = text.rfind(" ", start + 1, middle) + 1 or middle
        clauses = [(start, cut), (cut, end)]
    fitting = [piece for clause in clauses for piece in _fit_sentence(text, clause, limit, count_tokens)]
    pieces: list[Span] = []
    size = 0
    # The counts are added up: counting each joined piece again would make the work grow with clauses times limit.
    for piece, tokens in zip(fitting, count_tokens([text[a:b] for a, b in fitting]), strict=True):
        if pieces and size + tokens <= limit:
            pieces[-1] = (pieces[-1][0], piece[1])
            size += tokens
        else:
            pieces.append(piece)
            size = tokens
    return pieces
