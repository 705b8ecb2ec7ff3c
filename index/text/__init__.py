"""Text without meaning: which language it is in, where its sentences end, and how it is folded for matching."""

from index.text.detection import Language, detect_language, question_language
from index.text.folding import fold, fold_in_place
from index.text.frequency import zipf_frequency
from index.text.scripts import HAN, HAN_RUN, POSSESSIVE
from index.text.sentences import Span, clause_spans, sentence_spans
from index.text.stop_words import ENGLISH_STOP_WORDS

__all__ = [
    "ENGLISH_STOP_WORDS",
    "HAN",
    "HAN_RUN",
    "POSSESSIVE",
    "Language",
    "Span",
    "clause_spans",
    "detect_language",
    "fold",
    "fold_in_place",
    "question_language",
    "sentence_spans",
    "zipf_frequency",
]
