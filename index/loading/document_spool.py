"""Documents that were read and wait to be written, in a file: the memory of a reindex does not grow with the sources."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from index.documents import Document

# Up to so many bytes are kept in memory: most reindexes never write the file. Set by hand.
_MEMORY_BYTES = 16_000_000


class DocumentSpool:
    """Documents in the order in which they came. ``source_ids`` and ``characters`` are known without reading them.

    The file is in ``folder`` and has no name there. Without a folder the documents themselves are not kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = SpooledTemporaryFile(_MEMORY_BYTES, dir=str(folder)) if folder else None  # noqa: SIM115
        self.source_ids: list[str] = []
        self.characters = 0

    def append(self, document: Document) -> None:
        """Add a document at the end."""
        self.source_ids.append(document.source.id)
        self.characters += len(document.text)
        if self._file:
            pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)

    def clear(self) -> None:
        """Forget all documents."""
        self.source_ids, self.characters = [], 0
        if self._file:
            self._file.seek(0)
            self._file.truncate()

    def __iter__(self) -> Iterator[Document]:
        if self._file:
            self._file.seek(0)
            for _ in self.source_ids:
                yield pickle.load(self._file)  # noqa: S301 - written by this process, into a file without a name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
