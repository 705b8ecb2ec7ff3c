"""Parses a chat model's draft into lines and sentences with their labels, and formats it again. Pure.

Lists, headings, tables and code keep their shape. Nothing is cut inside a label or a piece of code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import regex

from bot.writing.drafts.labels import split_labels
from index import Span, sentence_spans

_FENCE = regex.compile(r"^[ \t]*(```|~~~)")
_FRAME = regex.compile(r"^[ \t|:+=_*-]*$")
_OPENING = regex.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:[-*+•·]|\d{1,3}[.)、．])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_HEADING = regex.compile(r"^[ \t]*#{1,6}[ \t]+")
_CODE = regex.compile(r"`[^`\n]+`")
_EMPHASIS = regex.compile(r"[*`~|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])")

# What a new sentence begins with: a word that has a capital letter only there; in Chinese, white space before it.
_NEW_SENTENCE = regex.compile(
    r"\s+(?:(?:The|An?|This|That|These|Those|It|Its|He|She|His|Her|They|Their|There|We|You|In|On|At|For|But|And|If|When|Both|All|Some|"
    r"Each|Every|Most|No)\b|\p{Han})"
)
# A fact such as *Founded: 2019* or 会长：夜航星 ends at its label, whatever follows.
_FACT = regex.compile(r"[^.:：。，,]{1,30}[:：]\s*[^\s:：。][^:：。]{0,80}")
_AFTER_FACT = regex.compile(r"\s+[\p{Lu}\p{Han}\p{N}]|\p{Han}")


class DraftLineKind(Enum):
    """What a line of a draft is."""

    TEXT = auto()
    HEADING = auto()
    ROW = auto()  # of a table
    FRAME = auto()  # blank, or a rule
    CODE = auto()  # a whole block


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence without its labels, its labels, and the white space before it on its line."""

    text: str
    labels: tuple[int, ...] = ()
    gap: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft, or a block of code: its opening (bullet, number, quotation marks) and its sentences."""

    kind: DraftLineKind
    opening: str = ""
    sentences: tuple[DraftSentence, ...] = ()


def remove_markup(text: str) -> str:
    """A text without Markdown's marks of emphasis, code and tables."""
    return _EMPHASIS.sub("", text.replace("|", " "))


def parse_draft(draft: str) -> list[DraftLine]:
    """The lines of a draft in order; a block of code is one line.

    A line of labels alone belongs to the sentence before it.
    """
    lines: list[DraftLine] = []
    block: list[str] = []
    for line in draft.split("\n"):
        if block or _FENCE.match(line):
            block.append(line)
            if len(block) > 1 and _FENCE.match(line):
                lines.append(_undivided_line(DraftLineKind.CODE, "", "\n".join(block)))
                block = []
        else:
            lines.append(_parse_line(line))
    lines.extend(map(_parse_line, block))  # an unclosed block is not code
    return list(_join_labels(lines))


def _join_labels(lines: Sequence[DraftLine]) -> Iterator[DraftLine]:
    """The lines, with labels that stand on a line of their own moved to the last sentence before them."""
    waiting: tuple[int, ...] = ()
    joined: list[DraftLine] = []
    for line in reversed(lines):
        is_labels = line.kind is DraftLineKind.TEXT and bool(line.sentences) and not any(s.text for s in line.sentences)
        if is_labels:
            waiting = tuple(n for s in line.sentences for n in s.labels) + waiting
        elif waiting and line.kind is DraftLineKind.TEXT and line.sentences:
            *others, last = line.sentences
            last = replace(last, labels=tuple(dict.fromkeys([*last.labels, *waiting])))
            joined.append(replace(line, sentences=(*others, last)))
            waiting = ()
        else:
            joined.append(line)
    return reversed(joined)


def _parse_line(line: str) -> DraftLine:
    if _FRAME.match(line):
        return DraftLine(DraftLineKind.FRAME, line.rstrip())
    row = line.strip(" \t")
    if len(row) > 1 and row[0] == row[-1] == "|":
        return _undivided_line(DraftLineKind.ROW, "", line)
    if match := _HEADING.match(line):
        return _undivided_line(DraftLineKind.HEADING, match.group(), line[match.end() :])
    opening = _OPENING.match(line)
    head = opening.group() if opening else ""
    return DraftLine(DraftLineKind.TEXT, head, tuple(_sentences(line[len(head) :])))


def _undivided_line(kind: DraftLineKind, opening: str, content: str) -> DraftLine:
    bare, labels = split_labels(content)
    return DraftLine(kind, opening, (DraftSentence(bare.strip(), tuple(dict.fromkeys(n for _, n in labels))),))


def _sentences(content: str) -> Iterator[DraftSentence]:
    """The sentences of a line. Labels behind the full stop belong to the sentence before them.

    A heading or fact without a full stop ends at its label.
    """
    bare, labels = split_labels(content)
    code = [match.span() for match in _CODE.finditer(bare)]
    spans: list[tuple[int, int]] = []
    for start, end in _cut_at_labels(bare, {at for at, _ in labels}):
        if spans and any(a < spans[-1][1] < b for a, b in code):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for i, (start, end) in enumerate(spans):
        following = spans[i + 1][0] if i + 1 < len(spans) else len(bare)
        own = [n for at, n in labels if (start < at or i == 0) and at <= following]
        yield DraftSentence(bare[start:end], tuple(dict.fromkeys(own)), bare[spans[i - 1][1] : start] if i else "")
    if not spans and labels:
        yield DraftSentence("", tuple(dict.fromkeys(n for _, n in labels)))


def _cut_at_labels(text: str, labels: set[int]) -> Iterator[Span]:
    """The sentences of a text, cut after each label behind which a new one begins without a full stop."""
    for start, end in sentence_spans(text):
        begin = start
        for at in sorted(at for at in labels if start < at < end):
            is_fact = _FACT.fullmatch(text, begin, at) and _AFTER_FACT.match(text, at)
            if is_fact or _NEW_SENTENCE.match(text, at):
                yield begin, at
                begin = at + len(text[at:end]) - len(text[at:end].lstrip())
        yield begin, end


def format_draft(lines: Sequence[DraftLine], texts: Sequence[Sequence[str]]) -> str:
    """The draft made of lines with these texts for their sentences. Lines without text are left out."""
    kept: list[tuple[DraftLineKind, str]] = []
    for line, parts in zip(lines, texts, strict=True):
        text = "".join(parts)
        is_loose = "|" in line.opening and not (kept and kept[-1][0] is DraftLineKind.ROW)
        if text.strip() or (line.kind is DraftLineKind.FRAME and not is_loose):
            kept.append((line.kind, line.opening + _remove_unpaired_marks(text)))
    with_text = [i for i, (kind, _) in enumerate(kept) if kind is not DraftLineKind.FRAME]
    inner = kept[with_text[0] : with_text[-1] + 1] if with_text else []
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(text for _, text in inner))


def _remove_unpaired_marks(text: str) -> str:
    """A line without marks of emphasis that lost their other half."""
    for mark in ("**", "__", "~~", "||"):
        if text.count(mark) % 2:
            text = text.replace(mark, "")
    return text
