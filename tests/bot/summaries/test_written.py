"""Summaries written by a scripted model, from the command line to the points."""

import json

import pytest

from bot.summaries.periods import published_between
from index import Source, detect_language
from model_server import Script, error
from summary_model import Model


@pytest.fixture
def endpoint(footnote, model_server, monkeypatch):
    monkeypatch.setenv("LLM_BASE_URL", model_server.url)
    monkeypatch.setenv("LLM_MODEL", "scripted")
    model_server.answer = Model()
    return footnote


def summed_up(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        (["tea.txt"], "en", "Brindle has 42 tea houses."),
        (["bridge.txt"], "zh", "青石桥全长186米，建于清朝末年。"),
        (["clinic.md", "--language", "zh"], "zh", "夜间诊所有12张床位和3名医生，每晚平均接待40名病人。"),
        (["--topic", "tea houses"], "en", "Brindle has 42 tea houses."),
        (["--topic", "石狮子"], "zh", "青石桥全长186米，建于清朝末年。"),
    ],
    ids=["en", "zh", "mixed", "topic-en", "topic-zh"],
)
def test_a_written_summary_is_cited_point_by_point(endpoint, model_server, arguments, language, said):
    model_server.answer = Model(spoil=lambda line: line if detect_language(line) == language else "")
    made = summed_up(endpoint("summary", "--json", *arguments))
    assert (made["engine"], made["language"]) == ("scripted", language)
    assert said in [point["text"] for point in made["points"]]
    quotes = {citation["label"]: citation["quote"] for citation in made["citations"]}
    assert {label for point in made["points"] for label in point["labels"]} == set(quotes)
    assert all(point["text"] in made["summary"] for point in made["points"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_source_in_the_other_language_is_summed_up_in_the_one_asked_for(endpoint, model_server, language):
    said, source = {
        "en": ("- The bridge is 186 metres long. [1]", "bridge.txt"), "zh": ("- Brindle有42家茶馆。[1]", "tea.txt"),
    }[language]  # fmt: skip
    model_server.answer = None
    model_server.plays(said)
    made = summed_up(endpoint("summary", "--json", "--language", language, source))
    assert (made["language"], made["engine"]) == (language, "scripted")
    assert made["summary"].startswith(said[2:].split(".")[0].split("。")[0])


def test_in_the_terminal_the_words_a_point_rests_on_stand_below(endpoint, model_server):
    model_server.answer = None
    model_server.plays("- There are 42 tea houses in Brindle. [1]")
    shown = endpoint("summary", "tea.txt", "--language", "en").stdout
    assert shown.startswith("There are 42 tea houses in Brindle. [1]")
    assert "    “Brindle has 42 tea houses.”" in shown


@pytest.mark.parametrize(
    "failure",
    [error(500), error(401), Script("- Brindle has 57 tea houses. [1]"), Script("NO_ANSWER")],
    ids=["500", "401", "altered", "none"],
)
def test_where_the_model_gives_nothing_the_sources_are_quoted_with_a_line_that_says_so(endpoint, model_server, failure):
    model_server.answer = None
    model_server.plays(failure)
    made = summed_up(endpoint("summary", "--json", "tea.txt"))
    assert made["engine"] == "extractive"
    assert made["summary"].splitlines()[0].endswith("own words:")
    assert "57" not in made["summary"]
    assert [p["text"] for p in made["points"]] == [c["quote"] for c in made["citations"]]


@pytest.mark.parametrize("topic", ["submarine cables", "怎么种水稻"], ids=["en", "zh"])
def test_on_a_topic_the_sources_are_silent_on_no_model_is_asked(endpoint, model_server, topic):
    endpoint("index")
    made = summed_up(endpoint("summary", "--json", "--topic", topic))
    assert made["points"] == []
    assert model_server.requests == []


def test_what_is_far_too_long_is_read_where_its_most_central_sentences_are(endpoint, corpus, model_server, monkeypatch):
    monkeypatch.setenv("LLM_CONTEXT_TOKENS", "2000")
    monkeypatch.setenv("LLM_MAX_TOKENS", "256")
    monkeypatch.setattr("bot.summaries.written._MOST_PARTS", 2)
    monkeypatch.setattr("bot.summaries.written._CENTRAL_SENTENCES", 8)
    told = "\n\n".join(
        f"House number {i} of the street has {i * 3} rooms and a garden with {i + 5} old trees. " * 3
        for i in range(300)
    )
    (corpus / "street.txt").write_text(f"Street\n\n{told}\n", "utf-8")
    made = summed_up(endpoint("summary", "--json", "street.txt"))
    assert made["engine"] == "scripted"
    assert len(model_server.requests) <= 4


@pytest.mark.parametrize("with_model", [True, False], ids=["written", "quoted"])
def test_a_period_takes_only_sources_published_in_it(footnote, model_server, monkeypatch, with_model):
    if with_model:
        monkeypatch.setenv("LLM_BASE_URL", model_server.url)
        monkeypatch.setenv("LLM_MODEL", "scripted")
        model_server.answer = Model(spoil=lambda line: line if "clinic" in line else "")
    made = summed_up(
        footnote("summary", "--json", "--all", "--language", "en", "--since", "2024-05-06", "--until", "2024-05-06")
    )
    assert {citation["source_id"] for citation in made["citations"]} == {"clinic.md"}
    none = footnote("summary", "--all", "--since", "2024-05-07")
    assert none.exit_code == 1
    assert "since 2024-05-07" in none.stderr
    assert footnote("summary", "tea.txt", "--since", "2024-05-07").exit_code == 2
    assert footnote("summary", "--all", "--since", "yesterday").exit_code == 2


def test_sources_without_a_date_are_in_no_period():
    sources = [
        Source("a", "A", "a", published="2024-05-06"),
        Source("b", "B", "b"),
        Source("c", "C", "c", published="2025-01-01"),
    ]
    assert published_between(sources) == ["a", "c"]
