"""Reads questions that people type or pipe, and recognises those that ask about several sources."""

import sys
from collections.abc import Iterator

import regex

STANDARD_INPUT = "-"
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
# 三个来源, both articles, what the sources have in common.
_SEVERAL_SOURCES = regex.compile(
    r"(?:[两二三四五几多各]|所有|全部|不同|这些)[个篇份种]*\s*(?:来源|文章|报道|资料|播客)|来源(?:之间|都)|共同(?:点|看法|观点|认为)|分别|"
    r"\b(?:both|all|two|three|four|different|several|each)(?: of)?(?: the)? (?:sources?|articles?|texts?|pages?|reports?)\b|"
    r"\b(?:do|does|did|what|how) (?:the )?(?:sources|articles|reports)\b|\bin common\b",
    regex.I,
)


def asks_several_sources(question: str) -> bool:
    """Whether a question asks what more than one source says."""
    return bool(_SEVERAL_SOURCES.search(question))


def read_questions(argument: str) -> Iterator[str]:
    """The question on the command line; with ``-`` one for each line of standard input, in order."""
    if argument != STANDARD_INPUT:
        yield tidy_question(argument)
        return
    for line in sys.stdin or ():  # None where standard input is closed
        yield tidy_question(line)


def tidy_question(question: str) -> str:
    """A question on one line, without control characters, lone surrogates or extra white space."""
    return " ".join(_UNPRINTABLE.sub(" ", question).split())
