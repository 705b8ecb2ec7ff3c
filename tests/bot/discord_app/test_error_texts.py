"""Every expected error has a text in each language; any other has none."""

import pytest

import index
from bot.discord_app.cards.error_texts import error_text, strings_for
from bot.errors import (
    DateError,
    EmptyPeriodError,
    QueueFullError,
    RateLimitError,
    UnknownSourceError,
    UploadError,
)
from bot.strings import LOCALES, open_strings

EXPECTED = [
    UnknownSourceError("nowhere.txt"),
    EmptyPeriodError(since="2024-01-01", until=""),
    DateError("soon"),
    QueueFullError(50),
    RateLimitError(40.2),
    *map(UploadError, ("size", "type", "name", "text", "missing")),
    index.QueryError("The question holds no words."),
    index.QueryTooLongError(2017, 2000, unit="characters"),
    index.QueryTooLongError(1203, 1000, unit="words"),
    index.IndexNotBuiltError("There is no index."),
    index.SourcesMissingError("There are no sources."),
    index.EmbedderMismatchError("a", "b"),
    index.IndexConflictError("a"),
    index.EmbedderUnavailableError("The model cannot be loaded."),
    index.IndexDamagedError("The index cannot be opened."),
    index.DataFolderError("The folder cannot be read."),
    index.ReindexStoppedError("The reindex was stopped."),
]


@pytest.mark.parametrize("error", EXPECTED, ids=lambda error: type(error).__name__)
def test_an_expected_error_has_a_text_of_its_own_in_each_language(error):
    assert len({error_text(error, open_strings(locale)) for locale in LOCALES} - {None}) == len(LOCALES)


@pytest.mark.parametrize(
    ("error", "value"),
    [(EXPECTED[0], "nowhere.txt"), (EXPECTED[2], "soon"), (EXPECTED[3], "50"), (EXPECTED[4], "40")],
    ids=["source", "date", "queue", "rate"],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_text_names_the_value_that_is_wrong(error, value, locale):
    assert value in error_text(error, open_strings(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_too_long_and_what_has_no_words_are_told_apart(locale):
    told = [error_text(error, open_strings(locale)) for error in EXPECTED if isinstance(error, index.QueryError)]
    assert len(set(told)) == len(told) == 3
    without_words, characters, words = (text.replace(",", "") for text in told)
    assert not any(map(str.isdigit, without_words))
    assert "2017" in characters
    assert "2000" in characters
    assert "1203" in words
    assert "1000" in words


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("error", [index.EmbedderMismatchError("a", "b"), index.IndexDamagedError("x")])
def test_a_remedy_names_the_option_as_discord_shows_it(locale, error):
    strings = open_strings(locale)
    assert strings("name-full") in error_text(error, strings)


def test_an_unexpected_error_has_no_text():
    assert error_text(OSError("the disk is gone"), open_strings("en")) is None


@pytest.mark.parametrize(
    ("language", "locale", "expected"),
    [
        ("en", "zh-TW", "en"), ("zh", "", "zh-CN"), ("zh", "en-US", "zh-CN"), ("zh", "zh-TW", "zh-TW"), ("zh-TW", "", "zh-TW"),
        ("zh-HK", "", "zh-TW"), ("zh-CN", "zh-TW", "zh-CN"), ("fr", "", "en"),
    ],
)  # fmt: skip
def test_chinese_is_in_the_characters_of_the_persons_discord(language, locale, expected):
    assert strings_for(language, locale).locale == expected
