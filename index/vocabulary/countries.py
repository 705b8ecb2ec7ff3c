"""Countries and parts of the world by their names in either language, after the Unicode CLDR (https://cldr.unicode.org)."""

from functools import lru_cache
from typing import Literal

import regex
from babel import Locale
from babel.core import get_global

from index.text import fold

_ALSO = {
    "us": "US", "u.s": "US", "u.s.": "US", "usa": "US", "america": "US", "uk": "GB", "u.k": "GB", "u.k.": "GB", "britain": "GB",
    "eu": "EU", "un": "UN", "欧洲联盟": "EU", "联合国": "UN", "英": "GB", "香港": "HK", "澳门": "MO", "俄国": "RU", "北韩": "KP", "南韩": "KR",
}  # fmt: skip
# Indian, Brazilian, Chinese, British, Iraqi: the country with an ending.
_ADJECTIVE = regex.compile(r"(\p{Latin}{4,}?)(?:i?an|n|ese|ish|i)s?")
_NO_ADJECTIVES = frozenset({"english"})  # of too many countries
_NOWHERE = frozenset({"ZZ", "001"})  # unknown, the world


def country_code(name: str) -> str | None:
    """The CLDR code of a country or region, or None for any other word.

    ``Russia``, ``Russian`` and ``俄罗斯`` are ``RU``, ``Europe`` and ``欧洲`` are ``150``.
    """
    word = fold(name)
    known = _codes()
    if word in known or not (match := _ADJECTIVE.fullmatch(word)):
        return known.get(word)
    named = {code for other, code in known.items() if other.startswith(match.group(1)) and " " not in other}
    return named.pop() if len(named) == 1 else None


def country_name(code: str, *, language: Literal["en", "zh"]) -> str:
    """What a language calls the country or region of a code."""
    return str(Locale(language).territories[code])


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    known: dict[str, str] = {}
    # A people is mostly called as its language.
    for language, name in Locale("en").languages.items():
        territory = get_global("likely_subtags").get(language, "").rpartition("_")[2]
        if len(territory) == 2 and len(language) == 2 and fold(name) not in _NO_ADJECTIVES:
            known[fold(name)] = territory
    for locale in ("en", "zh"):
        known |= {fold(name): code for code, name in Locale(locale).territories.items() if code not in _NOWHERE}
    return known | _ALSO
