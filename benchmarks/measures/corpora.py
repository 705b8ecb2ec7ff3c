"""Public sets as they lie on disk, the models they are put to, and indexes of them for the time of a measurement."""

import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import regex

from index import Embedder, IndexSettings, Reranker, Retriever, open_embedder, open_reranker, open_retriever, reindex

_FILE = "corpus.jsonl"
Item = TypeVar("Item")


class Models(NamedTuple):
    """What the settings EMBED_MODEL and RERANK_MODEL name."""

    embedder: Embedder
    reranker: Reranker | None

    @property
    def name(self) -> str:
        """Tells the figures of these models from those of others."""
        return self.embedder.name + (f" + {IndexSettings().rerank_model}" if self.reranker else "")


class Index(NamedTuple):
    """Documents that can be searched, and what it took to index them."""

    retriever: Retriever
    chunks: int
    seconds: float


def open_models() -> Models:
    """The models of the settings, as the commands would open them."""
    settings = IndexSettings()
    embedder = open_embedder(settings.embed_model)
    return Models(embedder, open_reranker(settings.rerank_model))


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, gzipped (with .gz after its name) or plain."""
    packed = path.with_name(path.name + ".gz")
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def some(items: list[Item], limit: int) -> list[Item]:
    """At most ``limit`` of the items, taken evenly; all of them without a limit."""
    return items[:: max(1, len(items) // limit)][:limit] if limit else items


def plain(text: str) -> str:
    """A text without marks, white space and case, for finding gold answers in it."""
    return regex.sub(r"[\s\W]+", "", text.lower())


def source_id(document_id: str) -> str:
    """What a document of an index made here is called there."""
    return f"{_FILE}#{document_id}"


def document_id(source: str) -> str:
    """The document a source of an index made here is."""
    return source.rpartition("#")[2]


@contextmanager
def indexed(documents: Iterable[dict[str, Any]], models: Models) -> Iterator[Index]:
    """Documents (id, lang, text, perhaps a title) in an index that goes when it is left."""
    lines = [
        {"id": row["id"], "title": row.get("title") or "", "text": row["text"], "language": row["lang"]}
        for row in documents
    ]
    with tempfile.TemporaryDirectory() as folder:
        sources_dir, data_dir = Path(folder) / "sources", Path(folder) / "data"
        sources_dir.mkdir()
        (sources_dir / _FILE).write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
        report = reindex(IndexSettings(sources_dir=sources_dir, data_dir=data_dir), models.embedder)
        with open_retriever(IndexSettings(data_dir=data_dir), models.embedder, reranker=models.reranker) as retriever:
            yield Index(retriever, report.chunks, report.seconds)
