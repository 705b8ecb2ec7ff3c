"""What can be searched for."""

from index.errors import QueryError

# Longer questions are pasted texts. Set by hand; Discord allows 2,000 characters in a message.
MAX_QUERY_CHARACTERS = 2_000


def check_query(question: str) -> None:
    """Raise QueryError for a question without a letter or digit, or one that is too long."""
    if len(question) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The question has {len(question):,} characters; the most that can be asked "
            f"at once is {MAX_QUERY_CHARACTERS:,}: ask it more briefly."
        )
    if not any(character.isalnum() for character in question):
        raise QueryError("The question holds no words: ask it in words, in Chinese or English.")
