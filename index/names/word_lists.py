"""Lists of words and characters that names are recognised by, from the files in ``data/``."""

from importlib.resources import files


def read_lines(name: str) -> list[str]:
    """The lines of a data file, without comments."""
    lines = files("index.names").joinpath("data", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(read_lines(name)).split())


TITLES = _words("titles.txt")
GENERIC_WORDS = _words("generic_words.txt")
TRANSLITERATION_CHARACTERS = frozenset("".join(read_lines("transliteration_characters.txt")))
# To be put into a class of a pattern: 俄 in 中俄.
COUNTRY_CHARACTERS = "".join(read_lines("country_characters.txt"))
