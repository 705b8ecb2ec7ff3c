"""What kind of answer a question wants, and whether a sentence holds one that the question does not say itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jieba.posseg
import regex

from index import (
    CURRENCIES,
    HAN_DIGITS,
    HAN_ONE_TO_NINE,
    MONTHS,
    PERCENT_WORD,
    WEEKDAY_CHARACTERS,
    WEEKDAYS,
    AnswerType,
    Term,
    answer_type,
    fold,
    measured_units,
    tokens,
    transliterated_runs,
)

_FIGURE = regex.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|dozen|hundred|thousand|million|billion|"
    rf"trillion)\b|[{HAN_ONE_TO_NINE}十百千万亿两半]+(?:[个分年月日成倍度%]|万|亿)|百分之",
    regex.I,
)
_DATE = regex.compile(
    rf"\b(?:1[5-9]|20)\d\d\b|\d{{1,2}}\s*月|\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\b|\d+\s*[年日号]|世纪|"
    rf"\bcentur|[{HAN_DIGITS}]{{2,4}}年|\b(?:{'|'.join(WEEKDAYS)})\b|(?:星期|周|礼拜)[{WEEKDAY_CHARACTERS}]|"
    r"\d\s*(?:[ap]\.?m\b|点|时(?!代))|[今明昨前去]天|[今明去前]年|\b(?:yesterday|today|tomorrow|last (?:week|month|year))\b|\d\d:\d\d",
    regex.I,
)
_NAME = regex.compile(
    r"(?<![.!?]\s)(?<!^)\b\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+"
)
_ACRONYM = regex.compile(r"(?<![\p{Latin}\d$€£])\p{Lu}[\p{Lu}\d]{1,5}(?![\p{Latin}\d])")
_FEW = 2
_NO_NAME = frozenset(map(str.lower, (*MONTHS, *WEEKDAYS))) | set(  # capitalised for another reason
    "the this that these those it he she they we i in on at of and but or for from with by as".split()
)
# A figure that only says when.
_YEAR = regex.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|for|of|to|and|early|late|mid|through|\p{Lu}\p{L}{2,8})[\s-]+|^\W*)(?:1[5-9]|20)\d\d\b(?!\s+\p{Ll})|(?:1[5-9]|20)\d\d\s*年|"
    r"\b\d{1,2}\s*[月日]|\b\d{1,2}\s+\p{Lu}\p{L}{2,8}\b|\b\p{Lu}\p{L}{2,8}\s+\d{1,2}\b(?=,)"
)
_SHARE = regex.compile(rf"\d[\d.,]*\s*(?:%|{PERCENT_WORD})|百分之[\p{{Han}}\d.]+", regex.I)
_HOW_MANY = regex.compile(r"多少|几(?!乎|何)|\bhow (?:many|much)\b", regex.I)
_QUESTION_MARKS = ("?", "？")
_NO_HAN = regex.compile(r"[^\p{Han}]+")
_CLOSING = "\"'”’」』)） "


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """The kind of answer a question wants; of an amount also what it is measured in, where the question says."""

    type: AnswerType
    measured: frozenset[str]
    asked: frozenset[str]  # what the question says itself, by search token

    def is_found_in(self, sentence: str, terms: Sequence[Term]) -> bool:
        """Whether a sentence holds something of the kind that the question does not say itself."""
        if sentence.rstrip(_CLOSING).endswith(_QUESTION_MARKS):
            return False  # a question in a source is no answer to another
        if self.type in (AnswerType.REASON, AnswerType.ANY):
            return True
        rest = _without(sentence, terms)
        match self.type:
            case AnswerType.DATE:
                return bool(_DATE.search(rest))
            case AnswerType.PERSON:
                return _names_somebody(rest, self.asked)
            case AnswerType.PLACE:
                return _names_a_place(rest, self.asked)
        dated = _YEAR.sub(" ", rest)
        if not _FIGURE.search(_SHARE.sub(" ", dated) if self.type is AnswerType.COUNT else dated):
            return False
        return not self.measured or not self.measured.isdisjoint(measured_units(sentence))


def expected_answer(question: str) -> ExpectedAnswer:
    """The kind of answer a question wants. ``How many tonnes``: 5 tonnes would be an answer, 5 dollars none."""
    kind = answer_type(question)
    measured: frozenset[str] = frozenset()
    if kind in (AnswerType.COUNT, AnswerType.FIGURE):
        # Read as if it gave the figure: what that is measured in is asked for.
        measured = measured_units(_HOW_MANY.sub("5", question)) - measured_units(_HOW_MANY.sub(" ", question)) - {""}
        measured |= CURRENCIES if measured & CURRENCIES else frozenset()
    return ExpectedAnswer(kind, measured, frozenset(tokens(question)))


def _without(sentence: str, terms: Iterable[Term]) -> str:
    for term in terms:
        if term.is_figure or term.is_name:
            sentence = _literally(term.word).sub(" ", sentence)
    return sentence


@lru_cache(maxsize=512)
def _literally(word: str) -> "regex.Pattern[str]":
    return regex.compile(regex.escape(word), regex.IGNORECASE)


def _names_somebody(text: str, asked: frozenset[str]) -> bool:
    return (
        _names_in_latin(text, asked)
        or any(tag.startswith(("nr", "nt")) for _, tag in _new_names(text, asked))
        or _is_heard(text)
    )


def _names_a_place(text: str, asked: frozenset[str]) -> bool:
    return (
        _names_in_latin(text, asked)
        or any(tag.startswith("ns") for _, tag in _new_names(text, asked))
        or _is_heard(text)
    )


def _names_in_latin(text: str, asked: frozenset[str]) -> bool:
    """Whether a capitalised name has a word that the question does not say; a heading all in capitals has none."""
    if text.isupper() and len(_ACRONYM.findall(text)) > _FEW:
        return False
    words = [word for match in _NAME.finditer(text) for word in match.group().split()] + _ACRONYM.findall(text)
    return any(word.casefold() not in _NO_NAME and asked.isdisjoint(tokens(word)) for word in words)


def _new_names(text: str, asked: frozenset[str]) -> list[tuple[str, str]]:
    return [(word, tag) for word, tag in _tagged(text) if len(word) > 1 and asked.isdisjoint(tokens(word))]


def _is_heard(text: str) -> bool:
    return bool(transliterated_runs(fold(text)))


@lru_cache(maxsize=512)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The Chinese words of a text with their part of speech."""
    han = _NO_HAN.sub("，", fold(text))
    return tuple((pair.word, pair.flag) for pair in jieba.posseg.cut(han)) if han.strip("，") else ()
