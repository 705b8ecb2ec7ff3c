"""The loader of ``.json`` files: an exported chat, a transcript, a list of sources or records, or facts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.chats import (
    Chat,
    build_chat,
    is_slack_list,
    is_slack_metadata,
    read_discord_export,
    read_slack_day,
    read_telegram_export,
)
from index.loading.cleaning import Line, LineKind, build_document
from index.loading.pages import read_page_text
from index.loading.records.parsing import parse_json
from index.loading.records.rows import TEXT_KEYS, read_rows
from index.loading.tables import Row, read_table_lines
from index.loading.transcripts import build_transcript
from index.reports import Failure

# Lists and objects in each other: deeper files are not made by people. Set by hand.
_DEEPEST = 40
_MOST_FACTS = 50_000
_NAMES_OF_LISTS = (
    "items",
    "data",
    "articles",
    "posts",
    "entries",
    "results",
    "documents",
    "rows",
    "records",
    "questions",
    "faq",
    "pages",
)
# A list is one of sources where so large a share of it has a text. Set by hand.
_TEXT_SHARE = 0.8


def load_json(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """The documents of a JSON file, by what it holds.

    An exported chat and a transcript are one document, a list of sources one each. A list of records is a table. All else is
    read as facts: ``opening hours › Monday: 9 to 5``.
    """
    try:
        content = parse_json(read_page_text(path, source_id))
    except RecursionError as error:
        raise SourceUnreadableError(source_id, "its lists are nested too deep to be read") from error
    except ValueError as error:
        raise SourceUnreadableError(
            source_id, f"it is not valid JSON ({error}): if it holds an object a line, name it .jsonl"
        ) from error
    if is_slack_metadata(content, path):
        return
    if chats := _read_chats(content, path):
        yield from _build_chats(chats, source_id)
    elif (transcript := build_transcript(content, path, source_id)) is not None:
        yield transcript
    elif (rows := _list_of_objects(content)) and _have_texts(rows):
        yield from read_rows(enumerate(rows, start=1), source_id, unit="entry")
    else:
        yield _build_facts(content, rows, path, source_id)


def _read_chats(content: Any, path: Path) -> list[Chat]:
    if is_slack_list(content):
        return [read_slack_day(content, path)]
    chat = read_discord_export(content)
    return [chat] if chat else read_telegram_export(content)


def _build_chats(chats: list[Chat], source_id: str) -> Iterator[Document | Failure]:
    for number, chat in enumerate(chats, start=1):
        own_id = source_id if len(chats) == 1 else f"{source_id}#{number}"
        try:
            yield build_chat(chat, path=source_id, source_id=own_id)
        except SourceUnreadableError as error:
            yield Failure(own_id, error.reason)


def _list_of_objects(content: Any) -> list[dict[str, Any]]:
    """The list of objects that a file is, or that its only list is; empty where there is none."""
    lists = [content]
    if isinstance(content, dict):
        named = [content[name] for name in _NAMES_OF_LISTS if isinstance(content.get(name), list)]
        lists = named or [value for value in content.values() if isinstance(value, list)]
    found = [
        value
        for value in lists
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
    ]
    return found[0] if len(found) == 1 else []


def _have_texts(rows: list[dict[str, Any]]) -> bool:
    texts = sum(any(isinstance(row.get(key), str) and row[key].strip() for key in TEXT_KEYS) for row in rows)
    return texts >= _TEXT_SHARE * len(rows)


def _build_facts(content: Any, rows: list[dict[str, Any]], path: Path, source_id: str) -> Document:
    is_table = (
        bool(rows)
        and rows is content
        and not any(isinstance(value, dict | list) for row in rows for value in row.values())
    )
    lines = _table_lines(rows) if is_table else _fact_lines(content)
    if not lines:
        raise SourceUnreadableError(source_id, "no text is in it")
    return build_document(tuple(lines), Source(id=source_id, title=path.stem, path=source_id), heading=path.stem)


def _table_lines(rows: list[dict[str, Any]]) -> list[Line]:
    names = list(dict.fromkeys(key for row in rows for key in row))
    found = [Row(number, tuple(_scalar(row.get(name)) for name in names)) for number, row in enumerate(rows, start=1)]
    return read_table_lines(found, locate=lambda number: f"row {number}", names=names)


def _fact_lines(content: Any) -> list[Line]:
    lines: list[Line] = []
    stack: list[tuple[tuple[str, ...], Any]] = [((), content)]
    while stack and len(lines) < _MOST_FACTS:
        path, value = stack.pop()
        if isinstance(value, dict | list):
            if len(path) < _DEEPEST:
                inner = value.items() if isinstance(value, dict) else (("", entry) for entry in value)
                stack += reversed([((*path, *filter(None, [str(key)])), entry) for key, entry in inner])
        elif text := _scalar(value):
            lines.append(Line(f"{' › '.join(path)}: {text}" if path else text, kind=LineKind.ITEM))
    return lines


def _scalar(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else " ".join(str(value).split())
