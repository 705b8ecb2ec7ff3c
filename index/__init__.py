"""Files in, passages out: the public face of the index. Nothing else of it is imported from outside."""

from index.amounts import Amounts, read_amounts
from index.covering import Text, read_text
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
from index.location import answering, current_generation
from index.matching import NameMatcher
from index.opening import is_built, is_stale, open_names, open_retriever, reindex
from index.phrases import Phrase, PhraseKind, read_phrases
from index.places import place_code, place_name
from index.quantities import measures
from index.reranking import Reranker, open_reranker
from index.retrieval import MAX_QUERY_CHARACTERS, Retriever, check_query
from index.settings import IndexSettings
from index.sound import transliterated_runs
from index.terms import Expected, Term, content_terms, expected_answer
from index.times import in_place_of, is_relative
from index.units import CURRENCIES
from index.words import tokens

__all__ = [
    "BUILTIN",
    "CURRENCIES",
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
    "Phrase",
    "PhraseKind",
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
    "answering",
    "check_query",
    "clause_spans",
    "content_terms",
    "current_generation",
    "detect_language",
    "expected_answer",
    "fold",
    "in_place_of",
    "is_built",
    "is_relative",
    "is_stale",
    "measures",
    "open_embedder",
    "open_names",
    "open_reranker",
    "open_retriever",
    "place_code",
    "place_name",
    "question_language",
    "read_amounts",
    "read_phrases",
    "read_text",
    "reindex",
    "sentence_spans",
    "tokens",
    "transliterated_runs",
]
