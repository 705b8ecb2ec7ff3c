"""Patterns that are compiled when they are first used."""

from functools import cached_property
from typing import Any, cast

import regex


class _LazyPattern:
    """Stands for a compiled pattern, and has its methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the compiled pattern, which is then kept as an attribute of this object."""
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value

    @cached_property
    def _compiled(self) -> "regex.Pattern[str]":
        return regex.compile(self.pattern, self.flags)


def lazy_pattern(pattern: str, flags: int = 0) -> "regex.Pattern[str]":
    """A pattern that is compiled with its first use; an error in it shows only then.

    For patterns that take about a millisecond to compile and that not every command needs: together they took as long as
    the answer to a question. Functions of ``regex`` do not take it, call its methods.
    """
    return cast("regex.Pattern[str]", _LazyPattern(pattern, flags))
