"""One numeral as printed, and its value: ``6万亿``, ``3.7 trillion``, ``22.6 per cent``, ``六成``.

The package cn2an reads Chinese numerals. This module reads what stands around them, and leaves out the words and codes
that only look like figures.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from index.text import HAN_DIGITS, HAN_NUMERALS, HAN_ONE_TO_NINE, HAN_POWERS, lazy_pattern

Kind = Literal["number", "percent", "month"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure before its neighbours are read. Its scale is kept apart: the ``10`` of ``10-15 million`` shares it."""

    mantissa: Decimal
    kind: Kind
    start: int
    end: int
    scale: Decimal = Decimal(1)

    @property
    def value(self) -> Decimal:
        """The value, scale included."""
        return self.mantissa * self.scale


_LETTER_POWERS = {"h": 2, "k": 3, "th": 3, "m": 6, "b": 9, "t": 12}

# Instead of % after a number: per cent, percent.
PERCENT_WORD = r"per\s?cent\b"
# 千 may also begin its unit: 百万千瓦.
_HAN_NUMERAL = rf"(?:[{HAN_DIGITS}两十百万亿]|千(?![瓦米克卡伏帕]))+(?:点[{HAN_DIGITS}]+(?![十分]))?"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d|,\d)|\d+)(?:\.\d+)?"
_DATE = r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)"
# Addresses, telephone numbers, versions, times.
_CODE = r"(?P<code>://[^\s\p{Han}]+|\+\d{1,3}(?:[ -]\(?\d{2,}\)?){2,}|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|\d+(?:(?:\.\d+){2,}|(?:-\d+){2,}|(?:[:：/]\d+)+))"
_SHARE = rf"(?P<whole>{_HAN_NUMERAL}|\d{{1,5}})分之(?P<part>{_HAN_NUMERAL}|{_DIGITS})|(?P<half>一半|半数)"
# A digit after letters belongs to a name (F-16, v3.11), unless the letters stand for money or time.
_NUMERAL = (
    r"(?P<sign>(?<![^\s(（：:，,为是达约])[-−](?=\d)|(?<=\p{Han})[-−](?=\d+(?:\.\d+)?\s?(?:[%％℃°]|度|摄氏))|负|零下)?(?P<nth>第)?(?:"
    r"(?:(?<![A-Za-z_.\d]|[A-Za-z]-)|(?=\d{4}年)|(?<=(?<![A-Za-z])(?:RMB|Rmb|CNY|USD|EUR|GBP|HKD|JPY|FY|Rs|mid-|pre-|post-|to-|magnitude-|top-|number-|level-|grade-|phase-|category-)))"
    rf"(?P<digits>{_DIGITS})|(?P<han>{_HAN_NUMERAL}))"
)
# Vague: 几百, 数万. But not 总数三百.
_SEVERAL = lazy_pattern(r"[几数][十百千万亿]")
# Where a figure in digits or in Chinese may stand.
PRINTED = lazy_pattern(rf"(?=[\d+:−{HAN_NUMERALS}第负半-])(?:{_DATE}|{_CODE}|{_SHARE}|{_NUMERAL})", regex.V1)
# What may follow a numeral: its scale, then what makes it a percentage, a month, a decade, an ordinal or a measure.
TAIL = lazy_pattern(
    r"""(?:(?:(?<=\d)[ ])?[多余来]?(?P<han>[百千]?万亿|[十百千]?[万亿]|个亿|百(?![度分])|千(?![克瓦米卡字伏帕])|兆(?=\p{Han}{0,3}元))
        | [\s-]?(?P<word>(?i:hundred|thousand|million|billion|trillion))s?\b
        | (?P<letters>(?i:[kb]|(?<=\.\d+|[$€£¥]\d+|\b[A-Z]{3}\s?\d+|(?<![\d,])\d\d?)m|mn|mln|bn|trn|tn))(?![A-Za-z0-9]) )?+
    (?: (?P<percent>\s?%|[\s-]{0,2}(?:per\s?cent|pct)(?:age[ ]points?)?\b|[ ]?个?百分点)
        | (?P<tenths>成)(?P<more>[二三四五六七八九](?=的|以|左右|\P{Han}|$))?(?![为立功员本分长果绩语品熟就都年人不交了型婚])
        | (?P<month>[ ]?月(?![球亮饼经]))
        | (?P<decade>[ ]?年代)
        | (?P<nth>(?:st|nd|rd|th)\b|[ ]?世纪)
        | (?i:[sxh]|k[gw]|[ckm]?m|[mkgt]b|[mkgt]hz|[kmg]wh?|ml|mg|hrs?|min|[ap]m|[cfp])(?![A-Za-z0-9]) )?+
    """,
    regex.X | regex.V1,
)
# What a lone Chinese digit may count. Before anything else it is part of a word: 三明治, 四川.
_MEASURE = lazy_pattern(
    r"[个名位倍岁次届艘架辆枚吨亩页篇章条项款层轮批种件份组套栋只段期号米秒度]|家(?!庭)|所(?!谓)|场(?!长)|(?<!四)周"
    r"|人(?![家民类])|天(?![文下才])|年|日(?!本)|小时|分钟|季度|公[里斤顷升]|千[米克瓦]|[毫厘]米|[美欧日港]?元(?![区论化朝])|卢布|英镑"
)
_YEAR_OR_NUMBER = lazy_pattern(rf"[{HAN_ONE_TO_NINE}](?:[{HAN_DIGITS}]{{3}}|[{HAN_ONE_TO_NINE}]*[零〇][{HAN_DIGITS}]*)")
_SHORT_FORM = lazy_pattern(rf"(?P<head>[^点]*?[{HAN_ONE_TO_NINE}两](?P<unit>[百千万亿]))(?P<last>[{HAN_ONE_TO_NINE}])")
_NON_DIGITS = lazy_pattern(r"[^\d.]")
_TWO_DIGITS = lazy_pattern(rf"[{HAN_ONE_TO_NINE}两]{{2}}")
_UNITS_ALONE = lazy_pattern("[百千](?:万亿|万|亿)|万亿")


# Set by hand, far above any real figure: it keeps the readers quick.
_LONGEST_NUMERAL = 32


def read_numeral(text: str, match: regex.Match[str]) -> Reading | None:
    """The numeral of a match of ``PRINTED``, with what follows it; None where it is not a figure."""
    run = match["digits"] or match["han"]
    mantissa, tail = parse_numeral(run), TAIL.match(text, match.end())
    if (
        tail is None
        or mantissa is None
        or _SEVERAL.match(text, max(match.start() - 1, 0))
        or text[tail.end() :][:1] == "几"
    ):
        return None
    if match["digits"]:
        following = text[tail.end() : tail.end() + 1]
        is_figure = not _is_code(run) and not (following == "_" or (following.isascii() and following.isalpha()))
    else:
        is_figure = (
            mantissa > 1 if match["nth"] else _is_amount(run, text, match.end(), has_tail=tail.end() > match.end())
        )
    if not is_figure:
        return None
    is_negative = match["sign"] or text[max(match.start() - 6, 0) : match.start()].lower() == "minus "
    return apply_tail(-mantissa if is_negative else mantissa, tail, match.start())


def parse_numeral(run: str) -> Decimal | None:
    """The value of a numeral in digits or in Chinese characters; None where it is not well formed."""
    if len(run) > _LONGEST_NUMERAL:
        return None
    if run[0].isdecimal():
        return Decimal(_NON_DIGITS.sub("", run))
    if short := _SHORT_FORM.fullmatch(run):  # 一万二: three zeros are left out
        last = HAN_ONE_TO_NINE.index(short["last"]) + 1
        return (parse_numeral(short["head"]) or Decimal(0)) + last * Decimal(10) ** (HAN_POWERS[short["unit"]] - 1)
    whole = run.partition("点")[0]
    if _TWO_DIGITS.search(whole) and not _YEAR_OR_NUMBER.fullmatch(whole):
        return None
    try:
        import cn2an  # noqa: PLC0415 - compiles its tables when it is imported

        return Decimal(str(cn2an.cn2an("一" + run if run[0] in "百千万亿" else run, "normal")))
    except (ValueError, KeyError):  # cn2an looks a unit up before it has checked that the numeral is well formed
        return None


def _is_code(digits: str) -> bool:
    """Whether ungrouped digits look like a telephone or reference number."""
    return digits.isdecimal() and (
        len(digits) > 2 if digits[0] == "0" else len(digits) > 9 and not digits.endswith("0000")
    )


def _is_amount(run: str, text: str, end: int, *, has_tail: bool) -> bool:
    """Whether a Chinese numeral is an amount: it has two characters, a unit, or a noun that it counts."""
    if run in {"一", "零", "〇"}:
        return has_tail and run == "一"
    if run[0] in "百千万亿" and not _UNITS_ALONE.fullmatch(run):
        return False
    return has_tail or (len(run) > 1 and run != "千万") or _MEASURE.match(text, end) is not None


def apply_tail(mantissa: Decimal, tail: regex.Match[str], start: int) -> Reading:
    """A numeral with the scale and the kind that its tail, a match of ``TAIL``, gives it."""
    power = 0
    kind: Kind = "number"
    if tail["han"]:
        power = sum(HAN_POWERS.get(unit, 0) for unit in tail["han"])
    elif word := (tail["word"] or tail["letters"] or "").lower():
        power = _LETTER_POWERS.get(word[:2], _LETTER_POWERS[word[0]])
    if tail["percent"]:
        kind = "percent"
    elif tail["tenths"] and abs(mantissa) <= 10:
        kind, mantissa = "percent", mantissa * 10 + ("零" + HAN_ONE_TO_NINE).index(tail["more"] or "零")
    elif tail["month"] and 1 <= mantissa <= 12:
        kind = "month"
    elif tail["decade"] and mantissa in range(30, 100, 10):
        mantissa += 1900
    return Reading(mantissa, kind, start, tail.end(), Decimal(10) ** power)
