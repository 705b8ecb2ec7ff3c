"""Reads questions that people type or pipe, and recognises those that ask about several sources."""

import sys
from collections.abc import Collection, Iterator
from functools import lru_cache

import regex

from bot.answering.parts import asks_about_something

STANDARD_INPUT = "-"
_MENTION = regex.compile(r"<@[!&]?\d+>")
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
# 三个来源, both articles, what the sources have in common.
_SEVERAL_SOURCES = regex.compile(
    r"(?:[两二三四五几多各]|所有|全部|不同|这些)[个篇份种]*\s*(?:来源|文章|报道|资料|播客)|(?:来源|文章|报道|资料|播客)们?(?:之间|都|分别|各自)|共同(?:点|看法|观点|认为)|"
    r"\b(?:both|all|two|three|four|different|several|each)(?: of)?(?: the)? (?:sources?|articles?|texts?|pages?|reports?)\b|"
    r"\b(?:do|does|did|what|how) (?:the )?(?:sources|articles|reports)\b|\bin common\b",
    regex.I,
)


# "according to the three articles", 根据所有来源: says where to look, not what to look for.
_ACCORDING_TO = regex.compile(
    r"[,，、]?\s*(?:\b(?:according to|in|across|from)\s+(?:the\s+|all\s+)*|(?:根据|根據|按照)\s*(?:这|那|上述|以上)?)"
    f"(?:{_SEVERAL_SOURCES.pattern})",
    regex.I,
)
# A question mark at the end of a sentence, not one inside an address.
_QUESTION_MARK = regex.compile(r"[?？](?=[\s\p{Han}\p{P}]|$)")
# How a question begins in English, and what makes one in Chinese, where no mark says so.
_OPENS_QUESTION = regex.compile(
    r"(?:so|and|but|ok|hey|hi|hello|please|sorry|does anyone know|do you know|any idea|i wonder|wondering)?[,\s]*"
    r"(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may)\b",
    regex.I,
)
_ASKS_IN_CHINESE = regex.compile(
    r"[吗嗎][\s\p{P}]*$|是否|是不是|有没有|有沒有|能不能|会不会|會不會|请问|請問|想问|想問|谁知道|誰知道"
    r"|谁|誰|什么时候|什麼時候|什么是|什麼是|是什么|是什麼|哪|多少|几[个年月天次岁]|幾[個年月天次歲]|多[久长大高远重]|何时|何時|为什么|為什麼|如何|怎么[^了样]|怎麼[^了樣]"
)
# What follows is what somebody else said, or the name of a file.
_QUOTED_LINES = regex.compile(r"(?m)^>.*$|https?://\S+")


def looks_like_question(text: str) -> bool:
    """Whether a message among people may be a question that sources answer: it asks, and about something."""
    said = _QUOTED_LINES.sub(" ", text).strip()
    asks = _QUESTION_MARK.search(said) or _OPENS_QUESTION.match(said) or _ASKS_IN_CHINESE.search(said)
    return bool(asks) and asks_about_something(said)


def remove_source_words(question: str) -> str:
    """The question without the words that say from how many sources it shall be answered, if anything is left."""
    rest = _ACCORDING_TO.sub("", question).lstrip(",，、 ")
    return rest if any(map(str.isalnum, rest)) else question


def asks_several_sources(question: str) -> bool:
    """Whether a question asks what more than one source says."""
    return bool(_SEVERAL_SOURCES.search(question))


def read_questions(argument: str) -> Iterator[str]:
    """The question on the command line; with ``-`` one for each line of standard input, in order."""
    if argument != STANDARD_INPUT:
        yield tidy_line(argument)
        return
    for line in sys.stdin or ():  # None where standard input is closed
        yield tidy_line(line)


def tidy_line(line: str) -> str:
    """A typed line as a question, as ``tidy_question`` has it. A mention alone stays: it says hello."""
    return tidy_question(line) or " ".join(_UNPRINTABLE.sub(" ", line).split())


def tidy_question(question: str) -> str:
    """A question on one line, without mentions, control characters, lone surrogates or extra white space."""
    return " ".join(_UNPRINTABLE.sub(" ", remove_mentions(question)).split())


def remove_mentions(text: str, names: Collection[str] = ()) -> str:
    """A text without the mentions of Discord, and without an @name typed as text: of the bot, and of further ``names``."""
    return typed_mention(names).sub(" ", _MENTION.sub(" ", text))


@lru_cache(maxsize=256)
def _typed_mention(names: frozenset[str]) -> "regex.Pattern[str]":
    alternatives = "|".join(sorted(map(regex.escape, names), key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![A-Za-z0-9_@.])[@＠](?:{alternatives})(?![A-Za-z0-9_-]|\.\w)[\s,，:：]*")


def typed_mention(names: Collection[str] = ()) -> "regex.Pattern[str]":
    """The pattern of an @name typed as text, in any case, with what separates it from the question."""
    return _typed_mention(frozenset({"Footnote", *filter(None, names)}))
