"""Answers, passages, sources and reports as cards: text and buttons that fit a Discord message. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from bot.excerpts import Excerpt
from bot.markup import plain, safe, shown
from bot.pieces import CARD, split
from bot.records import Footnote, Record
from bot.rendering import section_text
from bot.strings import Strings

Tone = Literal["answer", "silent", "notice", "problem"]
_MOST_BLOCKS = 12  # with the rules between them well below the 40 components of a message
_ROW = 5
_MENU = 25
_LONGEST_TITLE = 90
_PLAIN_ENGINES = ("extractive", "none")
_EDGES = regex.compile(r"(?m)^([^\p{L}\p{N}\n]*)([\p{L}\p{N}](?:[^\n]*[\p{L}\p{N}])?)([^\p{L}\p{N}\n]*)$")
_WEB = regex.compile(r"https?://[^\s<>()\[\]\"]+")


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: ``key`` says what it does, or ``url`` where it leads."""

    label: str
    key: str = ""
    url: str = ""
    style: Literal["plain", "strong", "danger"] = "plain"
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """Things to choose one of: (value, label, what it is)."""

    key: str
    placeholder: str
    options: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One message: blocks of text with rules between them, then rows of things to press."""

    blocks: tuple[str, ...]
    rows: tuple[tuple[Button, ...] | Menu, ...] = ()
    tone: Tone = "answer"

    @property
    def text(self) -> str:
        """All text of the card, as the limits count it."""
        return "".join(self.blocks)

    @property
    def components(self) -> int:
        """How many components the message has, the frame and the rules included."""
        pressed = sum(2 if isinstance(row, Menu) else 1 + len(row) for row in self.rows)
        return 1 + max(0, 2 * len(self.blocks) - 1) + pressed


def key(action: str, subject: int = 0, argument: str | int = "") -> str:
    """What a button carries: it is all that is needed to act on it after a restart."""
    return f"footnote:{action}:{subject}:{argument}"


def pack(blocks: Iterable[str], *, rows: Sequence[tuple[Button, ...] | Menu] = (), tone: Tone = "answer") -> list[Card]:
    """Blocks of text as one card, or as many as they need; the rows stand under the last."""
    cards: list[list[str]] = [[]]
    for block in blocks:
        for piece in split(block):
            if cards[-1] and (not CARD.holds("".join(cards[-1]) + piece) or len(cards[-1]) == _MOST_BLOCKS):
                cards.append([])
            cards[-1].append(piece)
    made = [Card(tuple(card), tone=tone) for card in cards if card]
    return [*made[:-1], replace(made[-1], rows=tuple(rows))] if made else []


def notice(text: str, *, tone: Tone = "notice", rows: Sequence[tuple[Button, ...]] = ()) -> Card:
    """A card of one text."""
    return Card((text,), tuple(rows), tone)


def answer_cards(record: Record, strings: Strings, *, heading: str = "") -> list[Card]:
    """An answer: its text with labels, its footnotes, and what can be done with it."""
    urls = {footnote.url for footnote in record.footnotes if footnote.url}
    text = shown(record.text) if record.engine in _PLAIN_ENGINES else safe(record.text, urls=urls)
    footnotes = "\n".join(_footnote_line(footnote, strings) for footnote in record.footnotes)
    rows = [*_openers(record, strings), _actions(record, strings)]
    return pack([heading, text, footnotes], rows=rows, tone="silent" if record.reason else "answer")


def draft_card(draft: str, strings: Strings) -> Card:
    """An answer while it is written, which says that it is not checked yet: its end, where it is long."""
    heading = f"-# {strings('draft')}"
    return Card((heading, split(safe(draft, urls=()))[-1]), tone="notice")


def _footnote_line(footnote: Footnote, strings: Strings) -> str:
    title = plain(_shortened(footnote.title)).replace("]", "\\]").replace("[", "\\[")
    linked = f"[{title}]({footnote.url})" if _is_web(footnote.url) else strings("title-quoted", title=title)
    return f"-# **[{footnote.label}]** {' · '.join([linked, *_stated(footnote, strings)])}"


def _stated(footnote: Footnote, strings: Strings) -> list[str]:
    section = plain(_shortened(section_text(footnote.section, strings)))
    says = [strings("says", speaker=plain(_shortened(footnote.speaker)))] if footnote.speaker else []
    return [*filter(None, (footnote.published,)), section, *says, strings("language-name", language=footnote.language)]


def _openers(record: Record, strings: Strings) -> list[tuple[Button, ...] | Menu]:
    if len(record.footnotes) <= _ROW:
        buttons = tuple(
            Button(f"[{f.label}]", key("cite", record.id, f.label), style="strong") for f in record.footnotes
        )
        return [buttons] if buttons else []
    options = [
        (str(f.label), f"[{f.label}] {_shortened(f.title, 80)}", _shortened(f.quote, 90)) for f in record.footnotes
    ]
    menus = [options[start : start + _MENU] for start in range(0, len(options), _MENU)][:3]
    return [
        Menu(key("cite", record.id, f"m{number}"), strings("open-footnote"), tuple(menu))
        for number, menu in enumerate(menus)
    ]


def _actions(record: Record, strings: Strings) -> tuple[Button, ...]:
    other_language = key("language" if record.sentences is None else "summary", record.id)
    # A summary without a topic asks for nothing that more could be found of.
    wider = [Button(strings("button-wider"), key("wider", record.id))] if record.question else []
    return (
        Button(strings("button-other-language", language=record.language), other_language),
        *wider,
        Button("👍", key("up", record.id)),
        Button("👎", key("down", record.id)),
        Button(strings("button-delete"), key("delete", record.id)),
    )


def excerpt_cards(
    record_id: int, footnote: Footnote, page: Excerpt, strings: Strings, *, is_current: bool
) -> list[Card]:
    """A cited passage: the quoted words marked in their surroundings, with ways to read on."""
    start, end = page.marked
    before, quote, after = page.text[:start], page.text[start:end], page.text[end:]
    text = shown(before) + _marked(quote) + shown(after) if quote else shown(page.text)
    title = plain(_shortened(footnote.title))
    blocks = [
        f"**[{footnote.label}] {strings('title-quoted', title=title)}**\n-# {' · '.join(_stated(footnote, strings))}",
        text.strip() or "…",
    ]
    if not is_current:
        blocks.append(strings("passage-changed"))
    turn = [
        Button(
            strings("button-previous"),
            key("page", record_id, f"{footnote.label}.{page.page - 1}"),
            is_enabled=page.has_previous,
        ),
        Button(
            strings("button-next"),
            key("page", record_id, f"{footnote.label}.{page.page + 1}"),
            is_enabled=page.has_next,
        ),
    ]
    if _is_web(footnote.url):
        turn.append(Button(strings("button-original"), url=footnote.url or ""))
    return pack(blocks, rows=[tuple(turn)])


def _marked(quote: str) -> str:
    """A quote in bold, line by line: bold does not reach over a paragraph's end.

    Marks at its edges stay outside: a closing ``**`` between 。 and a character is not one to every reader of Markdown.
    """

    def bold(line: regex.Match[str]) -> str:
        return f"{plain(line[1])}**{plain(line[2])}**{plain(line[3])}"

    return _EDGES.sub(bold, quote)


def _is_web(url: str | None) -> bool:
    return bool(url and len(url) <= 512 and _WEB.fullmatch(url))


def _shortened(text: str, length: int = _LONGEST_TITLE) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
