"""Files in, passages out: the public face of the index. Nothing else of it is imported from outside."""

from index.amounts import Amounts, read_amounts
from index.documents import Chunk, Document, Failure, Passage, ReindexReport, Section, Source, Turn
from index.embedding import BUILTIN, Embedder, open_embedder
from index.errors import (
    DataFolderError,
    EmbedderMismatchError,
    EmbedderUnavailableError,
    IndexDamagedError,
    IndexNotBuiltError,
    QueryError,
    ReindexStoppedError,
    SearchIndexError,
    SourcesMissingError,
    SourceUnreadableError,
)
from index.language import clause_spans, detect_language, fold, question_language, sentence_spans
from index.matching import NameMatcher
from index.opening import is_built, is_stale, open_names, open_retriever, reindex
from index.reranking import Reranker, open_reranker
from index.retrieval import MAX_QUERY_CHARACTERS, Retriever, check_query
from index.settings import IndexSettings
from index.terms import Expected, Term, Text, content_terms, expected_answer, read_text
from index.words import tokens

__all__ = [
    "BUILTIN",
    "MAX_QUERY_CHARACTERS",
    "Amounts",
    "Chunk",
    "DataFolderError",
    "Document",
    "Embedder",
    "EmbedderMismatchError",
    "EmbedderUnavailableError",
    "Expected",
    "Failure",
    "IndexDamagedError",
    "IndexNotBuiltError",
    "IndexSettings",
    "NameMatcher",
    "Passage",
    "QueryError",
    "ReindexReport",
    "ReindexStoppedError",
    "Reranker",
    "Retriever",
    "SearchIndexError",
    "Section",
    "Source",
    "SourceUnreadableError",
    "SourcesMissingError",
    "Term",
    "Text",
    "Turn",
    "check_query",
    "clause_spans",
    "content_terms",
    "detect_language",
    "expected_answer",
    "fold",
    "is_built",
    "is_stale",
    "open_embedder",
    "open_names",
    "open_reranker",
    "open_retriever",
    "question_language",
    "read_amounts",
    "read_text",
    "reindex",
    "sentence_spans",
    "tokens",
]
