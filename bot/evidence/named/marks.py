"""Things told apart by a number or letter after their name: what is said of the Corvo 3 says nothing of the Corvo 5."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from bot.evidence.named.scope import asks_for_neighbour, covers_others
from index import MONTHS, WEEKDAYS, fold, lazy_pattern, measured_units

# Words before a number that do not name what has it. Months and years are read as dates.
_NO_NAMES = frozenset(
    "the and for with from over under about around between than some only just after before since until till during per each every all "
    "are was were has have had been page pages item items total nearly almost exactly least most like costs cost price".split()
) | {fold(name) for name in (*MONTHS, *WEEKDAYS)}
_MORE_LETTERS = r"(?:\s?(?:,|/|&|、|and|or|to|–|-|和|与|及|或)\s?(?:[A-Z](?![\p{L}\d'’]|\.\s?\p{L})|\d{1,4}(?![\d.,%°]*\d|\s?[%°])))*"
# A name and a number or capital: Corvo 3, Vitamin B, Hepatitis B and C. In Chinese also before what it is a mark of: B座, 甲组.
_LATIN = lazy_pattern(
    r"(?<![\p{L}\p{N}])(?P<name>\p{Latin}{3,}) (?P<marks>(?:(?!I\b)[A-Z](?![\p{L}\d'’]|\.\s?\p{L})|\d{1,4}(?![\p{L}\d]|[.,]\d|\s?[%°]))"
    rf"{_MORE_LETTERS})"
)
_CHINESE_KINDS = "座|栋|棟|楼|樓|馆|館|厅|廳|组|組|班|区|區|出口|口|级|級|类|類|型|队|隊|场|場|方案|套餐|计划|計劃"
_BEFORE_KIND = lazy_pattern(
    rf"(?<![\p{{Latin}}\d])(?P<marks>[A-Za-z甲乙丙丁](?:[、，,和与及或/][A-Za-z甲乙丙丁])*)(?P<name>{_CHINESE_KINDS})"
)
# 星火4, where no measure word follows: 共有3人 counts.
_AFTER_HAN = lazy_pattern(
    r"(?P<name>\p{Han}{2})(?P<marks>\d{1,2})(?![\d.,:：/%℃°+-]|\s?[年月日号號时時点點分秒人个個只隻次元块塊岁歲条條篇层層楼樓栋棟室集期季章节節周週课課卷轮輪步班级級组"
    r"組队隊册冊本张張台臺家间間天夜米公千里斤吨噸升度名位届屆万萬亿億百倍成杯片盒种種件份至到~～—–])"
)
_LONGEST_UNIT = 12
_BOUND = lazy_pattern(r"(?i)\s?(?:\+|(?:or|and) (?:later|newer|higher|above|up)\b|[以及]?(?:上|后|後))")

Marks = Mapping[str, frozenset[str]]


@lru_cache(maxsize=512)
def marks_of(text: str) -> Marks:
    """The marks of each name in a text, both folded: the numbers and letters that stand after it."""
    return _collect(_read(text))


def _collect(read: Iterable[tuple[str, set[str]]]) -> Marks:
    found: dict[str, set[str]] = {}
    for name, marks in read:
        found.setdefault(name, set()).update(marks)
    return {name: frozenset(marks) for name, marks in found.items()}


def asked_marks(question: str) -> Marks:
    """The marks of the names in a question, typed in lower case too; none where it asks for what comes before or after."""
    return {} if asks_for_neighbour(question) else _collect(_read(question, is_typed=True))


def has_other_mark(asked: Marks, sentence: str, headings: Sequence[str]) -> bool:
    """Whether a sentence, or else the nearest heading that has one, gives a name of those ``asked`` other marks, and not theirs."""
    if not asked or covers_others(sentence):
        return False
    return any(_is_other(name, marks, (sentence, *headings)) for name, marks in asked.items())


def _is_other(name: str, marks: frozenset[str], texts: Sequence[str]) -> bool:
    found = [marks_of(text).get(name, frozenset()) for text in texts]
    return any(found) and not any(marks & own for own in found)


def _read(text: str, *, is_typed: bool = False) -> Iterator[tuple[str, set[str]]]:
    for match in _LATIN.finditer(text):
        name = fold(match["name"])
        is_name = is_typed or match["marks"][0].isupper() or match["name"] != match["name"].lower()
        amount = text[match.start("marks") : match.end() + _LONGEST_UNIT]
        is_amount = match["marks"][-1].isdecimal() and measured_units(amount) - {""}
        if name not in _NO_NAMES and is_name and not is_amount and not _BOUND.match(text, match.end()):
            yield name, set(regex.findall(r"[A-Z]|\d+", match["marks"]))
    for pattern in (_BEFORE_KIND, _AFTER_HAN):
        for match in pattern.finditer(text):
            if not _BOUND.match(text, match.end()):
                yield match["name"], set(regex.findall(r"[A-Z甲乙丙丁]|\d+", match["marks"].upper()))
