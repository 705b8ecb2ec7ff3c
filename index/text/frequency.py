"""How common a word is, after the package wordfreq (Speer 2022, https://doi.org/10.5281/zenodo.7199437)."""

from contextlib import suppress

import wordfreq


def zipf_frequency(word: str, language: str) -> float:
    """The Zipf frequency of a word: from 0, not known, to 8, the logarithm of how often it stands in 10⁹ words."""
    with suppress(ValueError):  # a digit of a script that is newer than Python's own tables
        return float(wordfreq.zipf_frequency(word, language))
    return 0.0
