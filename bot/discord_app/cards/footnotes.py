"""Footnotes as lines: the source, its date, and where in it the quotes stand. Pure."""

from collections.abc import Sequence

import regex

from bot.discord_app.cards.markdown import escape_markdown
from bot.memory import Footnote
from bot.strings import Strings, location_text, section_text
from index import single_line

# Discord's limit of a link button.
_LONGEST_URL = 512
# Set by hand.
_LONGEST_TITLE = 90
_WEB_ADDRESS = regex.compile(r"https?://[^\s<>()\[\]\"]+")


def footnote_lines(footnotes: Sequence[Footnote], strings: Strings, *, language: str) -> list[str]:
    """One line for each source: its labels, title, date, and where in it the quotes stand."""
    by_source: dict[str, list[Footnote]] = {}
    for footnote in footnotes:
        by_source.setdefault(footnote.source_id, []).append(footnote)
    return [_source_line(group, strings, language=language) for group in by_source.values()]


def _source_line(group: Sequence[Footnote], strings: Strings, *, language: str) -> str:
    first = group[0]
    title = escape_markdown(shorten(first.title)).replace("]", "\\]").replace("[", "\\[")
    linked = f"[{title}]({first.url})" if is_web_address(first.url) else strings("title-quoted", title=title)
    places = dict.fromkeys(filter(None, (place_text(footnote, strings) for footnote in group)))
    also = strings("list-separator").join(escape_markdown(shorten(t)) for f in group for t in f.also_in)
    details = [
        *filter(None, (first.published,)),
        *([strings("list-separator").join(places)] if places else []),
        *([strings("also-in", titles=also)] if also else []),
        *([strings("language-name", language=first.language)] if first.language not in (language, "mixed") else []),
    ]
    # Title and date are parted by a space, what follows by a dot.
    return f"-# **{_label_range([f.label for f in group])}** {' · '.join([linked, *details])}"


def _label_range(labels: Sequence[int]) -> str:
    """``[1]–[3]`` for neighbours, else each label."""
    if len(labels) > 2 and labels[-1] - labels[0] == len(labels) - 1:
        return f"[{labels[0]}]–[{labels[-1]}]"
    return "".join(f"[{label}]" for label in labels)


def place_text(footnote: Footnote, strings: Strings) -> str:
    """Where a quote stands, and who says it, to be shown."""
    where = escape_markdown(shorten(where_text(footnote, strings)))
    if not footnote.speaker:
        return where
    speaker = escape_markdown(shorten(footnote.speaker))
    return strings("place-speaker", where=where, speaker=speaker) if where else strings("says", speaker=speaker)


def where_text(footnote: Footnote, strings: Strings) -> str:
    """The heading over a quote and its page or moment. That it is in the article itself is not worth a word."""
    role, _, heading = footnote.section.partition(" · ")
    section = heading if role == "article" else section_text(footnote.section, strings)
    location = location_text(footnote.location, strings) if footnote.location else ""
    return " ".join(filter(None, (section, location)))


def is_web_address(url: str | None) -> bool:
    """Whether an address can be linked to."""
    return bool(url and len(url) <= _LONGEST_URL and _WEB_ADDRESS.fullmatch(url))


def shorten(text: str, length: int = _LONGEST_TITLE) -> str:
    """A text on one line, cut with an ellipsis."""
    text = single_line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
