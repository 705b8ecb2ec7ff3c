"""Where in a source a quote stands, for readers."""

import re

from bot.strings.locales import Strings

# The sheet comes first, because its name is anybody's.
_LOCATION = re.compile(
    r"(?:sheet (?P<sheet>.+), )?(?:table (?P<table>\d+), )?(?:(?P<kind>page|slide|chapter|row) (?P<number>\d+(?:–\d+)?))",
    re.DOTALL,
)


def location_text(location: str, strings: Strings) -> str:
    """A location (``page 4``, ``sheet Prices, row 12``) in the reader's language. Times and dates stay as they are."""
    match = _LOCATION.fullmatch(location)
    if not match:
        return location
    parts = [strings("location-sheet", name=match["sheet"])] if match["sheet"] else []
    parts += [strings("location-table", number=match["table"])] if match["table"] else []
    return " ".join([*parts, strings(f"location-{match['kind']}", number=match["number"])])
