"""Splits long texts into pieces that fit one message each, at sentence ends where possible. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from index import clause_spans, sentence_spans

_FENCE = "```"
# Code, links, and labels with the character before them: a label stays with the text it supports.
_UNCUT = r"`[^`\n]+`|\[[^\[\]\n]*\]\([^)\[\s]*\)|<[^<>\s][^<>\n]*>|https?\\?://[^\s)\]」』”》]+|[^\s\[\]]?[ \t]?(?:\[\d+\])+|\\."
_QUOTED = r"“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》|\"[^\"\n]*\"|\*\*[^*\n]+\*\*|\|\|[^|\n]+\|\|"
_LINKS = regex.compile(_UNCUT)
_LINKS_AND_QUOTES = regex.compile(rf"(?:{_QUOTED})(?:[ \t]?(?:\[\d+\])+)?|{_UNCUT}")
# Discord recognises an opening fence anywhere in a line.
_FENCE_INSIDE_LINE = regex.compile(r"(?<=[^\n`])```(?=\w*\n)")


@dataclass(frozen=True, slots=True)
class MessageLimit:
    """The most a message may hold, in UTF-16 units (as Discord counts) and in UTF-8 bytes.

    Both, because Discord fails beyond about 10,000 bytes although it promises 4,000 characters, and a
    Chinese character is three bytes: https://github.com/discord/discord-api-docs/issues/8554
    """

    utf16_units: int
    utf8_bytes: int

    def holds(self, text: str) -> bool:
        """Whether a text fits."""
        return self.utf8_bytes >= len(text.encode()) and self.utf16_units >= len(text.encode("utf-16-le")) // 2

    def minus(self, text: str) -> "MessageLimit":
        """The limit that is left beside a text."""
        return MessageLimit(self.utf16_units - len(text.encode("utf-16-le")) // 2, self.utf8_bytes - len(text.encode()))


# Discord allows 4,000 characters for all text of a message. Set by hand a little lower.
CARD_LIMIT = MessageLimit(utf16_units=3_900, utf8_bytes=9_900)


def split_message(text: str, limit: MessageLimit = CARD_LIMIT) -> list[str]:
    """Cut Markdown into pieces within a limit, in order and without loss.

    Lines, code fences and block quotes stay whole where they fit. Longer ones are cut at sentence ends, then at clause
    marks, then at spaces. A link, a piece of code, a label or a quotation is cut only where it alone exceeds the limit.
    A fence or block quote that is cut is closed in one piece and opened again in the next. White space at the edges of
    pieces is not kept.
    """
    pieces = [""]
    for block in _blocks(text):
        _add_block(block, pieces, limit)
    return [piece for piece in (piece.strip("\n") for piece in pieces) if piece.strip()]


def _blocks(text: str) -> Iterator[str]:
    """Code fences and block quotes whole, everything else line by line. Joined they are the text."""
    block, is_fence = "", False
    for line in regex.findall(r"[^\n]*\n|[^\n]+", _FENCE_INSIDE_LINE.sub("\n```", text)):
        if is_fence or (line.startswith(_FENCE) and _FENCE not in line[3:]):
            if not is_fence and block:
                yield block
                block = ""
            block += line
            is_fence = not (is_fence and line.strip() == _FENCE)
            if not is_fence:
                yield block
                block = ""
        elif line.startswith(">"):
            block += line
        else:
            if block:
                yield block
                block = ""
            yield line
    if block:
        yield f"{block.rstrip()}\n{_FENCE}\n" if is_fence else block


def _add_block(block: str, pieces: list[str], limit: MessageLimit) -> None:
    if limit.holds(pieces[-1] + block):
        pieces[-1] += block
    elif limit.holds(block):
        pieces.append(block)
    elif block.startswith(_FENCE):
        pieces.extend(_cut_fence(block, limit))
    elif block.startswith(">"):
        pieces.extend(_cut_quote(block, limit))
    else:
        pieces[-1:] = _fill_pieces(pieces[-1], block, limit, _CUTS)


def _cut_fence(block: str, limit: MessageLimit) -> list[str]:
    opening, _, body = block.partition("\n")
    if len(opening) > 40:  # text, not the name of a language
        opening, body = _FENCE, block.removeprefix(_FENCE)
    body = regex.sub(r"\n?```\s*$", "", body)
    inner = limit.minus(f"{opening}\n\n{_FENCE}\n")
    cuts = [_Cut(_lines, None), _Cut(_graphemes, None)]
    return [
        f"{opening}\n{part.strip(chr(10))}\n{_FENCE}\n" for part in _fill_pieces("", body, inner, cuts) if part.strip()
    ]


def _cut_quote(block: str, limit: MessageLimit) -> list[str]:
    body = regex.sub(r"(?m)^> ?", "", block)
    longest = max(3, 2 * (block.count("\n") + 1))  # every line of a piece gets its "> " back
    inner = limit.minus(" " * min(longest, limit.utf16_units // 2, limit.utf8_bytes // 2))
    parts = _fill_pieces("", body, inner, [_Cut(_lines, None), *_CUTS])
    return [regex.sub(r"(?m)^", "> ", part.strip("\n")) + "\n" for part in parts if part.strip()]


FindEnds = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a text may be cut, and the pattern of what must stay whole."""

    ends: FindEnds
    whole: "regex.Pattern[str] | None"

    def parts(self, text: str) -> list[str]:
        uncut = [match.span() for match in self.whole.finditer(text)] if self.whole else []
        ends, start, parts, position = self.ends(text), 0, [], 0
        for end in ends:
            while position < len(uncut) and uncut[position][1] <= end:
                position += 1
            if position < len(uncut) and uncut[position][0] < end:
                continue
            parts.append(text[start:end])
            start = end
        parts.append(text[start:])
        return [part for part in parts if part]


def _sentences(text: str) -> list[int]:
    return [end for _, end in sentence_spans(text)]


def _clauses(text: str) -> list[int]:
    return [end for _, end in clause_spans(text)]


def _words(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\s+", text)]


def _graphemes(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\X", text)]


def _characters(text: str) -> list[int]:
    return list(range(1, len(text) + 1))


def _lines(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\n", text)]


_CUTS = [
    *(_Cut(ends, _LINKS_AND_QUOTES) for ends in (_sentences, _clauses, _words)),
    *(_Cut(ends, _LINKS) for ends in (_sentences, _clauses, _words, _graphemes)),
    _Cut(_graphemes, None),
    _Cut(_characters, None),  # one grapheme can be thousands of combining marks
]


def _fill_pieces(begun: str, text: str, limit: MessageLimit, cuts: list[_Cut]) -> list[str]:
    """Pieces that begin with ``begun`` and continue with a text. Each part is cut by the first rule that makes it fit."""
    pieces = [begun]
    for part in cuts[0].parts(text):
        if limit.holds(pieces[-1] + part):
            pieces[-1] += part
        elif limit.holds(part):
            pieces.append(part)
        elif len(cuts) > 1:
            pieces[-1:] = _fill_pieces(pieces[-1], part, limit, cuts[1:])
        else:
            pieces.append(part)
    return pieces
