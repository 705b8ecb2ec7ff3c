"""The expected answer of a question, and whether a sentence holds one that is not in the question itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from index import (
    CURRENCIES,
    MONTHS,
    WEEKDAYS,
    AnswerType,
    Term,
    answer_type,
    fold,
    has_count,
    has_date,
    has_figure,
    has_measurement,
    measured_units,
    tag_chinese,
    tokens,
    transliterated_runs,
)

_HOW_MANY = regex.compile(r"多少|几(?!乎|何)|\bhow (?:many|much)\b", regex.I)
# A measurement that is counted in its turn: how many 365-day periods.
_COUNTED_MEASUREMENT = regex.compile(r"\bhow many (\d[\d.,]*[\s-]\p{L}+)", regex.I)
_SHARE_QUESTION = regex.compile(r"\bhow many of\b", regex.I)
# Durations, as ``measured_units`` names them. One asked for may be given in another.
_DURATIONS = frozenset({"second", "month", "quarter"})
# Capitalised words that are names: not the first word of a sentence, unless another follows. ``NameMatcher`` finds names
# better, but its dictionaries are opened only where a chat model writes.
_NAME = regex.compile(
    r"(?<![.!?]\s)(?<!^)\b\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+"
)
_ACRONYM = regex.compile(r"(?<![\p{Latin}\d$€£])\p{Lu}[\p{Lu}\d]{1,5}(?![\p{Latin}\d])")
# More words like acronyms than this in a text in capitals: a heading. Set by hand.
_MOST_ACRONYMS = 2
# Words that are capitalised without being names.
_NO_NAMES = frozenset(map(str.lower, (*MONTHS, *WEEKDAYS))) | set(
    "the this that these those it he she they we i in on at of and but or for from with by as".split()
)
_QUESTION_MARKS = ("?", "？")
# Questions for a number to call, an address to write to, a page: what asks for it, and what one looks like.
_CONTACTS = (
    (
        regex.compile(
            r"\b(?:phone|telephone|mobile|cell|fax|whatsapp)(?: |-)?(?:number|no\b)|\b(?:what|which) number\b.{0,40}\b(?:call|ring|dial)|"
            r"(?:电话|電話|手机|手機|传真|傳真)(?:号码?|號碼?)|的(?:电话|電話|手机|手機)(?:是|[\s\p{P}]*$)|(?:联系|聯繫|聯絡|客服)(?:电话|電話)",
            regex.I,
        ),
        regex.compile(r"\d[\d \-‑–()（）.]{1,20}\d"),
    ),
    (
        regex.compile(
            r"\be-?mail address|\b(?:what|which)\b.{0,40}\be-?mail\b|(?:邮箱|郵箱|电子邮件|電子郵件|信箱)(?:地址)?(?:是|[\s\p{P}]*$)",
            regex.I,
        ),
        regex.compile(r"\S@\S"),
    ),
    (
        regex.compile(r"\b(?:what|which)\b.{0,40}\b(?:web ?site|url|web address)\b|(?:网址|網址)", regex.I),
        regex.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:com|org|net|io|cn|tw|edu|gov|example)\b", regex.I),
    ),
)
_NO_HAN = regex.compile(r"[^\p{Han}]+")
_CLOSING = "\"'”’」』)） "


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """The type of answer a question expects, and for a figure the units it asks for.

    ``units`` are named as by ``measured_units``; a sentence must have one of them if there are any. A count may also be in
    the ``counted_units``. ``contacts`` are what a telephone number or an address looks like, where one is asked for.
    """

    type: AnswerType
    units: frozenset[str]
    counted_units: frozenset[str]
    question_tokens: frozenset[str]
    contacts: "Sequence[regex.Pattern[str]]"

    def lacks_contact(self, sentence: str) -> bool:
        """Whether a telephone number, an address of e-mail or a page is asked for, and a sentence holds none."""
        return any(not gives.search(sentence) for gives in self.contacts)

    def is_found_in(self, sentence: str, terms: Sequence[Term]) -> bool:
        """Whether a sentence holds the expected type of answer; the question's own names and figures are none."""
        if sentence.rstrip(_CLOSING).endswith(_QUESTION_MARKS):
            return False  # a question in a source answers no other question
        if self.type in (AnswerType.REASON, AnswerType.ANY):
            return True
        rest = _remove_terms(sentence, terms)
        match self.type:
            case AnswerType.DATE:
                return has_date(rest)
            case AnswerType.PERSON:
                return _has_new_name(rest, self.question_tokens, tags=("nr", "nt"))
            case AnswerType.PLACE:
                return _has_new_name(rest, self.question_tokens, tags=("ns",))
            case AnswerType.COUNT if self.units:
                return has_figure(rest) and has_measurement(sentence, self.units)
            case AnswerType.COUNT:
                return has_count(rest, other_units=self.counted_units)
        return has_figure(rest) and (not self.units or not self.units.isdisjoint(measured_units(sentence)))


def expected_answer(question: str) -> ExpectedAnswer:
    """The answer a question expects. ``How many tonnes`` expects tonnes: 5 dollars would be no answer."""
    expected = answer_type(question)
    units: frozenset[str] = frozenset()
    counted_units: frozenset[str] = frozenset()
    if expected in (AnswerType.COUNT, AnswerType.FIGURE):
        # The question is read as if it gave the figure. The unit of that figure is asked for.
        units = measured_units(_HOW_MANY.sub("5", question)) - measured_units(_HOW_MANY.sub(" ", question)) - {""}
        units |= CURRENCIES if units & CURRENCIES else frozenset()
    if measurement := _COUNTED_MEASUREMENT.search(question):
        counted_units = measured_units(measurement[1]) - {""}
        counted_units |= _DURATIONS if counted_units & _DURATIONS else frozenset()
    if _SHARE_QUESTION.search(question):
        counted_units |= {"percent"}
    contacts = tuple(gives for asks, gives in _CONTACTS if asks.search(question))
    return ExpectedAnswer(expected, units, counted_units, frozenset(tokens(question)), contacts)


def _remove_terms(sentence: str, terms: Iterable[Term]) -> str:
    """A sentence without the names and figures among the terms."""
    for term in terms:
        if term.is_figure or term.is_name:
            sentence = _word_pattern(term.word).sub(" ", sentence)
    return sentence


@lru_cache(maxsize=512)
def _word_pattern(word: str) -> "regex.Pattern[str]":
    """A word anywhere, but digits only as a whole number: the 1 of a date is no part of 173.1."""
    before = r"(?<!\d[.,]?)" if word[0].isdigit() else ""
    after = r"(?![.,]?\d)" if word[-1].isdigit() else ""
    return regex.compile(before + regex.escape(word) + after, regex.IGNORECASE)


def _has_new_name(text: str, question_tokens: frozenset[str], *, tags: tuple[str, ...]) -> bool:
    """Whether a text has a name with a word that is not in the question; a Chinese one has one of the tags of jieba."""
    return (
        _has_new_latin_name(text, question_tokens)
        or any(
            tag.startswith(tags)
            for word, tag in _tag_chinese(text)
            if len(word) > 1 and question_tokens.isdisjoint(tokens(word))
        )
        or bool(transliterated_runs(fold(text)))
    )


def _has_new_latin_name(text: str, question_tokens: frozenset[str]) -> bool:
    """Whether a text has a capitalised name with a word that is not in the question; a heading in capitals has none."""
    if text.isupper() and len(_ACRONYM.findall(text)) > _MOST_ACRONYMS:
        return False
    words = [word for match in _NAME.finditer(text) for word in match.group().split()] + _ACRONYM.findall(text)
    return any(word.casefold() not in _NO_NAMES and question_tokens.isdisjoint(tokens(word)) for word in words)


@lru_cache(maxsize=512)
def _tag_chinese(text: str) -> tuple[tuple[str, str], ...]:
    """The Chinese words of a text with their part of speech."""
    han = _NO_HAN.sub("，", fold(text))
    return tuple((pair.word, pair.flag) for pair in tag_chinese(han)) if han.strip("，") else ()
