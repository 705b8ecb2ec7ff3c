"""After an update of Footnote that brings another built-in model, every command goes on by itself and says why it takes long."""

import pytest

import index
from embedders import HashingEmbedder

LOCALES = {"en": "earlier version", "zh-CN": "旧版 Footnote", "zh-TW": "舊版 Footnote"}


@pytest.fixture
def updated(footnote, monkeypatch):
    """The command line of a new version, over an index of the old one."""
    monkeypatch.setattr(index, "open_embedder", lambda *_: HashingEmbedder("builtin@aaaa"))
    assert footnote("index").exit_code == 0
    monkeypatch.setattr(index, "open_embedder", lambda *_: HashingEmbedder("builtin@bbbb"))
    return footnote


@pytest.mark.parametrize(
    ("locale", "arguments", "said"),
    [
        *((locale, ("index",), said) for locale, said in LOCALES.items()),
        # Around a question it is said in the language and the script of the question, whatever the locale.
        *((locale, ("ask", "青石桥全长多少米？"), LOCALES["zh-CN"]) for locale in LOCALES),
        ("en", ("ask", "青石橋全長多少米？"), LOCALES["zh-TW"]),
    ],
)
def test_the_index_is_built_anew_and_that_is_said_once(updated, monkeypatch, locale, arguments, said):
    monkeypatch.setenv("LOCALE", locale)
    done = updated(*arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count(said) == 1
    assert "no index yet" not in done.stderr
    assert "186米" in updated("ask", "青石桥全长多少米？").stdout
    assert said not in updated(*arguments).stderr


def test_a_full_reindex_needs_no_explanation(updated):
    done = updated("index", "--full")
    assert done.exit_code == 0
    assert LOCALES["en"] not in done.stderr
