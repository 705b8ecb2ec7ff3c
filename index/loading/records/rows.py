"""Rows of JSON, each of which is a source of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document, classify_line, mark_speakers, parse_date
from index.reports import Failure

TEXT_KEYS = ("text", "content", "body", "answer", "content_text", "description", "正文", "内容", "內容", "回答", "答案")
_TITLE_KEYS = ("title", "headline", "question", "subject", "name", "标题", "標題", "问题", "問題")
_URL_KEYS = ("url", "link", "permalink", "external_url", "链接", "網址", "网址")
_DATE_KEYS = (
    "published",
    "date",
    "date_published",
    "published_at",
    "created_at",
    "pubDate",
    "日期",
    "发布时间",
    "發布時間",
)
_AUTHOR_KEYS = ("author", "by", "作者")
_MOST_FAILURES = 20  # of one file that are told each by itself. Set by hand.
_ID_LENGTH = 12  # characters of a row's hash: no two rows of a file share it by chance


def _field(keys: tuple[str, ...]) -> Any:
    return Field(default=None, validation_alias=AliasChoices(*keys))


class _Row(BaseModel):
    """One row. Unknown keys are ignored, ``language`` too: the language is read from the text."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str | None = Field(default=None, min_length=1)
    title: str | None = _field(_TITLE_KEYS)
    text: str = Field(validation_alias=AliasChoices(*TEXT_KEYS))
    url: str | None = _field(_URL_KEYS)
    published: str | None = _field(_DATE_KEYS)
    author: str | None = _field(_AUTHOR_KEYS)
    publisher: str | None = None


def read_rows(values: Iterable[tuple[int, object]], source_id: str, *, unit: str) -> Iterator[Document | Failure]:
    """A document for each numbered value, and a Failure for one that is not valid, has no text or repeats an id.

    ``unit`` is what a reader calls a row, such as ``line``. After so many failures the rest are one, which counts them.
    Raises SourceUnreadableError where there are no rows.
    """
    failures = 0
    for found in _read_rows(values, source_id, unit=unit):
        failures += isinstance(found, Failure)
        if isinstance(found, Document) or failures <= _MOST_FAILURES:
            yield found
    if failures > _MOST_FAILURES:
        yield Failure(source_id, f"{failures - _MOST_FAILURES} more of its rows are not sources either")


def _read_rows(values: Iterable[tuple[int, object]], source_id: str, *, unit: str) -> Iterator[Document | Failure]:
    seen: set[str] = set()
    made: Counter[str] = Counter()
    number = 0
    for number, value in values:
        try:
            if isinstance(value, Exception):
                raise value
            row = _Row.model_validate(value)
        except (ValueError, RecursionError) as error:
            yield Failure(f"{source_id}:{number}", f"{unit} {number} is not a source: {_reason(error)}")
            continue
        if not row.text.strip():
            name = f"{source_id}#{row.id}" if row.id else f"{source_id}:{number}"
            yield Failure(name, f"{unit} {number} has no text")
            continue
        row_id = row.id or _make_id(row, made)
        if row_id in seen:
            yield Failure(f"{source_id}#{row_id}", f"{unit} {number} repeats the id {row_id!r}")
        else:
            seen.add(row_id)
            yield _build_document(row, row_id, source_id)
    if not number:
        raise SourceUnreadableError(source_id, "the file is empty")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "row"
        return f"{where}: {first['msg']}"
    return "it is nested too deep" if isinstance(error, RecursionError) else f"row: {error}"


def _make_id(row: _Row, made: Counter[str]) -> str:
    """An id from what the row is about, so that the rows around it may change: its address, else its title and text."""
    key = sha256((row.url or f"{row.title}\n{row.text}").encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]
    made[key] += 1
    return key if made[key] == 1 else f"{key}-{made[key]}"


def _build_document(row: _Row, row_id: str, source_id: str) -> Document:
    title = " ".join((row.title or "").split())
    source = Source(
        id=f"{source_id}#{row_id}", title=title or row.id or _first_words(row.text), path=source_id, author=row.author,
        publisher=row.publisher, published=parse_date(row.published) if row.published else None, url=row.url,
    )  # fmt: skip
    lines: list[Line] = []
    has_gap = True
    for text in row.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if text.strip():
            kind = classify_line(text)
            lines.append(Line(text.strip(), has_gap=has_gap, kind=LineKind.PROSE if kind is LineKind.SHORT else kind))
        has_gap = not text.strip()
    mark_speakers(lines)
    return build_document(tuple(lines), source, heading=title)


def _first_words(text: str) -> str:
    """What names a row that has neither a title nor an id."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 60 else line[:60].rstrip() + "…"
