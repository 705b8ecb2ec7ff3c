"""The numbers that Word puts before paragraphs (``2.3``, ``第三条``, ``(b)``), which are not in their text."""

from collections import defaultdict
from typing import Any, NamedTuple

import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN_DIGITS = "零一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LAST_LEVEL = 8


class _Level(NamedTuple):
    """How the paragraphs of one level of a list are numbered. ``is_legal``: the numbers of higher levels are digits too."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    is_legal: bool = False


class Numbering:
    """Counts the numbered paragraphs of a document, which have to be asked for in order."""

    def __init__(self, part: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by abstract list and level
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if part is not None:
            self._read(part)

    def _read(self, part: Any) -> None:
        for abstract in part.iter(f"{_W}abstractNum"):
            own = self._levels.setdefault(abstract.get(f"{_W}abstractNumId"), {})
            for level in abstract.iter(f"{_W}lvl"):
                own[_number(level.get(f"{_W}ilvl"), 0)] = _Level(
                    _number(_value(level, "start", "1"), 1), _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""),
                    level.find(f"{_W}isLgl") is not None,
                )  # fmt: skip
        for number in part.iter(f"{_W}num"):
            key = number.get(f"{_W}numId")
            self._lists[key] = _value(number, "abstractNumId", "")
            for override in number.iter(f"{_W}lvlOverride"):
                if start := _value(override, "startOverride", ""):
                    self._starts[key, _number(override.get(f"{_W}ilvl"), 0)] = _number(start, 1)

    def label(self, list_id: str, level: int) -> str | None:
        """The number of the next paragraph of a list at a level, empty for a bullet; None where there is no such list."""
        abstract = self._lists.get(list_id)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return None
        counts = self._counts[abstract]
        start = self._starts.pop((list_id, level), None)
        counts[level] = start if start is not None else counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, _LAST_LEVEL + 1):
            counts.pop(deeper, None)
        own = levels[level]
        if own.kind in ("bullet", "none"):
            return ""

        def count_of(match: regex.Match[str]) -> str:
            at = int(match[1]) - 1
            of_level = levels.get(at, _Level())
            return format_count(counts.get(at, of_level.start), "decimal" if own.is_legal else of_level.kind)

        return regex.sub(r"%([1-9])", count_of, own.text).strip()


def format_count(count: int, kind: str) -> str:
    """A number in one of Word's formats; in digits where the format is not known."""
    if kind in _CHINESE:
        return _han_number(count, _HAN_DIGITS, "十百千")
    if kind == "chineseLegalSimplified":
        return _han_number(count, _FORMAL_DIGITS, "拾佰仟")
    if kind == "ideographTraditional":
        return _STEMS[(count - 1) % len(_STEMS)]
    if kind == "ideographZodiac":
        return _BRANCHES[(count - 1) % len(_BRANCHES)]
    if kind.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (count // value)
            count %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _han_number(count: int, digits: str, units: str) -> str:
    if not 0 < count < 10_000:
        return str(count)
    text = ""
    for position, digit in enumerate(map(int, str(count))):
        unit = len(str(count)) - position - 2
        if digit:
            text += digits[digit] + (units[unit] if unit >= 0 else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if text.startswith("一十") else text


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{_W}{name}")
    return str(child.get(f"{_W}val", default)) if child is not None else default


def _number(text: str | None, default: int) -> int:
    return int(text) if text and regex.fullmatch(r"-?\d{1,6}", text) else default
