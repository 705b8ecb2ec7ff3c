"""The loader of ``.jsonl`` files: one source a line, as benchmarks and exports come."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.documents import Document, Failure, Source
from index.loading.cleaning import Line, LineKind, build_document, classify_line, mark_speakers, parse_date
from index.loading.encoding import decode


class _Row(BaseModel):
    """One line of the file. Unknown keys are ignored."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    title: str = ""
    text: str = Field(min_length=1)
    language: str | None = None
    url: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None


def load_jsonl(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """One document a row, with the id ``<path>#<id>``. The text is not searched for boilerplate.

    A row that is not valid, has no text or repeats an id gives a Failure.
    """
    seen: set[str] = set()
    for number, line in enumerate(decode(path.read_bytes(), source_id=source_id).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "row"
            yield Failure(f"{source_id}:{number}", f"line {number} is not a source: {where}: {first['msg']}")
            continue
        if row.id in seen:
            yield Failure(f"{source_id}#{row.id}", f"line {number} repeats the id {row.id!r}")
        elif not row.text.strip():
            yield Failure(f"{source_id}#{row.id}", f"line {number} has no text")
        else:
            seen.add(row.id)
            yield _build_document(row, source_id)


def _build_document(row: _Row, source_id: str) -> Document:
    source = Source(
        id=f"{source_id}#{row.id}", title=row.title.strip() or row.id, path=source_id, author=row.author,
        publisher=row.publisher, published=(parse_date(row.published) if row.published else None), url=row.url,
    )  # fmt: skip
    lines: list[Line] = []
    has_gap = True
    for text in row.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if text.strip():
            kind = classify_line(text)
            lines.append(Line(text.strip(), has_gap=has_gap, kind=LineKind.PROSE if kind is LineKind.SHORT else kind))
        has_gap = not text.strip()
    mark_speakers(lines)
    return build_document(tuple(lines), source, heading=row.title.strip())
