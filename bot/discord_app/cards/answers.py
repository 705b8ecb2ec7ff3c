"""An answer, its draft and its cited passages as cards. Pure."""

import regex

from bot.answers import EXTRACTIVE_ENGINE
from bot.discord_app.cards.markdown import escape_markdown, format_source_text, sanitize_markdown
from bot.discord_app.cards.model import Button, Card, Menu, custom_id, make_cards
from bot.discord_app.cards.splitting import split_message
from bot.memory import Footnote, Record
from bot.service import Excerpt
from bot.strings import Strings, location_text, section_text
from index import single_line

# Discord's limits: buttons in a row, options in a menu, characters of a link button.
_MOST_BUTTONS = 5
_MOST_OPTIONS = 25
_LONGEST_URL = 512
# Set by hand.
_MOST_MENUS = 3
_LONGEST_TITLE = 90
# Engines whose text is quoted from sources, not Markdown by a chat model.
_QUOTING_ENGINES = (EXTRACTIVE_ENGINE, "none")
# A line of a quote: punctuation at its start, the text, punctuation at its end.
_QUOTE_LINE = regex.compile(r"(?m)^([^\p{L}\p{N}\n]*)([\p{L}\p{N}](?:[^\n]*[\p{L}\p{N}])?)([^\p{L}\p{N}\n]*)$")
_WEB_ADDRESS = regex.compile(r"https?://[^\s<>()\[\]\"]+")


def answer_cards(record: Record, strings: Strings, *, heading: str = "") -> list[Card]:
    """An answer: its text with labels, its footnotes, and its buttons."""
    urls = {footnote.url for footnote in record.footnotes if footnote.url}
    text = (
        format_source_text(record.text)
        if record.engine in _QUOTING_ENGINES
        else sanitize_markdown(record.text, urls=urls)
    )
    footnotes = "\n".join(_footnote_line(footnote, strings) for footnote in record.footnotes)
    rows = [*_footnote_buttons(record, strings), _action_buttons(record, strings)]
    return make_cards([heading, text, footnotes], rows=rows, tone="silent" if record.reason else "answer")


def draft_card(draft: str, strings: Strings) -> Card:
    """The end of an answer that is being written, marked as not checked yet."""
    heading = f"-# {strings('draft')}"
    return Card((heading, split_message(sanitize_markdown(draft, urls=()))[-1]), tone="notice")


def _footnote_line(footnote: Footnote, strings: Strings) -> str:
    title = escape_markdown(_shorten(footnote.title)).replace("]", "\\]").replace("[", "\\[")
    linked = f"[{title}]({footnote.url})" if _is_web_address(footnote.url) else strings("title-quoted", title=title)
    return f"-# **[{footnote.label}]** {' · '.join([linked, *_source_details(footnote, strings)])}"


def _source_details(footnote: Footnote, strings: Strings) -> list[str]:
    section = escape_markdown(_shorten(section_text(footnote.section, strings)))
    location = [escape_markdown(_shorten(location_text(footnote.location, strings)))] if footnote.location else []
    speaker = [strings("says", speaker=escape_markdown(_shorten(footnote.speaker)))] if footnote.speaker else []
    titles = strings("list-separator").join(escape_markdown(_shorten(title)) for title in footnote.also_in)
    return [
        *filter(None, (footnote.published,)),
        section,
        *location,
        *([strings("also-in", titles=titles)] if titles else []),
        *speaker,
        strings("language-name", language=footnote.language),
    ]


def _footnote_buttons(record: Record, strings: Strings) -> list[tuple[Button, ...] | Menu]:
    if len(record.footnotes) <= _MOST_BUTTONS:
        buttons = tuple(
            Button(f"[{f.label}]", custom_id("cite", record.id, f.label), style="strong") for f in record.footnotes
        )
        return [buttons] if buttons else []
    options = [(str(f.label), f"[{f.label}] {_shorten(f.title, 80)}", _shorten(f.quote, 90)) for f in record.footnotes]
    menus = [options[start : start + _MOST_OPTIONS] for start in range(0, len(options), _MOST_OPTIONS)][:_MOST_MENUS]
    return [
        Menu(custom_id("cite", record.id, f"m{number}"), strings("open-footnote"), tuple(menu))
        for number, menu in enumerate(menus)
    ]


def _action_buttons(record: Record, strings: Strings) -> tuple[Button, ...]:
    other_language = custom_id("language" if record.sentences is None else "summary", record.id)
    # A summary without a topic has no question to search for.
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
    """A cited passage with the quoted words in bold, and buttons for the text before and after it."""
    start, end = page.marked
    before, quote, after = page.text[:start], page.text[start:end], page.text[end:]
    text = (
        format_source_text(before) + _bold(quote) + format_source_text(after)
        if quote
        else format_source_text(page.text)
    )
    title = escape_markdown(_shorten(footnote.title))
    blocks = [
        f"**[{footnote.label}] {strings('title-quoted', title=title)}**\n-# {' · '.join(_source_details(footnote, strings))}",
        text.strip() or "…",
    ]
    if not is_current:
        blocks.append(strings("passage-changed"))
    buttons = [
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
    if _is_web_address(footnote.url):
        buttons.append(Button(strings("button-original"), url=footnote.url or ""))
    return make_cards(blocks, rows=[tuple(buttons)])


def _bold(quote: str) -> str:
    """A quote in bold, line by line, because bold ends with a paragraph.

    Punctuation at the edges of a line stays outside: CommonMark does not close bold between 。 and a character.
    """

    def bold_line(line: regex.Match[str]) -> str:
        return f"{escape_markdown(line[1])}**{escape_markdown(line[2])}**{escape_markdown(line[3])}"

    return _QUOTE_LINE.sub(bold_line, quote)


def _is_web_address(url: str | None) -> bool:
    return bool(url and len(url) <= _LONGEST_URL and _WEB_ADDRESS.fullmatch(url))


def _shorten(text: str, length: int = _LONGEST_TITLE) -> str:
    text = single_line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
