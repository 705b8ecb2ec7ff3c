import gc
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


def test_every_lazy_pattern_compiles():
    for package in (bot, index):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    patterns = [found for found in gc.get_objects() if type(found) is _LazyPattern]
    assert len(patterns) > 100
    for pattern in patterns:
        assert pattern.search is not None
