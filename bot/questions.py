"""Questions as people type or pipe them, made fit to be asked."""

import sys
from collections.abc import Iterator

import regex

STANDARD_INPUT = "-"
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def read_questions(argument: str) -> Iterator[str]:
    """The question on the command line, or with ``-`` one for each line of standard input, in order."""
    if argument != STANDARD_INPUT:
        yield tidy(argument)
        return
    for line in sys.stdin or ():  # None where standard input is closed
        yield tidy(line)


def tidy(question: str) -> str:
    """A question on one line, without control characters, lone surrogates or stray white space."""
    return " ".join(_UNPRINTABLE.sub(" ", question).split())
