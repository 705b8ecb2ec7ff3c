"""The loader of ``.jsonl`` files: one source a line, as benchmarks and exports come."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.loading.encoding import decode
from index.loading.pages import check_file_size
from index.loading.records.parsing import parse_json
from index.loading.records.rows import read_rows
from index.reports import Failure

# Set by hand: a corpus of a benchmark fits.
_LARGEST_BYTES = 400 * 1024 * 1024


def load_json_lines(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """One document a row, with the id ``<path>#<id>``. The text is not searched for boilerplate.

    A row that is not valid, has no text or repeats an id gives a Failure. A row without an id gets one from its content.
    """
    check_file_size(path, source_id, most=_LARGEST_BYTES)
    lines = decode(path.read_bytes(), source_id=source_id).split("\n")
    yield from read_rows(_values(lines), source_id, unit="line")


def _values(lines: list[str]) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, parse_json(line)
            except (ValueError, RecursionError) as error:
                yield number, error
