"""What was left out of a source, for readers."""

from typing import TYPE_CHECKING

from bot.strings.locales import Strings

if TYPE_CHECKING:  # help must not wait for the index
    from index import Omission


def omission_text(omission: "Omission", strings: Strings) -> str:
    """How much of a source was left out, and of what kinds: ``12% (short lines: 80 characters)``."""
    kinds = [strings("omission-kind", rule=rule, count=count) for rule, count in omission.characters]
    percent = max(1, round(100 * omission.share)) if omission.share else 0
    return strings("omission", percent=percent, kinds=strings("list-separator").join(kinds))
