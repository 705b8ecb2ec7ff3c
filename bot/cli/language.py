"""The language that the terminal speaks: that of a Chinese question, else of the setting LOCALE, else of the system."""

import locale
import os
import re
from contextlib import suppress
from pathlib import Path

# The regions and scripts of traditional Chinese, as POSIX (zh_TW), BCP 47 (zh-Hant) and Windows (Chinese_Taiwan) say them.
_TRADITIONAL = {"tw", "hk", "mo", "hant", "traditional", "taiwan", "hong", "macao", "macau"}
_SIMPLIFIED = {"hans", "simplified"}


def terminal_locale(asked: str = "") -> str:
    """``en``, ``zh-CN`` or ``zh-TW``: the script of what is asked in Chinese, else the setting, else the system's language."""
    if not asked.isascii():
        from bot.strings import open_strings_like  # noqa: PLC0415 - this and the next take long to import
        from index import question_language  # noqa: PLC0415

        if question_language(asked) == "zh":
            return open_strings_like("zh", asked).locale
    return _named(_setting()) or _named(_system()) or "en"


def first_beyond_ascii(typed: list[str]) -> str:
    """The first of some arguments that may be Chinese, such as the question; empty where there is none."""
    return next((argument for argument in typed if not argument.isascii()), "")


def _setting() -> str:
    """``LOCALE`` of the environment or ``.env``. It must be known where other settings are wrong, and without waiting for them."""
    given = {name.upper(): value for name, value in os.environ.items()}
    if "LOCALE" not in given and Path(".env").exists():
        from dotenv import dotenv_values  # noqa: PLC0415

        with suppress(OSError, UnicodeDecodeError):
            given |= {name.upper(): value or "" for name, value in dotenv_values(".env").items()}
    return given.get("LOCALE", "")


def _system() -> str:
    """The language of messages in the environment, as gettext takes it; where it has none, that of the system."""
    given = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, given), None) or locale.getlocale()[0] or ""
    is_plain = chosen.partition(".")[0] in {"", "C", "POSIX"}  # then LANGUAGE does not count
    return (not is_plain and os.environ.get("LANGUAGE", "").partition(":")[0]) or chosen


def _named(name: str) -> str:
    """The locale of ours for a name such as ``zh_TW.UTF-8``; empty where there is none."""
    parts = set(re.split(r"[^a-z]+", name.lower()))
    if parts & {"zh", "chinese"}:
        return "zh-TW" if parts & _TRADITIONAL and not parts & _SIMPLIFIED else "zh-CN"
    return "en" if parts & {"en", "english"} else ""
