"""The content terms of a question: its words without stop words, each with a weight and its translations."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from index.questions.answer_types import CHINESE_QUESTION_WORDS
from index.text import HAN_RUN, POSSESSIVE, fold, question_language
from index.words import is_dictionary_word, tag_chinese, zipf_frequency

# The stop words of questions: words that belong to asking, not to what is asked about. Collected by hand.
_EN_STOP_WORDS = frozenset(
    "what which who whom whose when where why how many much long far often old big large high higher low did do does is are was were be been "
    "being am has have had having can could will would shall should may might must a an the and or but if of in on at by to from for with as "
    "than then that this these those it its he she they them his her their you your we our i my me us so such not no any some all there here "
    "about into over under after before during since until between among through up down out off per each both more most less least much very "
    "also just only even still used use get gets got make makes made tell give please say says said according source sources article articles "
    "podcast podcasts host hosts speaker speakers text passage document documents page mention mentioned mentions stated share percentage percent proportion fraction "
    "describe described explain explained discuss discussed reason reasons opinion view views think thinks thought kind type name called happen "
    "happened know known come comes came coming go goes went going way thing things like other another one ones three two own same".split()
)
_ZH_STOP_WORDS = frozenset(
    "什么 多少 哪个 哪些 哪里 哪儿 谁 怎么 怎样 怎么样 如何 为什么 为何 何时 何地 几 几个 多大 多高 多长 多久 是否 有没有 请问 请 告诉 来源 文章 播客 "
    "主持人 节目 提到 提及 认为 表示 说 说法 看法 观点 原因 共同 介绍 解释 描述 讨论 讲 谈到 根据 按照 关于 情况 时候 有 是 做 会 能 可以 可能 应该 到 达 "
    "高达 过去 现在 目前 以来 之后 之前 里面 其中 属于 成为 进行 没有 出现 包括 被称为 称为 叫做 名字 叫 大 小 多 高 低 长 要 让 用 去 来 上 下 中 后 前 年 月 日 比例 占比 百分比 百分之几 数量 金额 数额 人".split()
)
_ZH_KEPT_TAGS = ("n", "v", "a", "eng", "j", "i", "l", "t", "z", "x", "b", "s")
_NAME_TAGS = ("nr", "ns", "nt", "nz", "eng", "j")
_EN_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d+(?:[.,]\d+)*%?")
_FIGURE = regex.compile(r"\d[\d.,]*%?")
_NAME_FACTOR = 1.4  # set by hand


@dataclass(frozen=True, slots=True)
class Translation:
    """What one part of a term may stand as in the other language."""

    share: float  # of the whole term, 0 to 1
    tokens: tuple[tuple[str, float], ...]  # search tokens, each with its weight from 0 to 1


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question. Its ``weight`` grows with its rarity in the language."""

    word: str  # folded
    weight: float
    is_name: bool
    is_figure: bool = False
    translations: tuple[Translation, ...] = ()  # one for each part of the word that has any
    # Translations of several tokens, of which a text must hold all: liquid, asset.
    phrase_translations: tuple[tuple[str, ...], ...] = ()


# The unit that is asked for, if it is one character. Other single characters are left out.
_UNIT = regex.compile(r"(?:多少|几)\s*(?:万|亿|百万)?([吨桶米克亩天年岁])(?!然|代|轻)")


def is_stop_word(word: str, *, language: Literal["en", "zh"]) -> bool:
    """Whether a word is a stop word of questions."""
    return fold(word) in (_ZH_STOP_WORDS if language == "zh" else _EN_STOP_WORDS)


def content_terms(question: str) -> tuple[Term, ...]:
    """The words of a question that say what it is about, in order and without repeats."""
    terms = _chinese_terms(question) if question_language(question) == "zh" else _english_terms(question)
    return tuple({term.word: term for term in terms}.values())


def _english_terms(question: str) -> list[Term]:
    terms = []
    for position, match in enumerate(_EN_WORD.finditer(question)):
        word = fold(match.group())
        word = POSSESSIVE.sub("", word)
        if not word or word in _EN_STOP_WORDS or (len(word) == 1 and not word.isdigit()):
            continue
        is_figure = bool(_FIGURE.fullmatch(word))
        is_name = not is_figure and position > 0 and match.group()[0].isupper()
        terms.append(Term(word, _weight(word, "en", is_name=is_name or is_figure), is_name, is_figure))
    terms.extend(Term(m.group(), 1.0, is_name=False) for m in HAN_RUN.finditer(fold(question)))
    return terms


def _chinese_terms(question: str) -> list[Term]:
    terms = []
    for pair in tag_chinese(CHINESE_QUESTION_WORDS.sub("，", fold(question))):
        word, tag = pair.word.strip(), pair.flag
        if _FIGURE.fullmatch(word):
            terms.append(Term(word, _weight(word, "zh", is_name=True), is_name=False, is_figure=True))
        elif (
            word in _ZH_STOP_WORDS
            or not any(c.isalnum() for c in word)
            or not (tag.startswith(_ZH_KEPT_TAGS) or _is_mistagged(word, tag))
        ):
            continue
        elif len(word) > 1 or tag.startswith(_NAME_TAGS):
            # A name by its tag that is in no dictionary is as often a segmentation error.
            is_name = tag.startswith(_NAME_TAGS) and (is_dictionary_word(word) or word.isascii())
            terms.append(Term(word, _weight(word, "zh", is_name=is_name), is_name))
    terms.extend(Term(match.group(1), 0.5, is_name=False) for match in _UNIT.finditer(question))
    return terms


def _is_mistagged(word: str, tag: str) -> bool:
    """Whether a word tagged as an adverb, number or unit is too rare to be one. The bound is set by hand."""
    return len(word) > 1 and tag[0] in "dmf" and zipf_frequency(word, "zh") < 5.2


@lru_cache(maxsize=4096)
def _weight(word: str, language: str, *, is_name: bool) -> float:
    """0.25 for the most frequent words to 1.6 for rare ones, by Zipf frequency; more for names. Set by hand."""
    if word[0].isdigit():
        return 1.0
    rarity: float = min(max((7.0 - zipf_frequency(word, language)) / 2.5, 0.25), 1.6)
    # A name is specific, however frequent it is: a country, for example.
    return max(rarity, 0.7) * _NAME_FACTOR if is_name else rarity
