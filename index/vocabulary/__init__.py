"""Words: search tokens, the Chinese-English dictionary, and the gazetteer of names, with the data they are read from."""

from index.vocabulary.cedict import name_tokens
from index.vocabulary.countries import place_code, place_name
from index.vocabulary.dictionary import Dictionary, open_dictionary
from index.vocabulary.gazetteer import Gazetteer, open_gazetteer
from index.vocabulary.tokenizer import tokens, value_tokens, word_tokens

__all__ = [
    "Dictionary",
    "Gazetteer",
    "name_tokens",
    "open_dictionary",
    "open_gazetteer",
    "place_code",
    "place_name",
    "tokens",
    "value_tokens",
    "word_tokens",
]
