"""An answer, its draft and its cited passages as cards."""

import regex

from bot.discord_app.cards.markdown import escape_markdown, format_source_text, sanitize_markdown
from bot.discord_app.cards.model import Button, Card, Menu, custom_id, make_cards
from bot.discord_app.cards.splitting import split_message
from bot.memory import Footnote, Record
from bot.service import Excerpt
from bot.strings import Strings, section_text
from index import single_line

_ROW = 5
_MENU = 25
_LONGEST_TITLE = 90
_PLAIN_ENGINES = ("extractive", "none")
_EDGES = regex.compile(r"(?m)^([^\p{L}\p{N}\n]*)([\p{L}\p{N}](?:[^\n]*[\p{L}\p{N}])?)([^\p{L}\p{N}\n]*)$")
_WEB = regex.compile(r"https?://[^\s<>()\[\]\"]+")


def answer_cards(record: Record, strings: Strings, *, heading: str = "") -> list[Card]:
    """An answer: its text with labels, its footnotes, and what can be done with it."""
    urls = {footnote.url for footnote in record.footnotes if footnote.url}
    text = (
        format_source_text(record.text)
        if record.engine in _PLAIN_ENGINES
        else sanitize_markdown(record.text, urls=urls)
    )
    footnotes = "\n".join(_footnote_line(footnote, strings) for footnote in record.footnotes)
    rows = [*_openers(record, strings), _actions(record, strings)]
    return make_cards([heading, text, footnotes], rows=rows, tone="silent" if record.reason else "answer")


def draft_card(draft: str, strings: Strings) -> Card:
    """An answer while it is written, which says that it is not checked yet: its end, where it is long."""
    heading = f"-# {strings('draft')}"
    return Card((heading, split_message(sanitize_markdown(draft, urls=()))[-1]), tone="notice")


def _footnote_line(footnote: Footnote, strings: Strings) -> str:
    title = escape_markdown(_shorten(footnote.title)).replace("]", "\\]").replace("[", "\\[")
    linked = f"[{title}]({footnote.url})" if _is_web(footnote.url) else strings("title-quoted", title=title)
    return f"-# **[{footnote.label}]** {' · '.join([linked, *_stated(footnote, strings)])}"


def _stated(footnote: Footnote, strings: Strings) -> list[str]:
    section = escape_markdown(_shorten(section_text(footnote.section, strings)))
    says = [strings("says", speaker=escape_markdown(_shorten(footnote.speaker)))] if footnote.speaker else []
    return [*filter(None, (footnote.published,)), section, *says, strings("language-name", language=footnote.language)]


def _openers(record: Record, strings: Strings) -> list[tuple[Button, ...] | Menu]:
    if len(record.footnotes) <= _ROW:
        buttons = tuple(
            Button(f"[{f.label}]", custom_id("cite", record.id, f.label), style="strong") for f in record.footnotes
        )
        return [buttons] if buttons else []
    options = [(str(f.label), f"[{f.label}] {_shorten(f.title, 80)}", _shorten(f.quote, 90)) for f in record.footnotes]
    menus = [options[start : start + _MENU] for start in range(0, len(options), _MENU)][:3]
    return [
        Menu(custom_id("cite", record.id, f"m{number}"), strings("open-footnote"), tuple(menu))
        for number, menu in enumerate(menus)
    ]


def _actions(record: Record, strings: Strings) -> tuple[Button, ...]:
    other_language = custom_id("language" if record.sentences is None else "summary", record.id)
    # A summary without a topic asks for nothing that more could be found of.
    wider = [Button(strings("button-wider"), custom_id("wider", record.id))] if record.question else []
    return (
        Button(strings("button-other-language", language=record.language), other_language),
        *wider,
        Button("👍", custom_id("up", record.id)),
        Button("👎", custom_id("down", record.id)),
        Button(strings("button-delete"), custom_id("delete", record.id)),
    )


def excerpt_cards(
    record_id: int, footnote: Footnote, page: Excerpt, strings: Strings, *, is_current: bool
) -> list[Card]:
    """A cited passage: the quoted words marked in their surroundings, with ways to read on."""
    start, end = page.marked
    before, quote, after = page.text[:start], page.text[start:end], page.text[end:]
    text = (
        format_source_text(before) + _marked(quote) + format_source_text(after)
        if quote
        else format_source_text(page.text)
    )
    title = escape_markdown(_shorten(footnote.title))
    blocks = [
        f"**[{footnote.label}] {strings('title-quoted', title=title)}**\n-# {' · '.join(_stated(footnote, strings))}",
        text.strip() or "…",
    ]
    if not is_current:
        blocks.append(strings("passage-changed"))
    turn = [
        Button(
            strings("button-previous"),
            custom_id("page", record_id, f"{footnote.label}.{page.page - 1}"),
            is_enabled=page.has_previous,
        ),
        Button(
            strings("button-next"),
            custom_id("page", record_id, f"{footnote.label}.{page.page + 1}"),
            is_enabled=page.has_next,
        ),
    ]
    if _is_web(footnote.url):
        turn.append(Button(strings("button-original"), url=footnote.url or ""))
    return make_cards(blocks, rows=[tuple(turn)])


def _marked(quote: str) -> str:
    """A quote in bold, line by line: bold does not reach over a paragraph's end.

    Marks at its edges stay outside: a closing ``**`` between 。 and a character is not one to every reader of Markdown.
    """

    def bold(line: regex.Match[str]) -> str:
        return f"{escape_markdown(line[1])}**{escape_markdown(line[2])}**{escape_markdown(line[3])}"

    return _EDGES.sub(bold, quote)


def _is_web(url: str | None) -> bool:
    return bool(url and len(url) <= 512 and _WEB.fullmatch(url))


def _shorten(text: str, length: int = _LONGEST_TITLE) -> str:
    text = single_line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
