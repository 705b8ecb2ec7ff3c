"""Hybrid search: vectors and BM25 in both languages, fused into one ranking of passages."""

from index.search.reranker import Reranker, open_reranker
from index.search.retriever import MAX_QUERY_CHARACTERS, Retriever, check_query

__all__ = [
    "MAX_QUERY_CHARACTERS",
    "Reranker",
    "Retriever",
    "check_query",
    "open_reranker",
]
