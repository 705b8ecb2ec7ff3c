"""What a question asks: its content terms, the type of its answer, its time expressions, and its translation."""

from index.questions.answer_types import AnswerType, answer_type, has_count, has_date, has_figure, has_measurement
from index.questions.coverage import SentenceCoverage, TokenizedText, tokenize_text
from index.questions.phrase_words import Phrase, PhraseKind
from index.questions.phrases import read_phrases
from index.questions.terms import Term, content_terms
from index.questions.time_expressions import is_relative_time, substitute_time
from index.questions.translation import Translator, question_pools

__all__ = [
    "AnswerType",
    "Phrase",
    "PhraseKind",
    "SentenceCoverage",
    "Term",
    "TokenizedText",
    "Translator",
    "answer_type",
    "content_terms",
    "has_count",
    "has_date",
    "has_figure",
    "has_measurement",
    "is_relative_time",
    "question_pools",
    "read_phrases",
    "substitute_time",
    "tokenize_text",
]
