"""The phrases of a question: which of its words belong together, and which phrases it asks for. Heuristics."""

from dataclasses import replace

import regex

from index.questions.phrase_words import Phrase, PhraseKind, cut_phrase, phrase_words
from index.text import lazy_pattern, question_language
from index.vocabulary import country_code

_EN_WHICH = lazy_pattern(
    r"\b(?:how (?:many|much)|what|which|whose)(?: (?:of|kinds?|sorts?|share|part|percentage|proportion|the|other))*\s+$",
    regex.I,
)
_EN_WHAT_IS = lazy_pattern(
    r"\b(?:what|how \w+)(?:['’]s| (?:is|are|was|were|will be|has been))(?: (?:the|an?|its|their|(?:\p{L}+ ){0,2}\p{L}+['’]s?))?\s+$",
    regex.I,
)
_ZH_WHICH = lazy_pattern(r"(?:多少|几|哪|什么)(?:些|一?[个种家位]|[吨桶克米座条]|公里|公斤|[万亿]+)?$")
_ZH_IS_WHAT = lazy_pattern(
    r"(?:会|将|还|又|大概|大约|估计|大致|最[多高低少])*(?:[是为占达]?[到了]?(?:多少|多[大高长久远]|几|什么|怎|如何|第几)|有(?:多[大高长久远]|多少(?=\W*$)))"
)
_ZH_DOES_WHAT = lazy_pattern(r"\p{Han}{1,3}了?多少")
# Measures, which follow a thing without 的: 青石桥全长多少米.
_ZH_MEASURES = frozenset(
    "全长 总长 长度 高度 宽度 深度 面积 人口 重量 体重 身高 海拔 价格 均价 总额 总数 数量 规模 产量 销量 速度 温度 年龄 寿命".split()
)


def read_phrases(question: str, *, is_opening: bool = True) -> tuple[Phrase, ...]:
    """The phrases of a question in order and without overlap. Stop words belong to none.

    Where ``is_opening`` is false, ``question`` is the rest of a sentence: a capital makes its first word a name too.
    """
    found: list[Phrase] = []
    for word in phrase_words(question, is_opening=is_opening):
        if found and (kind := _joint_kind(question, found[-1], word)):
            found[-1] = cut_phrase(question, found[-1].start, word.end, kind)
        else:
            found.append(word)
    is_asked = _is_asked_in_chinese if question_language(question) == "zh" else _is_asked_in_english
    return tuple(replace(phrase, is_asked=is_asked(question, phrase)) for phrase in found)


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
