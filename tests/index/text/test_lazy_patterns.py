import importlib
import pkgutil

import regex

import bot
import index
from index.text.lazy_patterns import _LazyPattern, lazy_pattern


def test_a_lazy_pattern_matches_as_a_compiled_one():
    lazy, compiled = (
        lazy_pattern(r"(?<year>\d{4})年|in (?<year>\d{4})", regex.I),
        regex.compile(r"\d{4}年|in \d{4}", regex.I),
    )
    for text in ("2024年 In 1999", "没有", ""):
        assert [m.group() for m in lazy.finditer(text)] == [m.group() for m in compiled.finditer(text)]
        assert lazy.sub("-", text) == compiled.sub("-", text)
        assert bool(lazy.search(text)) == bool(compiled.search(text))
    assert lazy.search("2024年")["year"] == "2024"


def lazy_patterns(value):
    """The lazy patterns in a module's constants, also within tuples, lists and tables."""
    if type(value) is _LazyPattern:
        yield value
    elif isinstance(value, dict):
        yield from (found for item in (*value, *value.values()) for found in lazy_patterns(item))
    elif isinstance(value, (tuple, list)):
        yield from (found for item in value for found in lazy_patterns(item))


def test_every_lazy_pattern_compiles():
    patterns = []
    for package in (bot, index):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                constants = vars(importlib.import_module(module.name))
                patterns += [
                    found
                    for name, value in constants.items()
                    if name != "__builtins__"
                    for found in lazy_patterns(value)
                ]
    assert len(patterns) > 100
    for pattern in patterns:
        assert pattern.search is not None
