"""What can be searched for."""

import regex

from index.errors import QueryError, QueryTooLongError

# Longer questions are pasted texts. Set by hand; Discord allows 2,000 characters in a message.
MAX_QUERY_CHARACTERS = 2_000
# Words, a Chinese character counting as one. More than models read at once, and Chinese words are slow to tag. Set by hand.
MAX_QUERY_WORDS = 1_000
_WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+", regex.V1)


def check_query(question: str) -> None:
    """Raise QueryError for a question without a letter or digit, and QueryTooLongError for one that is too long."""
    if len(question) > MAX_QUERY_CHARACTERS:
        raise QueryTooLongError(len(question), MAX_QUERY_CHARACTERS, unit="characters")
    words = len(_WORD.findall(question))
    if words > MAX_QUERY_WORDS:
        raise QueryTooLongError(words, MAX_QUERY_WORDS, unit="words")
    if not any(character.isalnum() for character in question):
        raise QueryError("The question holds no words: ask it in words, in Chinese or English.")
