"""Text without meaning: which language it is in, where its sentences end, and how it is folded for matching."""

from index.text.calendar_names import (
    AMBIGUOUS_MONTHS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAY_BY_CHARACTER,
    WEEKDAY_CHARACTERS,
    WEEKDAYS,
)
from index.text.detection import Language, detect_language, question_language
from index.text.folding import fold, fold_in_place
from index.text.lazy_patterns import lazy_pattern
from index.text.minhash import SIGNATURE_LENGTH, Signature, signature_similarities, text_signature
from index.text.number_words import CARDINALS, HAN_DIGITS, HAN_NUMERALS, HAN_ONE_TO_NINE, HAN_POWERS, ORDINALS
from index.text.sanitizing import (
    break_addresses,
    remove_hidden_characters,
    remove_links,
    remove_links_and_html,
    single_line,
)
from index.text.scripts import HAN, HAN_RUN, POSSESSIVE
from index.text.sentences import Span, clause_spans, sentence_spans
from index.text.stop_words import ENGLISH_STOP_WORDS
from index.text.tables import read_table

__all__ = [
    "AMBIGUOUS_MONTHS",
    "CARDINALS",
    "ENGLISH_STOP_WORDS",
    "HAN",
    "HAN_DIGITS",
    "HAN_NUMERALS",
    "HAN_ONE_TO_NINE",
    "HAN_POWERS",
    "HAN_RUN",
    "MONTHS",
    "MONTH_ABBREVIATIONS",
    "ORDINALS",
    "POSSESSIVE",
    "SIGNATURE_LENGTH",
    "WEEKDAYS",
    "WEEKDAY_ABBREVIATIONS",
    "WEEKDAY_BY_CHARACTER",
    "WEEKDAY_CHARACTERS",
    "Language",
    "Signature",
    "Span",
    "break_addresses",
    "clause_spans",
    "detect_language",
    "fold",
    "fold_in_place",
    "lazy_pattern",
    "question_language",
    "read_table",
    "remove_hidden_characters",
    "remove_links",
    "remove_links_and_html",
    "sentence_spans",
    "signature_similarities",
    "single_line",
    "text_signature",
]
