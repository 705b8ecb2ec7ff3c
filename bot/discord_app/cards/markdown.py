"""Other people's words made safe to show on Discord: nothing in them pings, links or lays out. Pure."""

from collections.abc import Collection

import regex

from bot.discord_app.cards.tables import readable, table_spans

_MARKS = regex.compile(r"[\\*_~|`<]")
_LINE_MARKS = regex.compile(r"(?m)^([ \t]*)(-#|#{1,3}|>>>|>)(?=\s|>)")
_SCHEME = regex.compile(r"\b(https?|ftp|steam|discord|mailto):(?=/|\S)", regex.IGNORECASE)
_LINK = regex.compile(r"\[([^\]\n]*)\]\(\s*<?([^)\s>]*)>?[^)\n]*\)")
_BARE_URL = regex.compile(r"<?\b(?:https?|ftp|steam|discord|mailto):[^\s<>)\]」』”》]+>?", regex.IGNORECASE)
_MENTION = regex.compile(r"<(?=[@#:/]|a:|t:|id:)")


def plain(text: str) -> str:
    """A text that shows as it is printed: no markup in it counts, and none of its addresses is a link."""
    text = _MARKS.sub(r"\\\g<0>", text)
    text = _LINE_MARKS.sub(r"\1\\\2", text)
    return _unlinked(text.replace("](", "]\\("))


def shown(text: str) -> str:
    """A source's text as it is printed, with its tables drawn."""
    parts, start = [], 0
    for table_start, table_end in table_spans(text):
        drawn = readable(text[table_start:table_end])
        parts += [plain(text[start:table_start]), drawn if drawn.startswith("```") else plain(drawn)]
        start = table_end
    return "".join([*parts, plain(text[start:])])


def safe(markdown: str, *, urls: Collection[str] = ()) -> str:
    """Markdown that links nowhere but to the given addresses and names nobody; its other markup counts."""
    parts, start = [], 0
    for table_start, table_end in table_spans(markdown):
        parts += [_safe(markdown[start:table_start], urls), readable(markdown[table_start:table_end])]
        start = table_end
    return "".join([*parts, _safe(markdown[start:], urls)])


def _safe(text: str, urls: Collection[str]) -> str:
    text = _LINK.sub(lambda link: link.group() if link.group(2) in urls else link.group(1), text)
    text = _BARE_URL.sub(lambda url: url.group() if url.group().strip("<>") in urls else _unlinked(url.group()), text)
    return _MENTION.sub(r"\<", text)


def _unlinked(text: str) -> str:
    return _SCHEME.sub(r"\1\:", text)
