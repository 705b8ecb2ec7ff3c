"""The words of a question that its phrases are made of, with the kind of each: times, places, names, things, actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from index.questions.terms import is_stop_word
from index.questions.time_expressions import TIME_EXPRESSION
from index.text import POSSESSIVE, fold, lazy_pattern
from index.vocabulary import country_code
from index.words import tag_chinese


class PhraseKind(StrEnum):
    """What a phrase stands for, by its wording."""

    TIME = "time"
    PLACE = "place"
    NAME = "name"
    THING = "thing"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that belong together: ``question[start:end]``.

    ``is_asked`` marks what the question asks for: the tonnes of ``how many tonnes``, the price of ``what is the price of``.
    """

    text: str
    start: int
    end: int
    kind: PhraseKind
    is_asked: bool = False


_WORD = lazy_pattern(
    r"(?<time>"
    + TIME_EXPRESSION.pattern
    + r")|(?<latin>\p{Latin}[\p{Latin}\p{M}\p{N}]*(?:['’&-]\p{Latin}[\p{Latin}\p{M}\p{N}]*)*)|"
    r"(?<figure>\d[\d.,]*%?)|(?<han>(?:(?!" + TIME_EXPRESSION.pattern + r")\p{Han})+)",
    regex.I,
)
# Past forms that do not end in -ed.
_IRREGULAR_PAST_FORMS = frozenset(
    "ate began begun became born bought broke broken brought built came caught chose chosen done drew drawn drove driven fallen fed fell felt flew flown forgot fought found "
    "froze frozen gave given gone grew grown heard held hid hidden hit hung hurt kept knew laid led left lent lost made meant met paid put ran rang risen rode rose said "
    "sang sank sat saw seen sent set shot shown shut slept sold sought spent spoke spoken stood stole stolen struck sung sunk swam taken taught thought threw thrown told took "
    "understood went woke won wore worn wrote written".split()
)
_AUXILIARY = lazy_pattern(r"\b(?:do|does|did|will|would|can|could|shall|should|may|might|must)\b", regex.I)
_BEFORE_VERB = lazy_pattern(
    r"\b(?:been|being|he|she|it|they|we|you|who|to)\s+$|\p{L}\s(?<!\b(?:what|who|how|where|when|why|which) )(?:is|are|was|were)\s+$",
    regex.I,
)
_ADVERBS = frozenset("alone else instead together again ever yet still".split())
_HOW = lazy_pattern(r"\bhow\s+$", regex.I)
_AFTER_VERB = frozenset(
    "a an the its their his her our my your for from to by with about of on at in into inside outside against under over after before during since until through "
    "between among off up out down away back together when while if because as than what which who where why how it them him there this that these those and or but per".split()
)
_ZH_QUESTION_WORD = lazy_pattern("[哪几]|什么|多少")
_ZH_HOW_MUCH = lazy_pattern("了?多少")
_ZH_AT_MOST = lazy_pattern("最[多高低少大小]?[有是]?多少")
_ZH_CONTENT = ("n", "j", "l", "i", "vn", "b", "eng", "z")
_ZH_NAMES = ("nr", "ns", "nt", "nz", "j")


def phrase_words(question: str, *, is_opening: bool) -> Iterator[Phrase]:
    """The words of a question that are no stop words, in order, each as a phrase of its own.

    Where ``is_opening`` is false, a capital makes the first word a name too.
    """
    matches = list(_WORD.finditer(question))
    for i, match in enumerate(matches):
        if match["time"]:
            yield cut_phrase(question, *match.span(), PhraseKind.TIME)
        elif match["han"]:
            yield from _chinese_words(question, *match.span())
        elif match["figure"]:
            yield cut_phrase(question, *match.span(), PhraseKind.THING)
        elif (
            not is_stop_word(match["latin"], language="en")
            and match["latin"].lower() not in _ADVERBS
            and not _HOW.search(question, 0, match.start())
        ):
            yield _english_word(question, matches, i, is_opening=is_opening)


def _english_word(question: str, matches: Sequence["regex.Match[str]"], i: int, *, is_opening: bool) -> Phrase:
    match = matches[i]
    word = POSSESSIVE.sub("", match.group())
    end = match.start() + len(word)
    if not word.islower():
        is_first = is_opening and not question[: match.start()].strip(" \"'“‘(")
        is_name = not is_first or not word[1:].islower()
        kind = PhraseKind.PLACE if country_code(word) else PhraseKind.NAME if is_name else PhraseKind.THING
        return cut_phrase(question, match.start(), end, kind)
    is_action = _BEFORE_VERB.search(question, 0, match.start()) or _closes_clause(question, matches, i)
    return cut_phrase(
        question,
        match.start(),
        end,
        PhraseKind.ACTION if is_action or word.endswith("ed") or word in _IRREGULAR_PAST_FORMS else PhraseKind.THING,
    )


def _closes_clause(question: str, matches: Sequence["regex.Match[str]"], i: int) -> bool:
    """Whether a word is the verb of ``did`` or another auxiliary: the first word after it to end a run of content words."""
    auxiliary = max((m.end() for m in _AUXILIARY.finditer(question, 0, matches[i].start())), default=None)
    if auxiliary is None:
        return False
    closing = [k for k in range(1, i + 1) if matches[k - 1].start() >= auxiliary and _ends_run(question, matches, k)]
    return closing[:1] == [i]


def _ends_run(question: str, matches: Sequence["regex.Match[str]"], i: int) -> bool:
    """Whether an English word follows another content word and comes before none."""
    before, word = matches[i - 1], matches[i]
    are_content = all(m["latin"] and not is_stop_word(m["latin"], language="en") for m in (before, word))
    if not are_content or not word.group().islower():
        return False
    following = matches[i + 1] if i + 1 < len(matches) else None
    if following is None or question[word.end() : following.start()].strip():
        return True
    return bool(following["time"]) or following.group().lower() in _AFTER_VERB


def _chinese_words(question: str, start: int, end: int) -> Iterator[Phrase]:
    run = question[start:end]
    folded = fold(run)
    for pair in tag_chinese(folded if len(folded) == len(run) else run):
        word_start, start = start, start + len(pair.word)
        tag = pair.flag
        if is_stop_word(pair.word, language="zh") or _ZH_QUESTION_WORD.search(pair.word):
            continue
        if country_code(pair.word):
            yield cut_phrase(question, word_start, start, PhraseKind.PLACE)
        elif tag.startswith("v") and _ZH_AT_MOST.match(question, start):
            yield cut_phrase(question, word_start, start, PhraseKind.THING)  # 折扣最多有多少
        elif len(pair.word) == 1 and _ZH_HOW_MUCH.match(question, start):
            yield cut_phrase(question, word_start, start, PhraseKind.ACTION)  # 产多少, 卖多少
        elif tag.startswith(_ZH_CONTENT):
            kind = PhraseKind.NAME if tag.startswith(_ZH_NAMES) else PhraseKind.THING
            yield cut_phrase(question, word_start, start, kind)
        elif tag.startswith("v") and (len(pair.word) > 1):
            yield cut_phrase(question, word_start, start, PhraseKind.ACTION)


def cut_phrase(question: str, start: int, end: int, kind: PhraseKind) -> Phrase:
    """The phrase at ``question[start:end]``, without the spaces around it."""
    text = question[start:end].strip()
    start = question.index(text, start)
    return Phrase(text, start, start + len(text), kind)
