"""Countries and regions by their names in either language.

From the Unicode CLDR (https://cldr.unicode.org) by the package babel, and ``country_aliases.tsv`` for other names.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import regex
from babel import Locale
from babel.core import get_global

from index.text import fold

# A country with an ending: Indian, Brazilian, Chinese, British, Iraqi.
_ADJECTIVE = regex.compile(r"(\p{Latin}{4,}?)(?:i?an|n|ese|ish|i)s?")
_NOT_OF_ONE_COUNTRY = frozenset({"english"})  # spoken in too many
_NO_COUNTRIES = frozenset({"ZZ", "001"})  # unknown, the world


def country_code(name: str) -> str | None:
    """The CLDR code of a country or region, or None for any other word.

    ``Russia``, ``Russian`` and ``俄罗斯`` are ``RU``, ``Europe`` and ``欧洲`` are ``150``.
    """
    word = fold(name)
    known = _codes_by_name()
    if word in known or not (match := _ADJECTIVE.fullmatch(word)):
        return known.get(word)
    named = {code for other, code in known.items() if other.startswith(match.group(1)) and " " not in other}
    return named.pop() if len(named) == 1 else None


def country_name(code: str, *, language: Literal["en", "zh"]) -> str:
    """The name of a country or region in a language, by its CLDR code."""
    return str(Locale(language).territories[code])


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    known: dict[str, str] = {}
    # The people of a country mostly have the name of its language.
    for language, name in Locale("en").languages.items():
        territory = get_global("likely_subtags").get(language, "").rpartition("_")[2]
        if len(territory) == 2 and len(language) == 2 and fold(name) not in _NOT_OF_ONE_COUNTRY:
            known[fold(name)] = territory
    for locale in ("en", "zh"):
        known |= {fold(name): code for code, name in Locale(locale).territories.items() if code not in _NO_COUNTRIES}
    aliases = files("index.vocabulary").joinpath("country_aliases.tsv").read_text("utf-8").splitlines()
    for line in aliases:
        name, code = line.split("\t")
        known[name] = code
    return known
