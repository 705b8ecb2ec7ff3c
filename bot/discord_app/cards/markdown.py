"""Sanitises text for Discord: no mentions, no links but those allowed, no markup from sources. Pure."""

from collections.abc import Callable, Collection

import regex

from bot.discord_app.cards.tables import draw_table, table_spans
from index import break_addresses, remove_hidden_characters, remove_links, single_line

_MARKUP = regex.compile(r"[\\*_~|`<]")
_LINE_MARKUP = regex.compile(r"(?m)^([ \t]*)(-#|#{1,3}|>>>|>)(?=\s|>)")
_MENTION = regex.compile(r"<(?=[@#:/]|a:|t:|id:)")

# A line: punctuation at its start, the text, punctuation at its end.
_LINE = regex.compile(r"(?m)^([^\p{L}\p{N}\n]*)([\p{L}\p{N}](?:[^\n]*[\p{L}\p{N}])?)([^\p{L}\p{N}\n]*)$")


def bold_text(text: str) -> str:
    """A text in bold, without markup and links, line by line, because bold ends with a paragraph.

    Punctuation at the edges of a line stays outside: CommonMark does not close bold between 。 and a character.
    """

    def bold_line(line: regex.Match[str]) -> str:
        return f"{escape_markdown(line[1])}**{escape_markdown(line[2])}**{escape_markdown(line[3])}"

    return _LINE.sub(bold_line, text)


def escape_markdown(text: str) -> str:
    """A text that Discord shows character by character, without markup and without links."""
    text = _MARKUP.sub(r"\\\g<0>", remove_hidden_characters(text))
    text = _LINE_MARKUP.sub(r"\1\\\2", text)
    return break_addresses(text.replace("](", "]\\("), mark="\\")


def bold_speakers(text: str, speakers: Collection[str]) -> str:
    """A text for Discord whose lines begin with who speaks, where they do, in bold."""
    names = "|".join(regex.escape(escape_markdown(single_line(speaker))) for speaker in speakers)
    return regex.sub(rf"(?m)^({names})(?=[ \t]*(?:[:：(（\[]|$))", r"**\1**", text) if names else text


def format_source_text(text: str) -> str:
    """A source's text without markup and links, with its tables drawn."""
    return _draw_tables(remove_hidden_characters(text), escape_markdown)


def sanitize_markdown(markdown: str, *, urls: Collection[str] = ()) -> str:
    """Markdown that links only to the given addresses and mentions nobody. Other markup is kept, tables are drawn."""

    def sanitize(text: str) -> str:
        return _MENTION.sub(r"\<", remove_links(text, keep=urls))

    return _draw_tables(remove_hidden_characters(markdown), sanitize)


def _draw_tables(text: str, clean: Callable[[str], str]) -> str:
    """A text with each table as a block of code, or as lines where it is too wide. ``clean`` is applied to the rest."""
    parts, start = [], 0
    for table_start, table_end in table_spans(text):
        drawn = draw_table(text[table_start:table_end])
        parts += [clean(text[start:table_start]), drawn if drawn.startswith("```") else clean(drawn)]
        start = table_end
    return "".join([*parts, clean(text[start:])])
