"""An index built and searched with the hashing embedder."""

from embedders import HashingEmbedder
from index import IndexSettings, open_retriever, reindex


def run(corpus, data_dir, embedder=None, **options):
    return reindex(IndexSettings(sources_dir=corpus, data_dir=data_dir), embedder or HashingEmbedder(), **options)


def found(data_dir, question, embedder=None):
    with open_retriever(IndexSettings(data_dir=data_dir), embedder or HashingEmbedder()) as retriever:
        return retriever.passages(question)
