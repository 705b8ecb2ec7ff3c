"""The answer type of a question (a figure, a count, a person, a reason, a date, a place), and texts that hold a figure or date."""

from enum import StrEnum

import regex

from index.figures import Date, Quantity, measured_units, read_amounts, read_figures
from index.text import HAN_DIGITS, HAN_ONE_TO_NINE, MONTHS, WEEKDAY_CHARACTERS, WEEKDAYS, lazy_pattern
from index.words import tag_chinese

# Removed before word segmentation, which would join them to their neighbours.
CHINESE_QUESTION_WORDS = lazy_pattern(
    r"多少|什么时候|为什么|什么|怎么样|怎么|怎样|如何|是谁|谁|哪(?:一?[个些里儿位年天月种家]|国)?|第几"
)


class AnswerType(StrEnum):
    """The type of answer a question asks for. ``ANY`` where its wording does not tell."""

    FIGURE = "figure"
    COUNT = "count"  # how many: a number, not a share or a measurement
    PERSON = "person"
    REASON = "reason"
    DATE = "date"
    PLACE = "place"
    ANY = "any"


_FIGURE_QUESTION = lazy_pattern(
    r"\bhow (?:many|much|large|big|high|low|long|old|far|fast|often|tall|deep|heavy|small)\b|\bwhat (?:\w+ ){0,3}?(?:share|percentage|per\s?cent|percent|proportion|fraction|number|amount|price|cost|rate|value|"
    r"total|sum|figure|population|size|length|height|weight|speed|age|temperature|ratio|quota|deficit|budget|salary|distance|area)\b|\b(?:phone|telephone) number\b|"
    r"多少|多大|多高|多长|多久|多远|多重|百分之几|占比|比例是|第几|何种比例",
    regex.I,
)
_COUNT_QUESTION = lazy_pattern(
    r"\bhow many\b|(?:多少|几)\s*[万亿]*(?:[人名位家个吨座条次种辆架艘所间户岁年天桶米起场轮枚台只头匹棵件颗篇]|公里|公斤|小时|分钟|平方)(?!均|然|民币|口|庭|要|字|所|轻|代|湾|寸)",
    regex.I,
)
_ZH_HOW_MANY = lazy_pattern(r"几(?!乎|何|年来|十年来)")
_PERSON_QUESTION = lazy_pattern(r"^\W*who(?:m|se)?\b|\b(?:by|to|with|from) whom\b|谁|哪位|哪一位|何人", regex.I)
_WHO_IS_NAMED = lazy_pattern(r"^\W*[Ww]ho(?:['’]s| is| was| are| were) \p{Lu}|^\W*谁是")
_WHO_IN_CHINESE = lazy_pattern(r"(?:(\p{Han}+)|\p{Latin})\s*是谁\W*$")
_REASON_QUESTION = lazy_pattern(
    r"^\W*why\b|\bwhy (?:is|are|was|were|do|does|did|has|have|had)\b|为什么|为何|何以|为啥|什么原因|原因是|的原因",
    regex.I,
)
_DATE_QUESTION = lazy_pattern(
    r"^\W*when\b|\b(?:in|on|by|since|until) (?:what|which) (?:year|date|month|day)\b|\bwhat (?:year|date|month|day|time)\b|什么时候|何时|哪(?:一)?[年天月]|几[年月号日]|什么时间|时间是|(?:时间|日期)\W*$|几时|\b(?:release|start|opening|launch|birth|death) date\b|\bdate of\b",
    regex.I,
)
_PLACE_QUESTION = lazy_pattern(
    r"^\W*where\b|\b(?:in|from|to) where\b|\b(?:which|what) (?:city|country|state|province|town|continent|place|region)\b|\blocation\W*$|"
    r"哪里|哪儿|哪(?:一)?个?(?:国家|城市|省份?|州|地方|地区|国)|何处|何地|在哪(?!些)|(?:举办|举行|所在|出生)地(?:点|是)?\W*$|地点(?:是|在)?\W*$",
    regex.I,
)

# What a figure or date looks like in an answer. Wider than what ``read_figures`` and ``read_dates`` read, which leave out
# vague figures and single words (one, a dozen, last year): an answer may be one of these.
_FIGURE = lazy_pattern(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|dozen|hundred|thousand|million|billion|"
    rf"trillion)\b|[{HAN_ONE_TO_NINE}十百千万亿两半]+(?:[个分年月日成倍度%]|万|亿)|百分之",
    regex.I,
)
_DATE = lazy_pattern(
    rf"\b(?:1[5-9]|20)\d\d\b|\d{{1,2}}\s*月|\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\b|\d+\s*[年日号]|世纪|"
    rf"\bcentur|[{HAN_DIGITS}]{{2,4}}年|\b(?:{'|'.join(WEEKDAYS)})\b|(?:星期|周|礼拜)[{WEEKDAY_CHARACTERS}]|"
    r"\d\s*(?:[ap]\.?m\b|点|时(?!代))|[今明昨前去]天|[今明去前]年|\b(?:yesterday|today|tomorrow|last (?:week|month|year))\b|\d\d:\d\d",
    regex.I,
)
# A figure that only says when.
_YEAR = lazy_pattern(
    r"(?:\b(?:in|since|by|until|till|from|during|for|of|to|and|early|late|mid|through|\p{Lu}\p{L}{2,8})[\s-]+|^\W*)(?:1[5-9]|20)\d\d\b(?!\s+\p{Ll})|(?:1[5-9]|20)\d\d\s*年|"
    r"\b\d{1,2}\s*[月日]|\b\d{1,2}\s+\p{Lu}\p{L}{2,8}\b|\b\p{Lu}\p{L}{2,8}\s+\d{1,2}\b(?=,)"
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


def has_date(text: str) -> bool:
    """Whether a text says when."""
    return bool(_DATE.search(text))


def has_figure(text: str) -> bool:
    """Whether a text has a figure that is no year or day."""
    return bool(_FIGURE.search(_YEAR.sub(" ", text)))


def has_measurement(text: str, units: frozenset[str]) -> bool:
    """Whether a text has a figure in one of the units, as ``measured_units`` names them, that is no year or day."""
    return not units.isdisjoint(measured_units(_YEAR.sub(" ", text)))


def has_count(text: str, *, other_units: frozenset[str] = frozenset()) -> bool:
    """Whether a text has a figure that may count something: no date, no share, and no measurement.

    Measurements in the ``other_units``, as ``measured_units`` names them, may count too.
    """
    for amount in reversed(read_amounts(text).claims):
        match amount:
            case Date():
                counts = False
            case Quantity():
                counts = amount.is_bare or not other_units.isdisjoint(unit for unit, _ in amount.measurements)
            case _:
                counts = True
        if not counts:
            text = f"{text[: amount.start]} {text[amount.end :]}"
    text = _YEAR.sub(" ", text)
    if _FIGURE.search(text):
        return True
    return any(figure.kind == "number" and text[figure.start] != "第" for figure in read_figures(text))


def _asks_who_somebody_is(question: str) -> bool:
    """Whether a Chinese question names the person it asks about: 普京是谁 and Putin 是谁 do, 导演是谁 does not."""
    match = _WHO_IN_CHINESE.search(question)
    if match is None or not match.group(1):
        return match is not None
    return str(list(tag_chinese(match.group(1)))[-1].flag).startswith("nr")
