"""Hybrid search: vectors and BM25 keywords in both languages, fused into one ranking of passages."""

from index.search.copies import date_of
from index.search.query import MAX_QUERY_CHARACTERS, MAX_QUERY_WORDS, check_query
from index.search.reranker import Reranker, open_reranker
from index.search.retriever import Retriever, SearchResult

__all__ = [
    "MAX_QUERY_CHARACTERS",
    "MAX_QUERY_WORDS",
    "Reranker",
    "Retriever",
    "SearchResult",
    "check_query",
    "date_of",
    "open_reranker",
]
