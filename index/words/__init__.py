"""Chinese words with their parts of speech, surnames, and how common a word is, mostly from tables that are mapped into memory."""

from index.words.frequency import zipf_frequency
from index.words.segmentation import (
    TaggedWord,
    cut_for_search,
    cut_known_words,
    cut_words,
    is_dictionary_word,
    is_start_of_dictionary_word,
    tag_chinese,
)
from index.words.short_forms import (
    LEAST_SHORTENED,
    LONGEST_FORM,
    SHORTEST_FORM,
    abbreviates,
    name_parts,
    short_forms,
)
from index.words.surnames import SURNAMES

__all__ = [
    "LEAST_SHORTENED",
    "LONGEST_FORM",
    "SHORTEST_FORM",
    "SURNAMES",
    "TaggedWord",
    "abbreviates",
    "cut_for_search",
    "cut_known_words",
    "cut_words",
    "is_dictionary_word",
    "is_start_of_dictionary_word",
    "name_parts",
    "short_forms",
    "tag_chinese",
    "zipf_frequency",
]
