"""Search tokens, the Chinese-English dictionary, the gazetteer of names, and the data they are read from."""

from index.vocabulary.countries import country_code, country_name
from index.vocabulary.dictionary import Dictionary
from index.vocabulary.gazetteer import Gazetteer
from index.vocabulary.sqlite_cache import delete_unpacked, is_unpacked, open_dictionary, open_gazetteer
from index.vocabulary.tokenizer import name_tokens, tokens, value_tokens, word_tokens

__all__ = [
    "Dictionary",
    "Gazetteer",
    "country_code",
    "country_name",
    "delete_unpacked",
    "is_unpacked",
    "name_tokens",
    "open_dictionary",
    "open_gazetteer",
    "tokens",
    "value_tokens",
    "word_tokens",
]
