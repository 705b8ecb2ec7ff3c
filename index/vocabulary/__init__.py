"""Words: search tokens, the Chinese-English dictionary, and the gazetteer of names, with the data they are read from."""

from index.vocabulary.cedict import name_tokens
from index.vocabulary.countries import country_code, country_name
from index.vocabulary.dictionary import Dictionary, open_dictionary
from index.vocabulary.gazetteer import Gazetteer, open_gazetteer
from index.vocabulary.tokenizer import tokens, value_tokens, word_tokens

__all__ = [
    "Dictionary",
    "Gazetteer",
    "country_code",
    "country_name",
    "name_tokens",
    "open_dictionary",
    "open_gazetteer",
    "tokens",
    "value_tokens",
    "word_tokens",
]
