"""Sources as choices of a command option, and the source a person chose."""

import pytest

from bot.discord_app.cards.source_choices import chosen_source_id, matching_sources, source_ids_in_period
from bot.errors import DateError, EmptyPeriodError, UnknownSourceError
from index import Source

LONG_ID = "folder/" * 20 + "a.txt"
SOURCES = [
    (Source("tea.txt", "The Tea Houses", "tea.txt", published="2024-05-06"), 3),
    (Source("bridge.txt", "青石橋的故事", "bridge.txt", published="2023-01-02"), 2),
    (Source(LONG_ID, "Long " * 40, LONG_ID), 1),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("TEA h", ["tea.txt"]), ("青石桥", ["bridge.txt"]), (".txt", ["tea.txt", "bridge.txt", LONG_ID]), ("nowhere", [])],
    ids=["case", "script variant", "id", "none"],
)
def test_a_choice_contains_the_typed_text_and_leads_back_to_its_source(typed, found):
    choices = matching_sources(SOURCES, typed)
    assert [chosen_source_id(SOURCES, value) for _, value in choices] == found
    assert all(1 <= len(text) <= 100 for choice in choices for text in choice)


def test_no_more_choices_are_offered_than_discord_takes():
    assert len(matching_sources(SOURCES * 20, "")) == 25


@pytest.mark.parametrize("value", ["tea.txt", "the tea houses"], ids=["id", "title"])
def test_a_source_may_be_typed_by_id_or_title(value):
    assert chosen_source_id(SOURCES, value) == "tea.txt"


def test_a_source_that_is_not_there_is_an_error():
    with pytest.raises(UnknownSourceError):
        chosen_source_id(SOURCES, "nowhere")


def test_a_period_takes_the_sources_with_a_date_in_it():
    assert source_ids_in_period(SOURCES, source=None, since="2024", until="") == ["tea.txt"]
    assert source_ids_in_period(SOURCES, source="bridge.txt", since="", until="2023-01") == ["bridge.txt"]
    with pytest.raises(EmptyPeriodError):
        source_ids_in_period(SOURCES, source="tea.txt", since="", until="2023")
    with pytest.raises(DateError):
        source_ids_in_period(SOURCES, source=None, since="soon", until="")
