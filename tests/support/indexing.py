"""An index built and searched with the hashing embedder."""

from embedders import HashingEmbedder
from index import open_retriever, reindex


def run(corpus, data_dir, embedder=None, **options):
    return reindex(sources_dir=corpus, data_dir=data_dir, embedder=embedder or HashingEmbedder(), **options)


def found(data_dir, question, embedder=None):
    with open_retriever(data_dir=data_dir, embedder=embedder or HashingEmbedder()) as retriever:
        return retriever.passages(question)
