"""Every regular expression that the modules of Footnote keep."""

import importlib
import pkgutil
import re

import regex

import bot
import index
from index.text.lazy_patterns import _LazyPattern

_KINDS = (regex.Pattern, re.Pattern, _LazyPattern)
_DEEPEST = 3  # patterns in tables of tables


def all_patterns():
    """The patterns in the modules, by module and name."""
    found = {}
    for package in (index, bot):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    for number, pattern in enumerate(_patterns_in(value, _DEEPEST)):
                        found.setdefault(pattern.pattern, (f"{module.name}:{name}#{number}", pattern))
    return dict(found.values())


def _patterns_in(value, depth):
    if isinstance(value, _KINDS):
        yield value
    elif isinstance(value, tuple | list | set | frozenset) and depth:
        for item in value:
            yield from _patterns_in(item, depth - 1)
    elif isinstance(value, dict) and depth:
        for item in [*value, *value.values()]:
            yield from _patterns_in(item, depth - 1)


def literals_of(pattern, most=10):
    """Characters that a pattern names: texts of them get furthest into it."""
    plain = re.sub(r"\\[pP]\{[^}]*\}|\\.|\(\?[^)]{0,3}", "", pattern.pattern)
    return list(
        dict.fromkeys(character for character in plain if character.isalnum() or character in ".,:;/@%&'\"“”《（、。")
    )[:most]
