"""Wrong settings are told all at once, each in a sentence with an example, and never with a pattern or the value."""

import pytest

from bot.setting_errors import misspelt_settings, setting_errors
from bot.settings import BotSettings
from index import IndexSettings

WRONG = {
    "LOCALE": "fr", "LOG_LEVEL": "LOUD", "ASK_CHANNELS": "perhaps", "ADMIN_ROLES": "12,13", "QUEUE_LIMIT": "0", "LLM_BASE_URL": "ftp://x",
    "LLM_TIMEOUT_SECONDS": "soon", "LLM_MAX_TOKENS": "1", "LLM_REASONING_EFFORT": "VERY!", "LLM_EXTRA_BODY": "{broken", "LLM_PRICE_READ": "-1",
    "EMBED_MODEL": "", "CHROMA_URL": "http://me:secret@host", "UPLOAD_LINKS": "vielleicht", "FOLLOW_LINKS": "2",
}  # fmt: skip


def test_all_wrong_settings_are_named_at_once(footnote, monkeypatch):
    several = {name: WRONG[name] for name in ("LOCALE", "QUEUE_LIMIT", "CHROMA_URL", "UPLOAD_LINKS")}
    for name, value in several.items():
        monkeypatch.setenv(name, value)
    done = footnote("sources")
    assert done.exit_code == 1
    assert all(f"{name} " in done.stderr for name in several)
    assert done.stderr.count("For example") == len(several)


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_setting_is_one_sentence_with_an_example_that_is_right(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    (sentence,) = setting_errors()
    assert sentence.startswith(f"{name} ")
    assert not value or len(value) < 3 or value not in sentence
    assert not any(mark in sentence for mark in ("^", "\\", "(?", "pydantic", "$"))
    monkeypatch.setenv(name, sentence.rpartition(f"For example {name}=")[2])
    assert not setting_errors()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("EMBEDMODEL", "EMBED_MODEL"),
        ("LLM_APIKEY", "LLM_API_KEY"),
        ("SOURCE_DIR", "SOURCES_DIR"),
        ("UNHEARD", ""),
        ("渡轮", ""),
    ],
)
def test_a_misspelt_setting_comes_with_the_nearest(footnote, tmp_path, typed, meant):
    (tmp_path / ".env").write_text(f"{typed}=x\nLOCALE=en\n", "utf-8")
    assert misspelt_settings(tmp_path / ".env") == {typed: meant}
    told = footnote("sources").stderr
    assert (f"did you mean {meant}?" in told) == bool(meant)
    assert typed in footnote("doctor").stdout


def test_every_setting_has_an_example_or_a_default_that_is_valid(monkeypatch):
    for kind in (IndexSettings, BotSettings):
        for name, field in kind.model_fields.items():
            if field.examples:
                monkeypatch.setenv(name.upper(), field.examples[0])
    assert not setting_errors()
