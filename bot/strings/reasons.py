"""Why a file is not read, what a command cannot do and how it is used, in the reader's language."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.strings.locales import Strings

_FILES = ("errors.tsv", "usage.tsv", "settings.tsv", "reasons.tsv")
_VALUE = re.compile(r"\{(\w+)\}")
# Longer ones hold a message of a library, and stay as they are. Set by hand.
_LONGEST_REASON = 1000
_DEEPEST = 3


class _Reason(NamedTuple):
    pattern: re.Pattern[str]
    texts: dict[str, str]  # by locale


def reason_text(reason: str, strings: Strings) -> str:
    """The reason of a ``Failure``, or the message of an error, in the reader's language; as it is where it has no translation."""
    return reason if strings.locale == "en" else _translate(reason, strings.locale, depth=0)


def _translate(reason: str, locale: str, *, depth: int) -> str:
    if depth == _DEEPEST or len(reason) > _LONGEST_REASON:
        return reason
    for known in _reasons():
        if match := known.pattern.fullmatch(reason):
            values = {name: _translate(value, locale, depth=depth + 1) for name, value in match.groupdict().items()}
            return _VALUE.sub(lambda value: values[value.group(1)], known.texts[locale])  # noqa: B023 - used at once
    return reason


@lru_cache(maxsize=1)
def _reasons() -> list[_Reason]:
    lines = [line for name in _FILES for line in files(__package__).joinpath(name).read_text("utf-8").splitlines()]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        _Reason(_pattern(english), {"zh-CN": simplified, "zh-TW": traditional})
        for english, simplified, traditional in rows
    ]


def _pattern(english: str) -> re.Pattern[str]:
    """What a reason matches: its words, and any text for each value in braces."""
    parts = _VALUE.split(english)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)), re.DOTALL
    )
