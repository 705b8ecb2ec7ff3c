"""Long texts cut into pieces that each fit one message: at sentence ends, never through what belongs together. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from index import clause_spans, sentence_spans

_FENCE = "```"
# A label stays with the words it is the proof of.
_SMALL = (
    r"`[^`\n]+`|\[[^\]\n]*\]\([^)\s]*\)|<[^>\s][^>\n]*>|https?\\?://[^\s)\]」』”》]+|[^\s\[\]]?[ \t]?(?:\[\d+\])+|\\."
)
_QUOTED = r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|\"[^\"\n]*\"|\*\*[^*\n]+\*\*|\|\|[^|\n]+\|\|"
_LINKS = regex.compile(_SMALL)
_LINKS_AND_QUOTES = regex.compile(rf"(?:{_QUOTED})(?:[ \t]?(?:\[\d+\])+)?|{_SMALL}")
# Discord takes a fence for one wherever in a line it opens.
_FENCE_IN_LINE = regex.compile(r"(?<=[^\n`])```(?=\w*\n)")


@dataclass(frozen=True, slots=True)
class MessageLimit:
    """The most a message may hold, in UTF-16 utf16_units (as Discord counts) and in UTF-8 bytes.

    Both, because Discord fails beyond about 10,000 bytes although it promises 4,000 characters, and a
    Chinese character is three bytes: https://github.com/discord/discord-api-docs/issues/8554
    """

    utf16_units: int
    utf8_bytes: int

    def holds(self, text: str) -> bool:
        """Whether a text fits."""
        return self.utf8_bytes >= len(text.encode()) and self.utf16_units >= len(text.encode("utf-16-le")) // 2

    def less(self, text: str) -> "MessageLimit":
        """What is left beside a text."""
        return MessageLimit(self.utf16_units - len(text.encode("utf-16-le")) // 2, self.utf8_bytes - len(text.encode()))


# Discord's own limit is 4,000 characters for all text of a message; a little is kept for labels.
CARD_LIMIT = MessageLimit(utf16_units=3_900, utf8_bytes=9_900)


def split_message(text: str, budget: MessageLimit = CARD_LIMIT) -> list[str]:
    """Cut Markdown into pieces within a budget, in order and without loss.

    Lines, code fences and block quotes stay whole where they fit; longer ones are cut at sentence ends,
    then at clause marks, then at spaces. A link, a piece of code, a label or a quotation is cut only
    where it alone exceeds the budget. A fence or block quote that goes on in the next piece is closed
    and opened again. White space at the edges of pieces is not kept.
    """
    pieces = [""]
    for block in _blocks(text):
        _place(block, pieces, budget)
    return [piece for piece in (piece.strip("\n") for piece in pieces) if piece.strip()]


def _blocks(text: str) -> Iterator[str]:
    """Code fences and block quotes whole, everything else line by line; together they are the text."""
    block, is_fence = "", False
    for line in regex.findall(r"[^\n]*\n|[^\n]+", _FENCE_IN_LINE.sub("\n```", text)):
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


def _place(block: str, pieces: list[str], budget: MessageLimit) -> None:
    if budget.holds(pieces[-1] + block):
        pieces[-1] += block
    elif budget.holds(block):
        pieces.append(block)
    elif block.startswith(_FENCE):
        pieces.extend(_cut_fence(block, budget))
    elif block.startswith(">"):
        pieces.extend(_cut_quote(block, budget))
    else:
        pieces[-1:] = _fill(pieces[-1], block, budget, _WAYS)


def _cut_fence(block: str, budget: MessageLimit) -> list[str]:
    opening, _, body = block.partition("\n")
    opening = opening if len(opening) <= 40 else _FENCE
    body = regex.sub(r"\n?```\s*$", "", body)
    inner = budget.less(f"{opening}\n\n{_FENCE}\n")
    ways = [_Way(_lines, None), _Way(_graphemes, None)]
    return [f"{opening}\n{part.strip(chr(10))}\n{_FENCE}\n" for part in _fill("", body, inner, ways) if part.strip()]


def _cut_quote(block: str, budget: MessageLimit) -> list[str]:
    body = regex.sub(r"(?m)^> ?", "", block)
    longest = max(3, 2 * (block.count("\n") + 1))  # every line of a piece gets its mark back
    inner = budget.less(" " * min(longest, budget.utf16_units // 2, budget.utf8_bytes // 2))
    parts = _fill("", body, inner, [_Way(_lines, None), *_WAYS])
    return [regex.sub(r"(?m)^", "> ", part.strip("\n")) + "\n" for part in parts if part.strip()]


Cut = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a text may be cut, and what must not be cut through."""

    ends: Cut
    whole: "regex.Pattern[str] | None"

    def parts(self, text: str) -> list[str]:
        kept = [match.span() for match in self.whole.finditer(text)] if self.whole else []
        ends, start, parts, position = self.ends(text), 0, [], 0
        for end in ends:
            while position < len(kept) and kept[position][1] <= end:
                position += 1
            if position < len(kept) and kept[position][0] < end:
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


_WAYS = [
    *(_Way(ends, _LINKS_AND_QUOTES) for ends in (_sentences, _clauses, _words)),
    *(_Way(ends, _LINKS) for ends in (_sentences, _clauses, _words, _graphemes)),
    _Way(_graphemes, None),
    _Way(_characters, None),  # one grapheme can be thousands of combining marks
]


def _fill(begun: str, text: str, budget: MessageLimit, ways: list[_Way]) -> list[str]:
    """Pieces that continue ``begun`` with a text, each part cut the first way that makes it fit."""
    pieces = [begun]
    for part in ways[0].parts(text):
        if budget.holds(pieces[-1] + part):
            pieces[-1] += part
        elif budget.holds(part):
            pieces.append(part)
        elif len(ways) > 1:
            pieces[-1:] = _fill(pieces[-1], part, budget, ways[1:])
        else:
            pieces.append(part)
    return pieces
