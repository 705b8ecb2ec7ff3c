"""Chinese words with their parts of speech, and how common a word is, from tables that are mapped into memory."""

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

__all__ = [
    "TaggedWord",
    "cut_for_search",
    "cut_known_words",
    "cut_words",
    "is_dictionary_word",
    "is_start_of_dictionary_word",
    "tag_chinese",
    "zipf_frequency",
]
