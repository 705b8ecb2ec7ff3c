"""Questions for the row with the largest or smallest value, such as *which plan is the cheapest?*, read for what they compare."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.answering.rows.cell_values import DATES
from bot.answering.rows.conditions import Limit, read_limits
from index import CURRENCIES, fold, lazy_pattern


@dataclass(frozen=True, slots=True)
class Measure:
    """What a superlative compares: figures in one of the ``units``, or a column with such a name.

    ``takes_named_column`` says that a column which the question names goes before those. ``reversed_units`` are units in which
    the most is the least: the fastest takes the fewest seconds.
    """

    units: Sequence[str]  # those that stand first go before the others
    columns: "regex.Pattern[str]"
    takes_named_column: bool = True
    reversed_units: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Superlative:
    """What a question wants the most of, or the least. ``place`` is 2 for the second cheapest."""

    measure: Measure
    wants_most: bool
    place: int
    words: str  # the words of the question that say so, folded
    limits: Sequence[Limit] = ()

    @property
    def counts(self) -> bool:
        """Whether it is the most or the least of something that the question names."""
        return self.measure is _AMOUNT


_PRICE = Measure(
    tuple(sorted(CURRENCIES)),
    lazy_pattern(r"(?i)\b(?:prices?|costs?|fees?|fares?|rates?|rent)\b|价|價|费|費|租金|金额|金額"),
    takes_named_column=False,
)
_LENGTH = Measure(
    ("metre", "second"),
    lazy_pattern(r"(?i)\b(?:length|long|distance|duration|time)\b|长|長|时间|時間|用时|用時|耗时|耗時"),
)
_DISTANCE = Measure(("metre", "second"), lazy_pattern(r"(?i)\bdistance\b|距|里程"))
_HEIGHT = Measure(("metre",), lazy_pattern(r"(?i)\b(?:height|high|tall|altitude|elevation)\b|高|海拔"))
_DEPTH = Measure(("metre",), lazy_pattern(r"(?i)\b(?:depth|deep)\b|深"))
_WIDTH = Measure(("metre",), lazy_pattern(r"(?i)\b(?:width|wide)\b|宽|寬"))
_SIZE = Measure(("square_metre", "litre"), lazy_pattern(r"(?i)\b(?:size|area|population)\b|面积|面積|大小|人口"))
_WEIGHT = Measure(("kilogram",), lazy_pattern(r"(?i)\b(?:weight|mass)\b|重"), takes_named_column=False)
_SPEED = Measure(("second",), lazy_pattern(r"(?i)\bspeed\b|速度"), reversed_units=("second",))
_AGE = Measure(
    (DATES, "clock"),
    lazy_pattern(r"(?i)\bage\b|年龄|年齡|岁数|歲數"),
    takes_named_column=False,
    reversed_units=("", "month"),
)
_TEMPERATURE = Measure(
    ("celsius", "fahrenheit"), lazy_pattern(r"(?i)\btemperature\b|温度|溫度|气温|氣溫"), takes_named_column=False
)
_PEOPLE = Measure(
    (), lazy_pattern(r"(?i)\b(?:people|persons?|guests?|members?|visitors?|attendance|capacity|seats?|sleeps)\b|人")
)
_AMOUNT = Measure((), lazy_pattern(r"(?!)"))  # of what the question names

_RATING = Measure(
    (),
    lazy_pattern(r"(?i)\b(?:ratings?|rated|scores?|stars?)\b|评分|評分|得分|评级|評級|星级|星級"),
    takes_named_column=False,
)
_RATING_WORDS = "(?:评分|評分|评级|評級|星级|星級)"

_PEOPLE_WORDS = "(?:people|guests|persons|members|visitors)"
# The words for the most and the least of each. The first that is found counts.
_WORDS = (
    (_PEOPLE, rf"most {_PEOPLE_WORDS}", rf"(?:fewest|least) {_PEOPLE_WORDS}", r"(?<=人[数數]?最)多|多的?人", r"(?<=人[数數]?最)少|少的?人"),
    (_RATING, r"(?:best|highest|top)[- ]rated|highest rating", r"(?:worst|lowest)[- ]rated|lowest rating",
     rf"(?<={_RATING_WORDS}最)高", rf"(?<={_RATING_WORDS}最)低"),
    (_PRICE, r"most expensive|priciest|dearest|costliest|highest[- ]priced",
     r"cheapest|least expensive|most affordable|most economical|lowest[- ]priced", r"昂贵|昂貴|贵|貴", r"便宜|划算|划得来|实惠|實惠|廉价|廉價"),
    (_SPEED, r"fastest|quickest", r"slowest", r"快", r"慢"),
    (_LENGTH, r"longest", r"shortest", r"长|長|久", r"短"),
    (_DISTANCE, r"farthest|furthest", r"nearest|closest", r"远|遠", r"(?<=[离離距].{0,12}最)近"),
    (_WEIGHT, r"heaviest", r"lightest", r"重(?!要)", r"轻|輕"),
    (_AGE, r"newest|youngest|latest|most recent|last(?=\W*$)", r"oldest|earliest|first(?=\W*$)", r"新|晚|迟|遲|年轻|年輕", r"早|旧|舊|古老|老"),
    (_TEMPERATURE, r"hottest|warmest", r"coldest|coolest", r"热|熱|暖", r"冷|凉|涼"),
    (_HEIGHT, r"tallest|highest", r"lowest", r"高(?!人民|法院|检)", r"低|矮"),
    (_DEPTH, r"deepest", r"shallowest", r"深", r"浅|淺"),
    (_WIDTH, r"widest|broadest", r"narrowest", r"宽|寬", r"窄"),
    (_SIZE, r"largest|biggest|most spacious|greatest", r"smallest|tiniest", r"大", r"小"),
    (_AMOUNT, r"(?<!\bat )most(?! of\b)", r"fewest|(?<!\bat )least", r"多", r"少"),
)  # fmt: skip
_ORDINALS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "二": 2, "三": 3, "两": 2, "2": 2, "3": 3}
# What every superlative has, so that the patterns of all are compiled for few questions.
_MAY_HAVE_SUPERLATIVE = lazy_pattern(r"[最第哪]|est\b|most|least|\b(?:last|first)\W*$")
_ASKS_WHICH = lazy_pattern(
    r"(?i)\b(?:which|what|who|where|whose)\b|哪|谁|誰|什么|什麼|啥"
    # how long the longest one is, but not how many are allowed at most
    r"|\bhow \p{Ll}+ (?:is|are|was|were|does|do|did) the\b|最\p{Han}{1,2}的.{0,12}多[少长長高重大远遠久深宽寬]"
)
_ORDINAL = r"(?:(?P<place>second|third|2nd|3rd)[- ]+)?"
# 哪个便宜, without 最: then the adjective ends the question, or nearly.
_COMPARES = r"哪\p{Han}{0,3}?(?:更|比较|比較)?(?=\p{Han}{1,2}(?:一点|一點|些|呢|的)?[\s\p{P}]*$)"
_CHINESE_BEFORE = (
    rf"(?:最|第(?P<place>[二三23])(?=\p{{Han}})|(?<!(?:和|跟|与|與|还是|還是|比|,|，|、).{{0,20}}){_COMPARES})"
)
_SIDES = tuple(
    (measure, wants_most, lazy_pattern(pattern))
    for measure, most, least, zh_most, zh_least in _WORDS
    for wants_most, english, chinese in ((True, most, zh_most), (False, least, zh_least))
    for pattern in (rf"\b{_ORDINAL}(?P<words>{english})\b", rf"{_CHINESE_BEFORE}(?P<words>{chinese})")
)
_DIGITS = lazy_pattern(r"\d")
_ASKS_WHICH_ONE = lazy_pattern(r"\b(?:which|who|whose)\b|\bwhat(?: is|'s|’s| are) the\b|哪|谁|誰")
# Also of what is not compared here: 最耐寒, the healthiest. English words that only end like one stand before the others.
_ANY_SUPERLATIVE = lazy_pattern(
    r"最(?!近|终|終)|\b(?:(?<!\bat )(?:most|least)\b|best\b|worst\b"
    r"|(?!(?:for|inter|re|w|t|gu|requ|hon|inv|sugg|prot|cont|harv|qu|ch|n|mod|arr|dig|pri|behalf|man)est\b)\p{Ll}+est\b)"
)


def says_superlative(sentence: str, asked: Superlative) -> bool:
    """Whether a sentence says in words what has the most, or the least, of what a question asks for."""
    text = fold(sentence)
    return any(
        pattern.search(text)
        for measure, wants_most, pattern in _SIDES
        if measure is asked.measure and wants_most == asked.wants_most
    )


def read_superlative(question: str) -> Superlative | None:
    """What a question wants the most or the least of, within which limits.

    None where it wants neither, or several such things, or has other figures.
    """
    asked = fold(question)
    if not (_MAY_HAVE_SUPERLATIVE.search(asked) and _ASKS_WHICH.search(asked)):
        return None
    limits, asked = read_limits(asked)
    found = [(m, side) for side in _SIDES if (m := side[2].search(asked))]
    if not found:
        return None
    match, (measure, wants_most, _) = found[0]
    place = match["place"] or ""
    rest = asked[: match.start("words")] + asked[match.end("words") :]
    if _DIGITS.search(rest.replace(place, "")) or any(side[2].search(rest) for _, side in found):
        return None
    return Superlative(measure, wants_most, _ORDINALS.get(place, 1), place + match["words"], limits)


def asks_for_superlative(question: str) -> bool:
    """Whether a question asks which one is the most of something, be it of what rows can be compared by or not."""
    asked = fold(question)
    return bool(_ASKS_WHICH_ONE.search(asked) and _ANY_SUPERLATIVE.search(asked))
