"""How common a word is, by the package wordfreq (Speer 2022, https://doi.org/10.5281/zenodo.7199437)."""

from contextlib import suppress


def zipf_frequency(word: str, language: str) -> float:
    """The Zipf frequency of a word: log10 of its count in 10⁹ words, up to 8; 0 for a word that is not known."""
    import wordfreq  # noqa: PLC0415 - takes a tenth of a second

    with suppress(ValueError):  # a digit of a script that is newer than Python's own tables
        return float(wordfreq.zipf_frequency(word, language))
    return 0.0
