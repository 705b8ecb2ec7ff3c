"""Numbers of the parts of laws, rules and manuals: articles, sections and chapters, however they are written."""

import regex

from index.text import HAN_DIGITS, HAN_POWERS, lazy_pattern

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = r"(?:\d{1,4}(?:\.\d{1,3}){0,4}|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\b)"
# 零〇 are nothing, 一 to 九 stand after them.
_DIGITS = {character: max(place - 1, 0) for place, character in enumerate(HAN_DIGITS)}
_CHINESE_NUMBER = rf"(?:\d{{1,4}}|[{HAN_DIGITS}十百千]{{1,7}})"
# Articles, sections and rules are all one: somebody who asks for § 12 may mean what the text calls Article 12.
_PART = lazy_pattern(
    rf"第\s{{0,2}}(?P<number>{_CHINESE_NUMBER})\s{{0,2}}(?:(?P<article>[条條节節款])|(?P<chapter>章))"
    rf"|(?:(?P<article>§{{1,2}}|\b(?:articles?|art\.|sections?|sect?\.|rules?|clauses?)(?=[\s\d]))|(?P<chapter>\bchapters?|\bch\.))"
    rf"\s{{0,2}}(?P<number>{_NUMBER})(?!\p{{L}})",
    regex.I,
)


def numbered_parts(text: str) -> list[str]:
    """The articles (``s_23``: 第23条, 第二十三条, Article XXIII, § 23) and chapters (``ch_8``) that a text names, as tokens."""
    found = []
    for match in _PART.finditer(text):
        number = _read_number(match["number"].lower())
        is_pronoun = match["number"] == "I" and match.group()[0].islower()  # the rules I know
        if number and not is_pronoun:
            found.append(f"{'s' if match['article'] else 'ch'}_{number}")
    return found


def _read_number(printed: str) -> str:
    if printed[0].isdigit():
        return printed
    if printed[0] in _ROMAN:
        values = [_ROMAN[letter] for letter in printed]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return str(_read_han(printed) or "")


def _read_han(printed: str) -> int:
    """The value of a Chinese numeral: 二十三, 一百零五, or digit by digit 二〇."""
    total = digits = 0
    for character in printed:
        if character in HAN_POWERS:
            total += (digits or 1) * 10 ** HAN_POWERS[character]
            digits = 0
        else:
            digits = 10 * digits + _DIGITS[character]
    return total + digits
