"""The phrases of a question: times, places, names, things and actions, and which of them it asks for. Heuristics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from index.questions.terms import is_stop_word
from index.questions.time_expressions import TIME_EXPRESSION
from index.text import POSSESSIVE, fold, lazy_pattern, question_language
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
_EN_WHICH = lazy_pattern(
    r"\b(?:how (?:many|much)|what|which|whose)(?: (?:of|kinds?|sorts?|share|part|percentage|proportion|the|other))*\s+$",
    regex.I,
)
_EN_WHAT_IS = lazy_pattern(
    r"\b(?:what|how \w+)(?:['’]s| (?:is|are|was|were|will be|has been))(?: (?:the|an?|its|their|(?:\p{L}+ ){0,2}\p{L}+['’]s?))?\s+$",
    regex.I,
)
_ZH_QUESTION_WORD = lazy_pattern("[哪几]|什么|多少")
_ZH_HOW_MUCH = lazy_pattern("了?多少")
_ZH_AT_MOST = lazy_pattern("最[多高低少大小]?[有是]?多少")
_ZH_WHICH = lazy_pattern(r"(?:多少|几|哪|什么)(?:些|一?[个种家位]|[吨桶克米座条]|公里|公斤|[万亿]+)?$")
_ZH_IS_WHAT = lazy_pattern(
    r"(?:会|将|还|又|大概|大约|估计|大致|最[多高低少])*(?:[是为占达]?[到了]?(?:多少|多[大高长久远]|几|什么|怎|如何|第几)|有(?:多[大高长久远]|多少(?=\W*$)))"
)
_ZH_DOES_WHAT = lazy_pattern(r"\p{Han}{1,3}了?多少")
# Measures, which follow a thing without 的: 青石桥全长多少米.
_ZH_MEASURES = frozenset(
    "全长 总长 长度 高度 宽度 深度 面积 人口 重量 体重 身高 海拔 价格 均价 总额 总数 数量 规模 产量 销量 速度 温度 年龄 寿命".split()
)
_ZH_CONTENT = ("n", "j", "l", "i", "vn", "b", "eng", "z")
_ZH_NAMES = ("nr", "ns", "nt", "nz", "j")


def read_phrases(question: str, *, is_opening: bool = True) -> tuple[Phrase, ...]:
    """The phrases of a question in order and without overlap. Stop words belong to none.

    Where ``is_opening`` is false, ``question`` is the rest of a sentence: a capital makes its first word a name too.
    """
    found: list[Phrase] = []
    for word in _words(question, is_opening=is_opening):
        if found and (kind := _joint_kind(question, found[-1], word)):
            found[-1] = _cut(question, found[-1].start, word.end, kind)
        else:
            found.append(word)
    is_asked = _is_asked_in_chinese if question_language(question) == "zh" else _is_asked_in_english
    return tuple(replace(phrase, is_asked=is_asked(question, phrase)) for phrase in found)


def _words(question: str, *, is_opening: bool) -> Iterator[Phrase]:
    matches = list(_WORD.finditer(question))
    for i, match in enumerate(matches):
        if match["time"]:
            yield _cut(question, *match.span(), PhraseKind.TIME)
        elif match["han"]:
            yield from _chinese_words(question, *match.span())
        elif match["figure"]:
            yield _cut(question, *match.span(), PhraseKind.THING)
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
        return _cut(question, match.start(), end, kind)
    is_action = _BEFORE_VERB.search(question, 0, match.start()) or _closes_clause(question, matches, i)
    return _cut(
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
            yield _cut(question, word_start, start, PhraseKind.PLACE)
        elif tag.startswith("v") and _ZH_AT_MOST.match(question, start):
            yield _cut(question, word_start, start, PhraseKind.THING)  # 折扣最多有多少
        elif len(pair.word) == 1 and _ZH_HOW_MUCH.match(question, start):
            yield _cut(question, word_start, start, PhraseKind.ACTION)  # 产多少, 卖多少
        elif tag.startswith(_ZH_CONTENT):
            kind = PhraseKind.NAME if tag.startswith(_ZH_NAMES) else PhraseKind.THING
            yield _cut(question, word_start, start, kind)
        elif tag.startswith("v") and (len(pair.word) > 1):
            yield _cut(question, word_start, start, PhraseKind.ACTION)


def _joint_kind(question: str, left: Phrase, right: Phrase) -> PhraseKind | None:
    """The kind of two neighbouring words that are one phrase, or None where they are two."""
    if question[left.end : right.start] not in {"", " ", "-"} or right.text in _ZH_MEASURES:
        return None
    if left.kind is right.kind:
        return left.kind
    kinds = {left.kind, right.kind}
    if left.kind is PhraseKind.THING and len(right.text) == 1 and right.text.isascii():
        return left.kind  # plan B
    if question[left.end - 1 : right.start + 1].isascii():
        return (
            PhraseKind.PLACE
            if kinds == {PhraseKind.NAME, PhraseKind.PLACE} and country_code(question[left.start : right.end])
            else None
        )
    # The tagger mixes names and nouns in the parts of long Chinese names: 国家 福利 基金.
    return left.kind if kinds == {PhraseKind.NAME, PhraseKind.THING} else None


def _is_asked_in_english(question: str, phrase: Phrase) -> bool:
    if phrase.kind is not PhraseKind.THING:
        return False
    return bool(_EN_WHICH.search(question, 0, phrase.start) or _EN_WHAT_IS.search(question, 0, phrase.start))


def _is_asked_in_chinese(question: str, phrase: Phrase) -> bool:
    if phrase.kind not in {PhraseKind.THING, PhraseKind.NAME}:
        return False
    is_thing = phrase.kind is PhraseKind.THING
    return bool(
        _ZH_IS_WHAT.match(question, phrase.end)
        or (is_thing and _ZH_WHICH.search(question, 0, phrase.start))
        or (is_thing and _ZH_DOES_WHAT.match(question, phrase.end))
    )


def _cut(question: str, start: int, end: int, kind: PhraseKind) -> Phrase:
    text = question[start:end].strip()
    start = question.index(text, start)
    return Phrase(text, start, start + len(text), kind)
