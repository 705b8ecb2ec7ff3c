"""An answerer over texts, with the files of its index beside them."""

from contextlib import contextmanager

from bot.answering.answerer import Answerer
from index import IndexSettings, open_retriever, reindex


@contextmanager
def opened_answerer(folder, embedder, texts):
    """An answerer over texts by their file names."""
    sources = folder / "sources"
    sources.mkdir()
    for name, text in texts.items():
        (sources / name).write_text(text, "utf-8")
    settings = IndexSettings(sources_dir=sources, data_dir=folder / "data")
    reindex(settings, embedder)
    with open_retriever(settings, embedder) as retriever:
        yield Answerer(retriever=retriever)
