"""Found passages as a card, with what matched in bold. Pure."""

from collections.abc import Sequence

import regex

from bot.discord_app.cards.footnotes import place_text, shorten
from bot.discord_app.cards.markdown import bold_speakers, bold_text, escape_markdown
from bot.discord_app.cards.model import Button, Card, custom_id, make_cards
from bot.memory import Footnote, Record
from bot.strings import Strings
from index import content_terms, fold, remove_hidden_characters, sentence_spans, single_line

# Discord's limit of buttons in a row, so that each passage has one.
_A_PAGE = 5
# Characters of a passage. Set by hand.
_LONGEST_PASSAGE = 400
# The endings of English words that do not make other words of them.
_ENDINGS = r"(?:'s|s|es|d|ed|ing|er|ers|ly|y|ies)?"


def search_card(record: Record, page: int, strings: Strings) -> Card:
    """A page of a kept search: each passage with its source, date, place and language, and a button that opens it."""
    pages = -(-len(record.footnotes) // _A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = record.footnotes[page * _A_PAGE : (page + 1) * _A_PAGE]
    matches = _matches_pattern(record.question)
    heading = strings("search-heading", query=escape_markdown(shorten(record.question, 200)))
    if pages > 1:
        heading += f" · {page + 1}/{pages}"
    rows = [tuple(Button(f"[{f.label}]", custom_id("cite", record.id, f.label), style="strong") for f in shown)]
    if pages > 1:
        rows.append(
            (
                Button(strings("button-previous-page"), custom_id("found", record.id, page - 1), is_enabled=page > 0),
                Button(
                    strings("button-next-page"), custom_id("found", record.id, page + 1), is_enabled=page < pages - 1
                ),
            )
        )
    return make_cards([f"**{heading}**", *(_passage_text(f, matches, strings) for f in shown)], rows=rows)[0]


def _passage_text(footnote: Footnote, matches: "regex.Pattern[str] | None", strings: Strings) -> str:
    title = strings("title-quoted", title=escape_markdown(shorten(footnote.title)))
    language = strings("language-name", language=footnote.language)
    details = [footnote.published or "", place_text(footnote, strings), language]
    before, quote, after = _around_quote(footnote)
    marked = _mark(quote, matches)
    if marked is None and quote:  # in the other language, or in other words
        marked = bold_text(single_line(remove_hidden_characters(quote)))
    lines = [_mark_lines(text, matches, footnote.speakers) for text in (before, after)]
    text = lines[0] + (marked or "") + lines[1]
    return f"**[{footnote.label}] {title}**\n-# {' · '.join(filter(None, details))}\n{text}"


def _around_quote(footnote: Footnote) -> tuple[str, str, str]:
    """What stands before the best sentence of a passage, the sentence, and what stands after it: whole sentences that fit."""
    text, start = footnote.chunk_text, footnote.start - footnote.chunk_start
    end = start + len(footnote.quote)
    first, last = start, end
    for sentence_start, sentence_end in sentence_spans(text):
        if sentence_start >= end and sentence_end - first <= _LONGEST_PASSAGE:
            last = sentence_end
    for sentence_start, sentence_end in reversed(sentence_spans(text)):
        if sentence_end <= start and last - sentence_start <= _LONGEST_PASSAGE:
            first = sentence_start
    before = "… " if text[:first].strip() else ""
    after = " …" if text[last:].strip() else ""
    return f"{before}{text[first:start]}", footnote.quote[:_LONGEST_PASSAGE], f"{text[end:last]}{after}"


def _matches_pattern(query: str) -> "regex.Pattern[str] | None":
    """What the words of a query are in a folded text, also with other endings; None for a query without such words."""
    words = {term.word for term in content_terms(query)}
    words |= {regex.sub(r"(?<=\w{3})(?:ies|es|s|ed|ing)$", "", word) for word in words if word.isascii()}
    alternatives = [
        rf"(?<![\p{{Latin}}\p{{N}}]){regex.escape(word)}{_ENDINGS}(?![\p{{Latin}}\p{{N}}])"
        if word.isascii()
        else regex.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    one = "|".join(alternatives)
    return regex.compile(rf"(?:{one})(?:[ \t]?(?:{one}))*") if alternatives else None


def _mark(text: str, matches: "regex.Pattern[str] | None") -> str | None:
    """A text with what matches in bold, or None where nothing does."""
    text = single_line(remove_hidden_characters(text))
    folded = fold(text)
    if matches is None or len(folded) != len(text):  # folded to another length: positions would be wrong
        return None
    parts, start = [], 0
    for found in matches.finditer(folded):
        parts += [escape_markdown(text[start : found.start()]), f"**{escape_markdown(text[slice(*found.span())])}**"]
        start = found.end()
    return "".join([*parts, escape_markdown(text[start:])]) if parts else None


def _mark_lines(text: str, matches: "regex.Pattern[str] | None", speakers: Sequence[str]) -> str:
    """The lines of a text as one, with what matches and who speaks in bold. A space is where a line ended."""
    shown = [_mark(line, matches) or escape_markdown(single_line(line)) for line in text.split("\n")]
    lines = [bold_speakers(line, speakers) for line in shown]
    edges = ["" if text == text.lstrip() else " ", "" if text == text.rstrip() else " "]
    return edges[0] + " ".join(filter(None, lines)) + edges[1] if any(lines) else ""
