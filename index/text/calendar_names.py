"""Names of months and weekdays in both languages, from ``calendar.tsv``."""

from index.text.tables import read_table

_ROWS = read_table("index.text", "calendar.tsv")


def _names(kind: str) -> tuple[str, ...]:
    return tuple(name for row_kind, name, _, _ in _ROWS if row_kind == kind)


def _abbreviations(kind: str) -> tuple[str, ...]:
    return tuple(word for row_kind, _, words, _ in _ROWS if row_kind == kind for word in words.split())


# In the order of the calendar, with their capitals. A week begins on Monday.
MONTHS, MONTH_ABBREVIATIONS = _names("month"), _abbreviations("month")
WEEKDAYS, WEEKDAY_ABBREVIATIONS = _names("weekday"), _abbreviations("weekday")
# Abbreviations and months that are also names or other words: Theresa May, a long march.
AMBIGUOUS_MONTHS = ("March", "May", "Jan", "Mar", "Jun")
# The character after 周, 星期 or 礼拜, and which day it means: 0 for Monday.
WEEKDAY_BY_CHARACTER = {
    character: WEEKDAYS.index(name)
    for kind, name, _, characters in _ROWS
    if kind == "weekday"
    for character in characters
}
WEEKDAY_CHARACTERS = "".join(WEEKDAY_BY_CHARACTER)
