"""The chat model in the terminal: settings, doctor, ask."""

import json

import pytest

from endpoints import ENDPOINTS
from model_server import KEY, Script, error
from second_reader import SecondReader

EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"


@pytest.fixture
def endpoint(footnote, model_server, monkeypatch):
    """The command line with a chat model at the scripted endpoint."""
    monkeypatch.setenv("LLM_BASE_URL", model_server.url)
    monkeypatch.setenv("LLM_MODEL", "scripted")
    monkeypatch.setenv("LLM_API_KEY", KEY)
    return footnote


@pytest.mark.parametrize(
    ("question", "said"), [(EN, "Brindle has 42 tea houses. [1]"), (ZH, "青石桥全长186米。[1]")], ids=["en", "zh"]
)
def test_with_a_model_an_answer_is_written_and_its_engine_is_the_model(endpoint, model_server, question, said):
    model_server.plays(said)
    answer = json.loads(endpoint("ask", "--json", question).stdout)
    assert (answer["answer"], answer["engine"], answer["refused"]) == (said, "scripted", False)
    assert answer["citations"][0]["quote"] in answer["citations"][0]["text"]
    assert model_server.requests[0]["stream"]


@pytest.mark.parametrize(
    ("question", "draft", "denied", "said"),
    [(EN, "Brindle has 42 tea houses. [1]", "42", "second opinion: Brindle has 42"),
     (ZH, "青石桥全长186米。[1]", "186", "复核后略去：青石桥全长186米")],
    ids=["en", "zh"],
)  # fmt: skip
def test_why_tells_what_the_second_opinion_denied_and_the_sources_are_quoted(
    endpoint, model_server, monkeypatch, question, draft, denied, said
):
    monkeypatch.setenv("LLM_SECOND_OPINION", "true")
    model_server.answer = reader = SecondReader(draft, denies=[denied])
    assert said in endpoint("ask", "--why", question).stdout
    answer = json.loads(endpoint("ask", "--why", "--json", question).stdout)
    assert answer["why"]["denied"] == [draft.removesuffix("[1]").strip()]
    assert (answer["engine"], answer["refused"]) == ("extractive", False)
    assert len(reader.opinions) == 2
    monkeypatch.setenv("LLM_SECOND_OPINION", "false")
    answer = json.loads(endpoint("ask", "--why", "--json", question).stdout)
    assert (answer["why"]["denied"], answer["engine"]) == ([], "scripted")
    assert len(reader.opinions) == 2


def test_without_a_model_nothing_changes(footnote, model_server):
    answer = json.loads(footnote("ask", "--json", EN).stdout)
    assert answer["engine"] == "extractive"
    assert model_server.requests == []


def test_a_batch_is_written_line_by_line_and_what_the_sources_are_silent_on_costs_nothing(endpoint, model_server):
    model_server.plays("Brindle has 42 tea houses. [1]", "青石桥全长186米。[1]")
    result = endpoint("ask", "--json", "-", stdin=f"{EN}\nHow do I bake bread?\n\n{ZH}\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["engine"] for a in answers] == ["scripted", "extractive", "none", "scripted"]
    assert len(model_server.requests) == 2


@pytest.mark.parametrize(
    ("question", "line"), [(EN, "gave no usable answer"), (ZH, "没有给出可用的回答")], ids=["en", "zh"]
)
def test_a_wrong_key_is_told_to_whoever_runs_it_and_the_sources_are_quoted(
    endpoint, model_server, caplog, question, line
):
    model_server.plays(error(401, f"no {KEY}"))
    result = endpoint("ask", question)
    assert result.exit_code == 0
    assert line in result.stdout
    assert "check LLM_API_KEY" in caplog.text
    assert KEY not in result.output + caplog.text


@pytest.mark.parametrize(("missing", "given"), [("LLM_MODEL", "LLM_BASE_URL"), ("LLM_BASE_URL", "LLM_MODEL")])
def test_half_a_model_is_one_sentence_with_the_remedy(footnote, monkeypatch, missing, given):
    monkeypatch.setenv(given, "http://127.0.0.1:9/v1")
    footnote("index")
    result = footnote("ask", EN)
    assert result.exit_code == 1
    assert f"set {missing} too" in result.stderr
    assert f"set {missing} too" in footnote("doctor").stdout


@pytest.mark.parametrize("debug", [True, False])
def test_the_key_is_in_nothing_that_is_printed(endpoint, model_server, caplog, debug):
    caplog.set_level("DEBUG")
    model_server.plays(error(500, f"no {KEY}"))
    for arguments in (["ask", EN], ["doctor"], ["doctor", "--json"]):
        result = endpoint(*(["--debug"] if debug else []), *arguments)
        assert KEY not in result.output + result.stderr + caplog.text


@pytest.mark.parametrize(
    ("reply", "is_ok", "said"),
    [(Script("Hi"), True, "scripted at http://127.0.0.1"), (Script(""), False, "empty answer"), (error(401), False, "LLM_API_KEY"),
     (error(404, "no such model"), False, "LLM_MODEL=scripted"), (Script(body=b"<html>"), False, "/v1")],
    ids=["well", "empty", "key", "model", "html"],
)  # fmt: skip
def test_doctor_says_whether_the_model_can_be_reached(endpoint, model_server, reply, is_ok, said):
    endpoint("index")
    model_server.plays(reply)
    result = endpoint("doctor", "--json")
    finding = next(f for f in map(json.loads, result.stdout.splitlines()) if f["subject"] == "chat model")
    assert finding["is_ok"] == is_ok == (result.exit_code == 0)
    assert said in finding["message"]


def test_doctor_without_a_model_says_what_answers_are_made_of(footnote):
    footnote("index")
    result = footnote("doctor")
    assert result.exit_code == 0
    assert "quoted from the sources" in result.stdout


def test_doctor_examines_the_chat_model(footnote, monkeypatch, model_server):
    model_server.answer = ENDPOINTS["gpt5"]
    assert footnote("doctor", "--chat-model").exit_code == 1  # there is none
    monkeypatch.setenv("LLM_BASE_URL", model_server.url)
    monkeypatch.setenv("LLM_MODEL", "scripted")
    shown = footnote("doctor", "--chat-model")
    assert shown.exit_code == 0
    assert "max_completion_tokens" in shown.stdout
    assert "10 of 10 questions" in shown.stdout
    assert "budget_field=max_completion_tokens" in footnote("doctor").stdout
    model_server.answer = lambda _: error(401)
    refused = footnote("doctor", "--chat-model", "--json")
    assert refused.exit_code == 1
    assert "LLM_API_KEY" in refused.stdout
