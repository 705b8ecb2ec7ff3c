"""Which sentences of a chunk can be quoted, how long a quotation may be, and how a longer text is cut to it. Pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index import Chunk, Span, clause_spans, lazy_pattern, sentence_spans

# In characters. Set by hand: about three long sentences.
LONGEST_QUOTE = 560
# Characters of a line outside all speaker turns up to which it is the name of a speaker. Set by hand.
_LONGEST_NAME_LINE = 40
# A line of a record, and how long a record may be to be quoted whole, in characters. Set by hand.
_FACT = lazy_pattern(r"(?P<key>[^:：\n]{1,30})[:：]\s*(?P<value>\S.*)?")
_LONGEST_RECORD = 300
# What a record without a line above or between begins with.
_NAME_KEY = lazy_pattern(
    r"(?i)(?:\p{L}+ )?name|member|item|product|model|title|id|姓名|名字|名称|名稱|昵称|暱稱|成员|成員|产品|產品|商品|型号|型號|标题|標題|编号|編號"
)
# The line above a record that says whose it is: a few words, and no sentence. Set by hand.
_NAME_LINE = lazy_pattern(r"[^\n:：]{1,40}(?<![.!?。！？；;,，])")
# A sentence that ends in a colon, perhaps in bold: it introduces what stands on the lines after it.
_INTRODUCES = lazy_pattern(r"[:：][*_\s]*$")
# Characters of a line up to which it is shown whole after what introduces it; of a longer one the first sentence. Set by hand.
_LONGEST_LINE = 280
_BLOCK_AFTER = lazy_pattern(r"\s*\n\s*(?P<lines>\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*)")
_LINE = lazy_pattern(r"\S(?:[^\n]*\S)?")


def quotable_spans(chunk: Chunk) -> list[tuple[int, int]]:
    """The sentences of a chunk that can be quoted, as spans of its text.

    No heading, no name of a speaker, and nothing that ends in a colon where the chunk ends or another heading follows.
    """
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
        introduces_nothing = introduces(line) and introduced_end(chunk, end) == end
        if line in headings or introduces_nothing or (is_outside_turns and len(line) <= _LONGEST_NAME_LINE):
            continue
        spans.append((start, end))
    return spans if chunk.turns else _join_records(chunk.text, spans)


def introduces(sentence: str) -> bool:
    """Whether a sentence ends in a colon: ``You need:``, ``闭馆日：``. It says nothing without what stands after it."""
    return bool(_INTRODUCES.search(sentence))


def introduced_end(chunk: Chunk, end: int) -> int:
    """Where what a sentence introduces ends, which ends at ``end`` itself: the list or line after it. Positions in the text.

    That is ``end`` where nothing follows but a heading or another introduction. A list ends at a blank line; of one that is
    too long to quote there are as many lines as fit.
    """
    shown = end
    block = _BLOCK_AFTER.match(chunk.text, end)
    if block is None:
        return end
    for line in _LINE.finditer(block["lines"]):
        words, start = line.group(), block.start("lines") + line.start()
        if words in chunk.headings or introduces(words) or (len(words) > _LONGEST_LINE and shown > end):
            break
        stop = start + (len(words) if len(words) <= _LONGEST_LINE else sentence_spans(words)[0][1])
        if stop - end > LONGEST_QUOTE:
            break
        shown = stop
    return shown


def _join_records(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with the lines of each record as one.

    A record is a run of lines ``key: value`` that begins with the same key as another run, as in a list of members: what
    is said of one line is said of whom the record names. The name may stand on the line above; a line ``name: …`` begins
    another record without a blank line, too.
    """
    joined = list(spans)
    for start, end in _records(text):
        inside = [span for span in joined if start <= span[0] and span[1] <= end]
        if len(inside) > 1 and end - start <= _LONGEST_RECORD:
            at = joined.index(inside[0])
            joined[at : at + len(inside)] = [(inside[0][0], inside[-1][1])]
    return joined


class _Run(NamedTuple):
    """Lines ``key: value`` in a row: the first key, where they begin and end, and where the name above them begins."""

    key: str
    start: int
    end: int
    named_from: int


def _records(text: str) -> list[Span]:
    facts = [_FACT.fullmatch(line) for line in text.split("\n")]
    keys = {
        fact["key"].strip() for fact in facts if fact and fact["value"]
    }  # a value may be empty where others are not
    runs: list[_Run] = []
    start, named_from, position, key, above = -1, 0, 0, "", ""
    for line in [*text.split("\n"), ""]:
        fact = _FACT.fullmatch(line)
        fact = fact if fact and (fact["value"] or fact["key"].strip() in keys) else None
        begins_another = fact is not None and fact["key"].strip() == key and bool(_NAME_KEY.fullmatch(key))
        if start >= 0 and (begins_another or not fact):
            runs.append(_Run(key, start, position - 1, named_from))
            start = -1
        if fact and start < 0:
            start, key = position, fact["key"].strip()
            named_from = position - len(above) - 1 if _NAME_LINE.fullmatch(above) else position
        position += len(line) + 1
        above = line
    counts = Counter(run.key for run in runs)
    named = Counter(run.key for run in runs if run.named_from < run.start)
    return [
        (run.named_from if named[run.key] == counts[run.key] else run.start, run.end)
        for run in runs
        if counts[run.key] > 1
    ]


def cut_quote(text: str, start: int, end: int, *, best_clauses: Callable[[Sequence[Span]], Span]) -> Span:
    """A span of a text cut to a quotation's length: to the clauses that ``best_clauses`` chooses, again and again.

    A single clause that is too long ends in the middle. There is no white space at the end.
    """
    while end - start > LONGEST_QUOTE:
        clauses = [(start + a, start + b) for a, b in clause_spans(text[start:end])]
        if len(clauses) < 2:
            end = start + LONGEST_QUOTE
        else:
            start, end = best_clauses(clauses)
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def grow_around_best(clauses: Sequence[Span], *, score: Callable[[Span], int]) -> Span:
    """The clause with the highest score, with as many neighbours as fit into a quotation, those after it first."""
    first = last = max(range(len(clauses)), key=lambda i: score(clauses[i]))
    while True:
        longer = [(a, b) for a, b in ((first, last + 1), (first - 1, last)) if a >= 0 and b < len(clauses)]
        fitting = [(a, b) for a, b in longer if clauses[b][1] - clauses[a][0] <= LONGEST_QUOTE]
        if not fitting:
            return clauses[first][0], clauses[last][1]
        first, last = fitting[0]


def cut_at_sentence_end(text: str, *, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a text that ends with a sentence and fits; empty if not even the first sentence fits."""
    return next((text[:end] for _, end in reversed(sentence_spans(text)) if fits(text[:end])), "")
