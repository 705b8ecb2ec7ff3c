"""Halves of characters, which some formats let through and nothing can store."""


def mend_surrogates(text: str) -> str:
    """A text in which two halves of a character are joined, and a half without the other is replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
