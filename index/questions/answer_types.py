"""The answer type of a question: a figure, a count, a person, a reason, a date or a place."""

from enum import StrEnum

import jieba.posseg
import regex

# Removed before word segmentation, which would join them to their neighbours.
CHINESE_QUESTION_WORDS = regex.compile(
    r"多少|什么时候|为什么|什么|怎么样|怎么|怎样|如何|是谁|谁|哪(?:一?[个些里儿位年天月种家]|国)?|第几"
)


class AnswerType(StrEnum):
    """The type of answer a question asks for. ``ANY`` where its wording does not tell."""

    FIGURE = "figure"
    COUNT = "count"  # a figure but not a share: how many
    PERSON = "person"
    REASON = "reason"
    DATE = "date"
    PLACE = "place"
    ANY = "any"


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


def answer_type(question: str) -> AnswerType:
    """The type of answer a question asks for, by its question words."""
    if _REASON_QUESTION.search(question):
        return AnswerType.REASON
    if _DATE_QUESTION.search(question):
        return AnswerType.DATE
    if _PLACE_QUESTION.search(question):
        return AnswerType.PLACE
    if _COUNT_QUESTION.search(question) and not CHINESE_QUESTION_WORDS.search(question.replace("多少", "")):
        return AnswerType.COUNT
    # 几 counts only where there is no other question word: 几家银行被逐出了哪个系统.
    if _FIGURE_QUESTION.search(question) or (
        _ZH_HOW_MANY.search(question) and not CHINESE_QUESTION_WORDS.search(question)
    ):
        return AnswerType.FIGURE
    # "Who is Putin" names the person already and asks for more than a name.
    is_named = _WHO_IS_NAMED.search(question) or _asks_who_somebody_is(question)
    return AnswerType.PERSON if _PERSON_QUESTION.search(question) and not is_named else AnswerType.ANY


def _asks_who_somebody_is(question: str) -> bool:
    """Whether a Chinese question names the person it asks about: 普京是谁 and Putin 是谁 do, 导演是谁 does not."""
    match = _WHO_IN_CHINESE.search(question)
    if match is None or not match.group(1):
        return match is not None
    return str(list(jieba.posseg.cut(match.group(1)))[-1].flag).startswith("nr")
