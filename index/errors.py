"""The errors of the index.

SearchIndexError
  SourceUnreadableError    one file; the reindex names it in its report and goes on
  SourcesMissingError      no folder of sources, or nothing in it that can be read
  DataFolderError          the data or the cache folder cannot be written
  IndexNotBuiltError       there is no index yet
  IndexDamagedError        the index on disk cannot be opened
  IndexBusyError           another process is changing the index
  IndexConflictError       the data folder and the Chroma server have an index each
  EmbedderMismatchError    another embedding model filled the index
  EmbedderUnavailableError the configured embedding model cannot be loaded
  ReindexStoppedError      somebody cancelled the reindex
  QueryError               a query that cannot be searched for
    QueryTooLongError      one with more characters or words than are searched for at once
"""

from typing import Literal


class SearchIndexError(Exception):
    """Base class of the errors of ``index``. The message is one sentence with the remedy."""


class SourceUnreadableError(SearchIndexError):
    """One source that cannot be read; ``reason`` says why, without the path."""

    def __init__(self, source_id: str, reason: str) -> None:
        super().__init__(f"{source_id} cannot be read: {reason}")
        self.source_id = source_id
        self.reason = reason


class SourcesMissingError(SearchIndexError):
    """The sources folder is not there, or holds no file that could be read."""


class DataFolderError(SearchIndexError):
    """The data folder, or the cache folder, cannot be created or written."""


class IndexBusyError(SearchIndexError):
    """Another process is changing the index."""


class IndexConflictError(SearchIndexError):
    """The data folder and the Chroma server have an index each, and neither is a copy of the other."""


class IndexNotBuiltError(SearchIndexError):
    """There is no index yet."""


class IndexDamagedError(SearchIndexError):
    """The files of the index cannot be opened; a full reindex makes them anew."""


class EmbedderMismatchError(SearchIndexError):
    """The index was filled by another embedding model than the one configured.

    ``is_update``: both are built-in models, of different versions of Footnote.
    """

    def __init__(self, built_with: str, configured: str) -> None:
        self.is_update = built_with.startswith("builtin") and configured.startswith("builtin")
        again = "" if self.is_update else f"set {_way_back(built_with)} again, or "
        super().__init__(
            f"The index was built with the embedding model {built_with!r} but {configured!r} is configured: "
            f"{again}run `footnote index --full` to build it anew."
        )
        self.built_with = built_with
        self.configured = configured


def _way_back(embedder_name: str) -> str:
    """The settings by which an embedder of this name is used."""
    if embedder_name.startswith("endpoint:"):
        return f"EMBED_MODEL={embedder_name.removeprefix('endpoint:')} and its EMBED_URL"
    return f"EMBED_MODEL={'builtin' if embedder_name.startswith('builtin@') else embedder_name}"


class EmbedderUnavailableError(SearchIndexError):
    """The configured embedding model cannot be loaded."""


class ReindexStoppedError(SearchIndexError):
    """A reindex was cancelled; what it did so far is kept. Raised by whoever watches its progress."""


class QueryError(SearchIndexError):
    """A query that cannot be searched for: it holds no words, or too many."""


class QueryTooLongError(QueryError):
    """A query of ``count`` characters or words where ``most`` may be searched for; ``unit`` says which of the two."""

    def __init__(self, count: int, most: int, *, unit: Literal["characters", "words"]) -> None:
        named = "characters" if unit == "characters" else "words or Chinese characters"
        super().__init__(
            f"The question has {count:,} {named}; the most that can be asked at once is {most:,}: ask it more briefly."
        )
        self.count = count
        self.most = most
        self.unit = unit
