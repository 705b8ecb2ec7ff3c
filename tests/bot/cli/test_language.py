"""Which language the terminal speaks where no question says it: that of the setting, else of the system."""

import pytest

from bot.cli.language import terminal_locale

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
NAMES = {
    "en": ["", "C", "C.UTF-8", "POSIX", "en_US.UTF-8", "en-GB", "de_DE.UTF-8", "ja_JP", "tzm_MA", "English_United States.1252"],
    "zh-CN": ["zh_CN.UTF-8", "zh_SG", "zh", "zh-Hans", "zh_CN.GB18030", "zh-Hans-HK", "Chinese (Simplified)_China.936"],
    "zh-TW": ["zh_TW.UTF-8", "zh_HK.Big5-HKSCS", "zh_MO", "zh-Hant", "zh-Hant-SG", "Chinese (Traditional)_Taiwan.950"],
}  # fmt: skip
EACH = [(name, locale) for locale, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("name", "locale"), EACH)
@pytest.mark.parametrize("variable", VARIABLES[1:])
def test_the_language_of_the_system_is_that_of_its_messages(monkeypatch, variable, name, locale):
    monkeypatch.setenv(variable, name)
    assert terminal_locale() == locale


def test_a_system_that_names_no_language_is_spoken_to_in_english():
    assert terminal_locale() == "en"


@pytest.mark.parametrize(
    ("given", "locale"),
    [
        ({"LC_ALL": "zh_TW.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh-TW"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh-CN"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "zh_TW:zh:en", "LANG": "en_US.UTF-8"}, "zh-TW"),
        ({"LANGUAGE": "zh_TW:zh", "LANG": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh-CN"),
    ],
)
def test_of_several_names_the_one_counts_that_gettext_takes(monkeypatch, given, locale):
    for variable, name in given.items():
        monkeypatch.setenv(variable, name)
    assert terminal_locale() == locale


@pytest.mark.parametrize("locale", ["en", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("is_file", [False, True], ids=["environment", ".env"])
def test_the_setting_comes_before_the_system(monkeypatch, tmp_path, locale, is_file):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8" if locale != "zh-TW" else "zh_CN.UTF-8")
    if is_file:
        (tmp_path / ".env").write_text(f"LOCALE={locale}\n", "utf-8")
    else:
        monkeypatch.setenv("LOCALE", locale)
    assert terminal_locale() == locale


@pytest.mark.parametrize("value", ["", "fr"])
def test_a_setting_that_is_empty_or_no_language_of_ours_leaves_it_to_the_system(monkeypatch, value):
    monkeypatch.setenv("LOCALE", value)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert terminal_locale() == "zh-TW"


def test_the_environment_comes_before_the_file(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("LOCALE=zh-CN\n", "utf-8")
    monkeypatch.setenv("LOCALE", "zh-TW")
    assert terminal_locale() == "zh-TW"


@pytest.mark.parametrize(
    ("asked", "locale"), [("青石桥有多长？", "zh-CN"), ("青石橋有多長？", "zh-TW"), ("How long is it?", "en")]
)
def test_a_chinese_question_comes_before_all(monkeypatch, asked, locale):
    monkeypatch.setenv("LOCALE", "en")
    assert terminal_locale(asked) == locale
