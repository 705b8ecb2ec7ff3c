"""An answer, its draft and its cited passages as cards. Pure."""

from dataclasses import replace

import regex

from bot.answers import EXTRACTIVE_ENGINE
from bot.discord_app.cards.footnotes import footnote_lines, is_web_address, place_text, shorten, where_text
from bot.discord_app.cards.markdown import (
    bold_speakers,
    bold_text,
    escape_markdown,
    format_source_text,
    sanitize_markdown,
)
from bot.discord_app.cards.model import Button, Card, Menu, Tone, custom_id, make_cards
from bot.discord_app.cards.splitting import MessageLimit, split_message
from bot.memory import Footnote, Record
from bot.service import CHECK_ENGINE, Excerpt
from bot.strings import Strings, location_text
from index import single_line

# Discord's limits: buttons in a row, options in a menu.
_MOST_BUTTONS = 5
_MOST_OPTIONS = 25
# Set by hand.
_MOST_MENUS = 3
# Cards of one answer. Where more would follow, a file does.
_MOST_CARDS = 3
# The beginning of an answer that is in a file, so that its footnotes may fit the same card. Set by hand.
_BEGINNING = MessageLimit(utf16_units=2_000, utf8_bytes=5_000)
# Engines whose text is quoted from sources, not Markdown by a chat model.
_QUOTING_ENGINES = (EXTRACTIVE_ENGINE, CHECK_ENGINE, "none")
# White space before a label, the labels, and whether a word follows at once.
_LABEL = regex.compile(r"([ \t]?)((?:\[\d+\])+)(?!\()(?:(?=([\p{L}\p{N}“「『《]))|)")


def answer_cards(record: Record, strings: Strings, *, heading: str = "", ending: str = "") -> list[Card]:
    """An answer: a heading, its text with labels, its footnotes, an ending, and its buttons.

    Several cards are numbered. Where more than three would be needed, there is one with the beginning, and a file.
    """
    urls = {footnote.url for footnote in record.footnotes if footnote.url}
    text = (
        format_source_text(record.text)
        if record.engine in _QUOTING_ENGINES
        else sanitize_markdown(record.text, urls=urls)
    )
    text = _bind_labels(text)
    footnotes = "\n".join(footnote_lines(record.footnotes, strings, language=record.language))
    rows = [*_footnote_buttons(record, strings), _action_buttons(record, strings)]
    tone: Tone = "silent" if record.reason else "answer"
    cards = make_cards([heading, text, footnotes, ending], rows=rows, tone=tone)
    if len(cards) > _MOST_CARDS:
        beginning = split_message(text, _BEGINNING)[0]
        blocks = [heading, beginning, f"-# {strings('answer-in-file')}", footnotes, ending]
        cards = make_cards(blocks, rows=rows, tone=tone)
        cards[0] = replace(cards[0], file=("answer.md", answer_markdown(record, strings)))
    if len(cards) == 1:
        return cards
    return [
        replace(card, blocks=(f"-# ({number}/{len(cards)})", *card.blocks))
        for number, card in enumerate(cards, start=1)
    ]


def answer_markdown(record: Record, strings: Strings) -> str:
    """An answer as a Markdown file: the question, the text, and for each footnote the source and the quoted words."""
    lines = [f"# {single_line(record.question)}", ""] if record.question else []
    lines += [record.text, ""]
    for footnote in record.footnotes:
        title = strings("title-quoted", title=footnote.title)
        linked = f"[{footnote.title}]({footnote.url})" if is_web_address(footnote.url) else title
        where = " · ".join(
            [linked, *filter(None, (footnote.author, footnote.published, where_text(footnote, strings)))]
        )
        lines += [f"[{footnote.label}] {where}", "", *(f"> {line}" for line in footnote.quote.splitlines()), ""]
    return "\n".join(lines)


def _bind_labels(text: str) -> str:
    """A text whose labels stay with the sentence before them, and are set off from the one after."""
    parts = text.split("```")
    parts[::2] = [_LABEL.sub(_bound, part) for part in parts[::2]]
    return "```".join(parts)


def _bound(label: regex.Match[str]) -> str:
    before = "\u00a0" if label[1] else ""  # no line begins with a label
    return f"{before}{label[2]}{' ' if label[3] else ''}"


def draft_card(draft: str, strings: Strings) -> Card:
    """The end of an answer that is being written, marked as not checked yet."""
    heading = f"-# {strings('draft')}"
    return Card((heading, split_message(sanitize_markdown(draft, urls=()))[-1]), tone="notice")


def _footnote_buttons(record: Record, strings: Strings) -> list[tuple[Button, ...] | Menu]:
    if len(record.footnotes) <= _MOST_BUTTONS:
        buttons = tuple(
            Button(f"[{f.label}]", custom_id("cite", record.id, f.label), style="strong") for f in record.footnotes
        )
        return [buttons] if buttons else []
    options = [(str(f.label), f"[{f.label}] {shorten(f.title, 80)}", shorten(f.quote, 90)) for f in record.footnotes]
    menus = [options[start : start + _MOST_OPTIONS] for start in range(0, len(options), _MOST_OPTIONS)][:_MOST_MENUS]
    return [
        Menu(custom_id("cite", record.id, f"m{number}"), strings("open-footnote"), tuple(menu))
        for number, menu in enumerate(menus)
    ]


def _action_buttons(record: Record, strings: Strings) -> tuple[Button, ...]:
    delete = Button(strings("button-delete"), custom_id("delete", record.id))
    uncited = set(record.passages) - {footnote.chunk_id for footnote in record.footnotes}
    # A summary keeps no passages; without a topic it has nothing to search for.
    has_more = bool(record.question and (uncited or record.sentences is not None))
    if record.reason:
        nearest = [Button(strings("button-nearest"), custom_id("wider", record.id))] if has_more else []
        return (*nearest, delete)
    votes = (Button("👍", custom_id("up", record.id)), Button("👎", custom_id("down", record.id)))
    if record.engine == CHECK_ENGINE:
        return (*votes, delete)
    other_language = custom_id("language" if record.sentences is None else "summary", record.id)
    wider = [Button(strings("button-wider"), custom_id("wider", record.id))] if has_more else []
    return (
        Button(strings("button-other-language", language=record.language), other_language),
        *wider,
        *votes,
        delete,
    )


def excerpt_cards(
    record_id: int, footnote: Footnote, page: Excerpt, strings: Strings, *, is_current: bool
) -> list[Card]:
    """A cited passage with the quoted words in bold, and buttons for the text before and after it."""
    start, end = page.marked
    before, quote, after = page.text[:start], page.text[start:end], page.text[end:]
    text = (
        format_source_text(before) + bold_text(quote) + format_source_text(after)
        if quote
        else format_source_text(page.text)
    )
    text = bold_speakers(text, page.speakers)
    title = escape_markdown(shorten(footnote.title))
    details = " · ".join(filter(None, (footnote.author, footnote.published, place_text(footnote, strings))))
    blocks = [f"**[{footnote.label}] {strings('title-quoted', title=title)}**" + (f"\n-# {details}" if details else "")]
    if before.strip() and quote.strip():  # what was quoted first, then what stands around it
        speaker = f"**{escape_markdown(shorten(footnote.speaker))}** " if footnote.speaker else ""
        blocks.append("\n".join(f"> {line}" for line in f"{speaker}{bold_text(quote.strip())}".splitlines()))
    blocks.append(text.strip() or "…")
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
    if is_web_address(footnote.url):
        moment = f" · {shorten(location_text(footnote.location, strings), 40)}" if footnote.location else ""
        buttons.append(Button(strings("button-original") + moment, url=footnote.url or ""))
    return make_cards(blocks, rows=[tuple(buttons)])
