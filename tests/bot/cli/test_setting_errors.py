"""Wrong settings are told all at once, in the reader's language, each with its value unless it may be a secret, and an example."""

import pytest
import regex

from bot.setting_errors import _RULES, misspelt_settings, setting_errors
from bot.settings import BotSettings
from bot.strings import open_strings, reason_text
from index import IndexSettings
from paths import ROOT

WRONG = {
    "LOCALE": "fr", "LOG_LEVEL": "LOUD", "ASK_CHANNELS": "perhaps", "ADMIN_ROLES": "12,13", "QUEUE_LIMIT": "0", "LLM_BASE_URL": "ftp://x",
    "LLM_TIMEOUT_SECONDS": "soon", "LLM_MAX_TOKENS": "1", "LLM_REASONING_EFFORT": "VERY!", "LLM_EXTRA_BODY": "{broken", "LLM_PRICE_READ": "-1",
    "EMBED_MODEL": "", "CHROMA_URL": "http://me:secret@host", "UPLOAD_LINKS": "vielleicht", "FOLLOW_LINKS": "2",
    "EMBED_URL": "http://localhost:8080/v1", "EMBED_TOKENS": "9999", "LLM_SILENCE_SECONDS": "0", "KEEP_DAYS": "1.5", "CHROMA_INDEX": "A b",
}  # fmt: skip
# These are empty, hold a password or may, or are right and need another.
HIDDEN = {"EMBED_MODEL", "CHROMA_URL", "LLM_EXTRA_BODY", "EMBED_URL"}


# Values that hold a secret, or may, in settings that show theirs otherwise.
SECRET = {
    "LLM_BASE_URL": "http://me:canary@host", "CHROMA_URL": "http://host/?key=canary", "EMBED_URL": "host#canary",
    "LLM_EXTRA_BODY": '{"api_key": "canary"', "METRICS_PORT": "canary-key", "LOG_LEVEL": "Bearer canary-key",
}  # fmt: skip
SYSTEMS = {"en": "C", "zh-CN": "zh_CN.UTF-8", "zh-TW": "zh_TW.UTF-8"}
EXAMPLE = regex.compile(r"(?:For example|例如) (\w+)=(\S+)$")
WORDS = regex.compile(r"(?<![\w./`'\-])(?!sentence-transformers)[a-z]{2,}(?: [a-z]{2,})+")
locales = pytest.mark.parametrize("locale", SYSTEMS)


@locales
def test_all_wrong_settings_are_named_at_once(footnote, monkeypatch, locale):
    several = {name: WRONG[name] for name in ("LOCALE", "QUEUE_LIMIT", "CHROMA_URL", "UPLOAD_LINKS")}
    for name, value in {**several, "LANG": SYSTEMS[locale]}.items():
        monkeypatch.setenv(name, value)
    done = footnote("sources")
    assert done.exit_code == 1
    assert not done.stdout
    lines = done.stderr.splitlines()
    assert [EXAMPLE.search(line)[1] for line in lines] == ["UPLOAD_LINKS", "CHROMA_URL", "LOCALE", "QUEUE_LIMIT"]
    assert lines[0].startswith({"en": "Error: ", "zh-CN": "错误：", "zh-TW": "錯誤："}[locale])


@locales
@pytest.mark.parametrize("is_file", [False, True], ids=["environment", ".env"])
@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_setting_is_one_sentence_with_an_example_that_is_right(
    footnote, monkeypatch, tmp_path, name, value, locale, is_file
):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    if is_file:
        (tmp_path / ".env").write_text(f"{name}={value}\n", "utf-8")
    else:
        monkeypatch.setenv(name, value)
    done = footnote("sources")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    told = line.partition("Error: " if locale == "en" else "：")[2] or line
    assert regex.match(rf"{name}\b", told)
    assert (f"it is {value})" in told if locale == "en" else f" {value}）" in told) == (name not in HIDDEN)
    assert not any(mark in told for mark in ("^", "\\", "(?", "pydantic", "$"))
    if locale != "en":
        assert not WORDS.findall(told)
    key, example = EXAMPLE.search(told).groups()
    assert key == name
    (tmp_path / ".env").unlink(missing_ok=True)
    monkeypatch.setenv(name, example)
    if name == "EMBED_URL":  # is told what else it needs
        monkeypatch.setenv(*regex.search(r"(EMBED_MODEL)=([\w/.-]+)", told).groups())
    assert not setting_errors()


@locales
@pytest.mark.parametrize(("name", "value"), SECRET.items())
def test_a_value_that_may_hold_a_secret_is_not_shown(footnote, monkeypatch, name, value, locale):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    monkeypatch.setenv("LLM_API_KEY", "canary-key")
    monkeypatch.setenv(name, value)
    done = footnote("sources")
    assert done.exit_code == 1
    assert name in done.stderr
    assert "canary" not in done.stderr + repr(done.exception)


def test_a_long_value_and_one_with_control_characters_are_shown_in_one_short_line(footnote, monkeypatch):
    monkeypatch.setenv("QUEUE_LIMIT", "many\u202e\x1b[31m\n" * 50)
    (line,) = footnote("sources").stderr.splitlines()
    assert len(line) < 250
    assert "many" in line
    assert line.isprintable()


@locales
def test_several_wrong_items_of_a_list_are_one_wrong_setting(footnote, monkeypatch, locale):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    monkeypatch.setenv("OWNER_IDS", '["me","you"]')
    (line,) = footnote("sources").stderr.splitlines()
    assert '["me","you"]' in line


@locales
def test_every_rule_and_every_setting_has_its_words(locale):
    said = [*_RULES.values(), "must be valid JSON", "is not valid"]
    said += [str(field.description) for kind in (IndexSettings, BotSettings) for field in kind.model_fields.values()]
    strings = open_strings(locale)
    told = [reason_text(regex.sub(r"\{\w+\}", "7", words), strings) for words in said]
    assert [words.count("7") for words in told] == [regex.sub(r"\{\w+\}", "7", words).count("7") for words in said]
    if locale != "en":
        assert not [words for words in told if not regex.search(r"\p{Han}", words)]


def test_every_row_has_the_same_values_in_all_three_languages():
    for line in (ROOT / "bot" / "strings" / "settings.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            assert len({tuple(sorted(regex.findall(r"\{\w+\}", text))) for text in line.split("\t")}) == 1, line


@locales
def test_a_file_that_is_not_utf_8_is_told_with_the_remedy(footnote, monkeypatch, tmp_path, locale):
    (tmp_path / ".env").write_bytes("LLM_MODEL=模型\n".encode("gb18030"))
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    for command in (["sources"], ["ask", "x"], ["doctor"], ["run"]):
        done = footnote(*command)
        assert done.exit_code == 1
        (line,) = done.stderr.splitlines()
        assert ".env" in line
        assert "UTF-8" in line
    assert footnote("--help").exit_code == 0


@locales
def test_a_line_that_is_no_setting_is_named_once(footnote, monkeypatch, tmp_path, locale):
    (tmp_path / ".env").write_text("# mine\nLOG_LEVEL=ERROR\nis this one?\n", "utf-8")
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    (line,) = [line for line in footnote("sources").stderr.splitlines() if ".env" in line]
    assert {"en": "Line 3 of .env", "zh-CN": ".env 第 3 行不是设置", "zh-TW": ".env 第 3 行不是設定"}[locale] in line


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
