"""The texts that people read, in English, simplified and traditional Chinese, as Project Fluent files."""

from bot.strings.locales import LOCALES, Strings, open_strings, open_strings_like
from bot.strings.locations import location_text
from bot.strings.omissions import omission_text
from bot.strings.reasons import reason_text
from bot.strings.sections import section_text

__all__ = [
    "LOCALES",
    "Strings",
    "location_text",
    "omission_text",
    "open_strings",
    "open_strings_like",
    "reason_text",
    "section_text",
]
