"""What a question asks about: its content words with their weight."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

import jieba.posseg
import regex

from index.frequency import zipf_frequency
from index.language import fold, question_language

_POSSESSIVE = regex.compile(r"['’]s?$")
# Words of the question itself, in neither language about the world it asks about.
_EN_ASKING = frozenset(
    "what which who whom whose when where why how many much long far often old big large high higher low did do does is are was were be been "
    "being am has have had having can could will would shall should may might must a an the and or but if of in on at by to from for with as "
    "than then that this these those it its he she they them his her their you your we our i my me us so such not no any some all there here "
    "about into over under after before during since until between among through up down out off per each both more most less least much very "
    "also just only even still used use get gets got make makes made tell give please say says said according source sources article articles "
    "podcast podcasts host hosts speaker speakers text passage document documents page mention mentioned mentions stated share percentage percent proportion fraction "
    "describe described explain explained discuss discussed reason reasons opinion view views think thinks thought kind type name called happen "
    "happened know known come comes came coming go goes went going way thing things like other another one ones three two own same".split()
)
_ZH_ASKING = frozenset(
    "什么 多少 哪个 哪些 哪里 哪儿 谁 怎么 怎样 怎么样 如何 为什么 为何 何时 何地 几 几个 多大 多高 多长 多久 是否 有没有 请问 请 告诉 来源 文章 播客 "
    "主持人 节目 提到 提及 认为 表示 说 说法 看法 观点 原因 共同 介绍 解释 描述 讨论 讲 谈到 根据 按照 关于 情况 时候 有 是 做 会 能 可以 可能 应该 到 达 "
    "高达 过去 现在 目前 以来 之后 之前 里面 其中 属于 成为 进行 没有 出现 包括 被称为 称为 叫做 名字 叫 大 小 多 高 低 长 要 让 用 去 来 上 下 中 后 前 年 月 日 比例 占比 百分比 百分之几 数量 金额 数额 人".split()
)
_ZH_KEPT_TAGS = ("n", "v", "a", "eng", "j", "i", "l", "t", "z", "x", "b", "s")
_NAME_TAGS = ("nr", "ns", "nt", "nz", "eng", "j")
# Taken out before cutting into words, so that they do not stick to their neighbours.
_ZH_QUESTION_WORDS = regex.compile(
    r"多少|什么时候|为什么|什么|怎么样|怎么|怎样|如何|是谁|谁|哪(?:一?[个些里儿位年天月种家]|国)?|第几"
)
_EN_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d+(?:[.,]\d+)*%?")
_HAN_WORD = regex.compile(r"\p{Han}+")
_FIGURE = regex.compile(r"\d[\d.,]*%?")
_NAME_FACTOR = 1.4


class Expected(StrEnum):
    """What kind of answer a question wants, where its wording tells."""

    FIGURE = "figure"
    COUNT = "count"  # a figure that is no share: how many
    PERSON = "person"
    REASON = "reason"
    DATE = "date"
    PLACE = "place"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question; ``weight`` grows with its rarity in the language."""

    word: str  # folded
    weight: float
    is_name: bool
    is_figure: bool = False
    # Search tokens of the other language that stand for it, part by part: (share of the word, (token, weight)…).
    elsewhere: tuple[tuple[float, tuple[tuple[str, float], ...]], ...] = ()
    # What stands for it there in several words, all of which must be there: liquid assets.
    phrases: tuple[tuple[str, ...], ...] = ()


_FIGURE_QUESTION = regex.compile(
    r"\bhow (?:many|much|large|big|high|low|long|old|far|fast|often|tall|deep|heavy|small)\b|\bwhat (?:\w+ ){0,3}?(?:share|percentage|per\s?cent|percent|proportion|fraction|number|amount|price|cost|rate|value|"
    r"total|sum|figure|population|size|length|height|weight|speed|age|temperature|ratio|quota|deficit|budget|salary|distance|area)\b|\b(?:phone|telephone) number\b|"
    r"多少|多大|多高|多长|多久|多远|多重|百分之几|占比|比例是|第几|何种比例",
    regex.I,
)
_COUNT_QUESTION = regex.compile(
    r"\bhow many\b|(?:多少|几)\s*[万亿]*(?:[人名位家个吨座条次种辆架艘所间户岁年天桶米起场轮枚台]|公里|公斤|小时|分钟|平方)(?!均|然|民币|口|庭|要|字|所|轻|代|湾)",
    regex.I,
)
# What is counted, where it is a single character, which is not kept otherwise.
_UNIT = regex.compile(r"(?:多少|几)\s*(?:万|亿|百万)?([吨桶米克亩天年岁])(?!然|代|轻)")
_ZH_HOW_MANY = regex.compile(r"几(?!乎|何|年来|十年来)")
_PERSON_QUESTION = regex.compile(r"^\W*who(?:m|se)?\b|\b(?:by|to|with|from) whom\b|谁|哪位|哪一位|何人", regex.I)
_WHO_IS_NAMED = regex.compile(r"^\W*[Ww]ho(?:['’]s| is| was| are| were) \p{Lu}|^\W*谁是")
_WHO_IN_CHINESE = regex.compile(r"(?:(\p{Han}+)|\p{Latin})\s*是谁\W*$")
_REASON_QUESTION = regex.compile(
    r"^\W*why\b|\bwhy (?:is|are|was|were|do|does|did|has|have|had)\b|为什么|为何|何以|为啥|什么原因|原因是|的原因",
    regex.I,
)
_DATE_QUESTION = regex.compile(
    r"^\W*when\b|\b(?:in|on|by|since|until) (?:what|which) (?:year|date|month|day)\b|\bwhat (?:year|date|month|day|time)\b|什么时候|何时|哪(?:一)?[年天月]|几[年月号日]|什么时间|时间是|(?:时间|日期)\W*$|几时|\b(?:release|start|opening|launch|birth|death) date\b|\bdate of\b",
    regex.I,
)
_PLACE_QUESTION = regex.compile(
    r"^\W*where\b|\b(?:in|from|to) where\b|\b(?:which|what) (?:city|country|state|province|town|continent|place|region)\b|\blocation\W*$|"
    r"哪里|哪儿|哪(?:一)?个?(?:国家|城市|省份?|州|地方|地区|国)|何处|何地|在哪(?!些)|(?:举办|举行|所在|出生)地(?:点|是)?\W*$|地点(?:是|在)?\W*$",
    regex.I,
)


def expected_answer(question: str) -> Expected:
    """Whether a question asks for a figure, a person, a place, a date or a reason, by its question words."""
    if _REASON_QUESTION.search(question):
        return Expected.REASON
    if _DATE_QUESTION.search(question):
        return Expected.DATE
    if _PLACE_QUESTION.search(question):
        return Expected.PLACE
    if _COUNT_QUESTION.search(question) and not _ZH_QUESTION_WORDS.search(question.replace("多少", "")):
        return Expected.COUNT
    # 几 asks only where no other word does: 几家银行被逐出了哪个系统.
    if _FIGURE_QUESTION.search(question) or (_ZH_HOW_MANY.search(question) and not _ZH_QUESTION_WORDS.search(question)):
        return Expected.FIGURE
    # Who somebody is asks for more than a name.
    is_named = _WHO_IS_NAMED.search(question) or _asks_who_somebody_is(question)
    return Expected.PERSON if _PERSON_QUESTION.search(question) and not is_named else Expected.ANY


def _asks_who_somebody_is(question: str) -> bool:
    """普京是谁 and Putin 是谁 name somebody, 导演是谁 does not."""
    match = _WHO_IN_CHINESE.search(question)
    if match is None or not match.group(1):
        return match is not None
    return str(list(jieba.posseg.cut(match.group(1)))[-1].flag).startswith("nr")


def is_asking(word: str, *, language: Literal["en", "zh"]) -> bool:
    """Whether a word belongs to asking and not to what is asked about."""
    return fold(word) in (_ZH_ASKING if language == "zh" else _EN_ASKING)


def content_terms(question: str) -> tuple[Term, ...]:
    """The words of a question that say what it is about, in order, each once."""
    terms = _chinese_terms(question) if question_language(question) == "zh" else _english_terms(question)
    return tuple({term.word: term for term in terms}.values())


def _english_terms(question: str) -> list[Term]:
    terms = []
    for position, match in enumerate(_EN_WORD.finditer(question)):
        word = fold(match.group())
        word = _POSSESSIVE.sub("", word)
        if not word or word in _EN_ASKING or (len(word) == 1 and not word.isdigit()):
            continue
        is_figure = bool(_FIGURE.fullmatch(word))
        is_name = not is_figure and position > 0 and match.group()[0].isupper()
        terms.append(Term(word, _weight(word, "en", is_name=is_name or is_figure), is_name, is_figure))
    terms.extend(Term(m.group(), 1.0, is_name=False) for m in _HAN_WORD.finditer(fold(question)))
    return terms


def _chinese_terms(question: str) -> list[Term]:
    terms = []
    for pair in jieba.posseg.cut(_ZH_QUESTION_WORDS.sub("，", fold(question))):
        word, tag = pair.word.strip(), pair.flag
        if _FIGURE.fullmatch(word):
            terms.append(Term(word, _weight(word, "zh", is_name=True), is_name=False, is_figure=True))
        elif (
            word in _ZH_ASKING
            or not any(c.isalnum() for c in word)
            or not (tag.startswith(_ZH_KEPT_TAGS) or _is_telling(word, tag))
        ):
            continue
        elif len(word) > 1 or tag.startswith(_NAME_TAGS):
            # A word in no dictionary that the tagger takes for a name is as often a wrong cut.
            is_name = tag.startswith(_NAME_TAGS) and bool(jieba.dt.FREQ.get(word) or word.isascii())
            terms.append(Term(word, _weight(word, "zh", is_name=is_name), is_name))
    terms.extend(Term(match.group(1), 0.5, is_name=False) for match in _UNIT.finditer(question))
    return terms


def _is_telling(word: str, tag: str) -> bool:
    """Adverbs and the like count only where they are rare enough to be a word the tagger got wrong."""
    return len(word) > 1 and tag[0] in "dmf" and zipf_frequency(word, "zh") < 5.2


@lru_cache(maxsize=4096)
def _weight(word: str, language: str, *, is_name: bool) -> float:
    """From 0.25 for the commonest words to 1.6 for rare ones, after their Zipf frequency; names count more."""
    if word[0].isdigit():
        return 1.0
    rarity: float = min(max((7.0 - zipf_frequency(word, language)) / 2.5, 0.25), 1.6)
    # However common a country is, it matters which one is meant.
    return max(rarity, 0.7) * _NAME_FACTOR if is_name else rarity
