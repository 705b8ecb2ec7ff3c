"""Files in, passages out: the public face of the index. Nothing else of it is imported from outside."""

from index.build import is_built, is_stale, reindex
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
from index.figures import CURRENCIES, Amounts, measured_units, read_amounts
from index.loading import SOURCE_SUFFIXES
from index.names import NameMatcher, transliterated_runs
from index.opening import open_coverage, open_names, open_retriever
from index.questions import (
    AnswerType,
    Phrase,
    PhraseKind,
    SentenceCoverage,
    Term,
    TokenizedText,
    answer_type,
    content_terms,
    is_relative_time,
    read_phrases,
    substitute_time,
    tokenize_text,
)
from index.search import MAX_QUERY_CHARACTERS, Reranker, Retriever, check_query, open_reranker
from index.settings import IndexSettings
from index.storage import answering, current_generation
from index.text import HAN, Span, clause_spans, detect_language, fold, question_language, sentence_spans
from index.vocabulary import country_code, country_name, tokens

__all__ = [
    "BUILTIN",
    "CURRENCIES",
    "HAN",
    "MAX_QUERY_CHARACTERS",
    "SOURCE_SUFFIXES",
    "Amounts",
    "AnswerType",
    "Chunk",
    "DataFolderError",
    "Document",
    "Embedder",
    "EmbedderMismatchError",
    "EmbedderUnavailableError",
    "Failure",
    "IndexDamagedError",
    "IndexNotBuiltError",
    "IndexSettings",
    "NameMatcher",
    "Passage",
    "Phrase",
    "PhraseKind",
    "QueryError",
    "ReindexReport",
    "ReindexStoppedError",
    "Reranker",
    "Retriever",
    "SearchIndexError",
    "Section",
    "SentenceCoverage",
    "Source",
    "SourceUnreadableError",
    "SourcesMissingError",
    "Span",
    "Term",
    "TokenizedText",
    "Turn",
    "answer_type",
    "answering",
    "check_query",
    "clause_spans",
    "content_terms",
    "country_code",
    "country_name",
    "current_generation",
    "detect_language",
    "fold",
    "is_built",
    "is_relative_time",
    "is_stale",
    "measured_units",
    "open_coverage",
    "open_embedder",
    "open_names",
    "open_reranker",
    "open_retriever",
    "question_language",
    "read_amounts",
    "read_phrases",
    "reindex",
    "sentence_spans",
    "substitute_time",
    "tokenize_text",
    "tokens",
    "transliterated_runs",
]
