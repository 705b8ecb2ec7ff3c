"""A chat model's draft as lines and sentences, each with the labels it bears. Pure.

Lists, headings, tables and code keep their shape; nothing is cut inside a label or a piece of code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import regex

from index import sentence_spans

# [1], [2][3], [1, 2], [2-4], [^1], [Source 1], and the like in Chinese brackets.
_NUMBERS = r"\d+(?:\s*[-–,，、;；]\s*\d+)*"
_LABEL = rf"[\[【［]\s*(?:\^|(?i:source|passage|citation|来源|來源|段落|引用)\s*)?(?P<numbers>{_NUMBERS})\s*(?:†[^\]】］]*)?[\]】］]"
_LABELS = regex.compile(rf"(?P<before>[ \t]*)(?P<all>{_LABEL}(?:[ \t]*{_LABEL})*)")
_ONE = regex.compile(_LABEL)
_RANGE = regex.compile(r"(\d+)\s*[-–]\s*(\d+)")
_MOST_IN_RANGE = 20
_DEFINITION = regex.compile(r"(?m)^[ \t]*[\[【［]\^?\d+[\]】］][:：].*$\n?")
_HIDDEN = regex.compile(r"[\p{Cf}\p{Cc}--[\n\t]]", regex.V1)
_LINK = regex.compile(r"!?\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_ADDRESS = regex.compile(r"<?\b(?:https?|ftp|mailto|steam|discord|data|javascript):[^\s<>)\]」』”》】，。]*>?", regex.I)
_TAG = regex.compile(r"<(?!@|#|:|a:|t:|id:)/?\p{Latin}[^<>\n]*>")
_FENCE = regex.compile(r"^[ \t]*(```|~~~)")
_ROW = regex.compile(r"^[ \t]*\|.*\|[ \t]*$")
_FRAME = regex.compile(r"^[ \t|:+=_*-]*$")
_OPENING = regex.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:[-*+•·]|\d{1,3}[.)、．])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_HEADING = regex.compile(r"^[ \t]*#{1,6}[ \t]+")
_CODE = regex.compile(r"`[^`\n]+`")
_EMPHASIS = regex.compile(r"[*`~|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])")


class LineKind(Enum):
    """What a line of a draft is."""

    TEXT = auto()
    HEADING = auto()
    ROW = auto()  # of a table
    FRAME = auto()  # blank, or drawn
    CODE = auto()  # a whole block


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence without its labels, and what parts it from the one before on its line."""

    text: str
    labels: tuple[int, ...] = ()
    gap: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft, or a block of code: its opening (a bullet, a number, marks of quotation) and its sentences."""

    kind: LineKind
    opening: str = ""
    sentences: tuple[DraftSentence, ...] = ()


def remove_links_and_html(draft: str) -> str:
    """A draft with the words of its links and pictures but without addresses, HTML and hidden characters."""
    text, before = _HIDDEN.sub("", draft.replace("\r\n", "\n")), ""
    text = _DEFINITION.sub("", text)
    while text != before:  # what is left where something was taken out may be the next
        before = text
        text = _ADDRESS.sub("", _LINK.sub(_words, _TAG.sub("", text)))
    return text


def _words(link: regex.Match[str]) -> str:
    words = link["words"]
    return f"[{words}]" if regex.fullmatch(_NUMBERS, words) else words


def remove_markup(text: str) -> str:
    """A text as it reads, without the marks of emphasis and tables."""
    return _EMPHASIS.sub("", text.replace("|", " "))


def parse_draft(draft: str) -> list[DraftLine]:
    """The lines of a draft in order."""
    lines: list[DraftLine] = []
    block: list[str] = []
    for line in draft.split("\n"):
        if block or _FENCE.match(line):
            block.append(line)
            if len(block) > 1 and _FENCE.match(line):
                lines.append(_undivided_line(LineKind.CODE, "", "\n".join(block)))
                block = []
        else:
            lines.append(_parse_line(line))
    lines.extend(map(_parse_line, block))  # a block that is never closed is none
    return lines


def _parse_line(line: str) -> DraftLine:
    if _FRAME.match(line):
        return DraftLine(LineKind.FRAME, line.rstrip())
    if _ROW.match(line):
        return _undivided_line(LineKind.ROW, "", line)
    if match := _HEADING.match(line):
        return _undivided_line(LineKind.HEADING, match.group(), line[match.end() :])
    opening = _OPENING.match(line)
    head = opening.group() if opening else ""
    return DraftLine(LineKind.TEXT, head, tuple(_sentences(line[len(head) :])))


def _undivided_line(kind: LineKind, opening: str, content: str) -> DraftLine:
    bare, labels = _split_labels(content)
    return DraftLine(kind, opening, (DraftSentence(bare.strip(), tuple(dict.fromkeys(n for _, n in labels))),))


def _sentences(content: str) -> Iterator[DraftSentence]:
    """The sentences of a line. Labels behind the full stop belong to the sentence before them."""
    bare, labels = _split_labels(content)
    code = [match.span() for match in _CODE.finditer(bare)]
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(bare):
        if spans and any(a < spans[-1][1] < b for a, b in code):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for i, (start, end) in enumerate(spans):
        following = spans[i + 1][0] if i + 1 < len(spans) else len(bare)
        own = [n for place, n in labels if (start < place or i == 0) and place <= following]
        yield DraftSentence(bare[start:end], tuple(dict.fromkeys(own)), bare[spans[i - 1][1] : start] if i else "")
    if not spans and labels:
        yield DraftSentence("", tuple(dict.fromkeys(n for _, n in labels)))


def _split_labels(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its labels, and the place each of them had in it."""
    bare, labels, position = "", [], 0
    for match in _LABELS.finditer(text):
        bare += text[position : match.start()]
        labels += [(len(bare), number) for number in _numbers(match["all"])]
        position = match.end()
        if match["before"] and regex.match(r"[\p{L}\p{N}]", text, pos=position):
            bare += " "
    bare += text[position:]
    while _ONE.search(bare):  # what is left where one was taken out of another
        bare = _ONE.sub("", bare)
    return bare, labels


def _numbers(labels: str) -> Iterator[int]:
    for label in _ONE.finditer(labels):
        for low, high in _RANGE.findall(label["numbers"]):
            yield from range(_number(low), min(_number(high), _number(low) + _MOST_IN_RANGE) + 1)
        yield from map(_number, regex.findall(r"\d+", label["numbers"]))


def _number(digits: str) -> int:
    """The number of a label; none is as long as some that are made up."""
    return int(digits) if len(digits) < 10 else 0


def format_draft(lines: Sequence[DraftLine], texts: Sequence[Sequence[str]]) -> str:
    """Lines put together again, each with what has become of its sentences; those of which nothing is left fall away."""
    shown: list[tuple[LineKind, str]] = []
    for line, parts in zip(lines, texts, strict=True):
        text = "".join(parts)
        is_loose = "|" in line.opening and not (shown and shown[-1][0] is LineKind.ROW)
        if text.strip() or (line.kind is LineKind.FRAME and not is_loose):
            shown.append((line.kind, line.opening + _remove_unpaired_marks(text)))
    said = [i for i, (kind, _) in enumerate(shown) if kind is not LineKind.FRAME]
    inner = shown[said[0] : said[-1] + 1] if said else []
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(text for _, text in inner))


def _remove_unpaired_marks(text: str) -> str:
    """A line without the marks of emphasis that lost their other half."""
    for mark in ("**", "__", "~~", "||"):
        if text.count(mark) % 2:
            text = text.replace(mark, "")
    return text
