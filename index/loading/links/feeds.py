"""Feeds (RSS, Atom): their entries as documents. Entries that a feed no longer lists are kept."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import regex

from index.documents import Document, Source
from index.loading.cleaning import Line, build_document
from index.loading.markup import parse_html, read_text_lines

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_XML_TYPES = ("application/xml", "text/xml", "text/html", "text/plain", "application/octet-stream", "")
_FEED_ROOT = regex.compile(rb"<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]")
_HEAD_BYTES = 2_000
# Set by hand.
_MOST_ENTRIES = 2_000
_LONGEST_ENTRY = 500_000


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    title: str
    url: str | None
    published: str | None
    author: str | None
    content: str


def is_feed(content_type: str, body: bytes) -> bool:
    """Whether a page is a feed, by what its server says or how it begins."""
    return content_type in _FEED_TYPES or (
        content_type in _XML_TYPES and _FEED_ROOT.search(body[:_HEAD_BYTES]) is not None
    )


def read_feed(body: bytes, *, feed_url: str, list_id: str, folder: Path) -> Iterator[Document]:
    """A document for each entry that has a text, those of earlier times too, which are kept in ``folder``."""
    import feedparser  # noqa: PLC0415 - needed for feeds alone

    parsed = feedparser.parse(body, sanitize_html=True, resolve_relative_uris=False)
    publisher = _line(parsed.feed.get("title")) or None
    path = folder / f"{sha256(feed_url.encode()).hexdigest()[:32]}.entries"
    known = _load(path)
    known.update({entry.id: entry for entry in map(_read_entry, parsed.entries[:_MOST_ENTRIES])})
    kept = list(known.values())[-_MOST_ENTRIES:]
    _save(path, kept)
    for entry in kept:
        lines = _entry_lines(entry.content)
        if lines:
            source = Source(
                id=f"{list_id}#{entry.url or entry.id}", title=entry.title or entry.url or entry.id, path=list_id, author=entry.author,
                publisher=publisher, published=entry.published, url=entry.url,
            )  # fmt: skip
            yield build_document(tuple(lines), source, heading=entry.title)


def _read_entry(entry: Any) -> _Entry:
    contents = [part.get("value") or "" for part in entry.get("content") or []] + [entry.get("summary") or ""]
    content = max(contents, key=len)[:_LONGEST_ENTRY]
    url = str(entry.get("link") or "")
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    return _Entry(
        id=str(entry.get("id") or url or sha256(content.encode("utf-8", "replace")).hexdigest()[:16]), title=_line(entry.get("title")),
        url=url if url.startswith(("http://", "https://")) else None,
        published=f"{stamp.tm_year:04}-{stamp.tm_mon:02}-{stamp.tm_mday:02}" if stamp else None,
        author=_line(entry.get("author")) or None, content=content,
    )  # fmt: skip


def _entry_lines(content: str) -> list[Line]:
    if not content.strip():
        return []
    tree = parse_html(f"<body>{content}</body>")
    return read_text_lines(tree) if tree is not None else []


def _load(path: Path) -> dict[str, _Entry]:
    try:
        return {fields["id"]: _Entry(**fields) for fields in json.loads(path.read_text("utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _save(path: Path, entries: list[_Entry]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False), "utf-8")
    draft.replace(path)


def _line(text: object) -> str:
    return " ".join(str(text).split()) if text else ""
