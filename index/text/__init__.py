"""Text without meaning: which language it is in, where its sentences end, and how it is folded for matching."""

from index.text.detection import Language, detect_language, question_language
from index.text.folding import evened, fold
from index.text.frequency import zipf_frequency
from index.text.scripts import POSSESSIVE
from index.text.sentences import Span, clause_spans, sentence_spans
from index.text.stop_words import FUNCTION_WORDS

__all__ = [
    "FUNCTION_WORDS",
    "POSSESSIVE",
    "Language",
    "Span",
    "clause_spans",
    "detect_language",
    "evened",
    "fold",
    "question_language",
    "sentence_spans",
    "zipf_frequency",
]
