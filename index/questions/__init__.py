"""What a question asks: its content terms, the type of its answer, its time expressions, and its translation."""

from index.questions.answer_types import Expected, expected_answer
from index.questions.coverage import SentenceCoverage, Text, read_text
from index.questions.phrases import Phrase, PhraseKind, read_phrases
from index.questions.terms import Term, content_terms
from index.questions.time_expressions import in_place_of, is_relative
from index.questions.translation import Translator, own_pools

__all__ = [
    "Expected",
    "Phrase",
    "PhraseKind",
    "SentenceCoverage",
    "Term",
    "Text",
    "Translator",
    "content_terms",
    "expected_answer",
    "in_place_of",
    "is_relative",
    "own_pools",
    "read_phrases",
    "read_text",
]
