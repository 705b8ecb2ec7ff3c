"""What endpoints want is learnt from their own words, once, and kept between processes."""

import json
import threading
import time
from itertools import pairwise

import pytest

from bot.errors import ChatModelContextError, ChatModelError, ChatModelTimeoutError
from bot.strings import open_strings
from bot.writing.conformance import examine_endpoint, try_answer
from bot.writing.prompts import Message
from bot.writing.writer import Writer
from endpoints import ENDPOINTS, llama_cpp, ollama, say, text_of
from model_server import Script, error, passage
from second_reader import asked_opinion

ASKED = [Message("system", "Answer."), Message("user", "How many tea houses? 几家茶馆？")]
LEARNT = {
    "gpt5": {"budget_field": "max_completion_tokens", "takes_temperature": False},
    "gpt5-unverified": {"budget_field": "max_completion_tokens", "takes_temperature": False, "streams": False},
    "vllm": {"takes_system": False},
}
EN = open_strings("en")
EACH = pytest.mark.parametrize("name", ENDPOINTS)


@EACH
def test_each_endpoint_answers_and_what_it_wants_is_learnt_once_and_kept(open_model, model_server, tmp_path, name):
    model_server.answer = ENDPOINTS[name]
    file = tmp_path / "data" / "chat-models.json"
    model = open_model(habits_file=file)
    assert "42" in model.complete(ASKED).text
    assert model.habits.differences() == LEARNT.get(name, {})
    asked = len(model_server.requests)
    model.complete(ASKED)
    assert len(model_server.requests) == asked + 1
    again = open_model(habits_file=file)
    assert "42" in again.complete(ASKED).text
    assert len(model_server.requests) == asked + 2
    assert "sk-" not in (file.read_text("utf-8") if file.exists() else "")


@EACH
@pytest.mark.parametrize("asks_twice", [False, True], ids=["once", "twice"])
def test_the_examination_of_each_endpoint_asks_ten_questions(open_model, model_server, claim_checker, name, asks_twice):
    model_server.answer = ENDPOINTS[name]
    model = open_model()
    found = examine_endpoint(model, claim_checker, EN, asks_twice=asks_twice)
    assert any(asked_opinion(request) for request in model_server.requests) == asks_twice
    assert [trial for trial in found.trials if not trial.is_right] == []
    assert len(found.trials) == 10
    assert set(found.findings) == {
        "streaming", "one piece", "system role", "budget field", "temperature", "context", "thinking", "usage",
    }  # fmt: skip
    assert (found.findings["streaming"] == "yes") == (name != "gpt5-unverified")
    assert (found.findings["one piece"] == "yes") == (name != "qwen")
    assert (found.findings["system role"] == "yes") == (name != "vllm")
    assert (found.findings["budget field"] == "max_tokens") == (not name.startswith("gpt5"))
    assert (found.findings["thinking"] == "not seen") == (name not in {"deepseek", "qwen"})
    assert found.findings["usage"].startswith("counted")
    assert try_answer(model, is_streamed=True) == ""


@pytest.mark.parametrize(
    ("at_once", "said"), [((100, 20), "not in streams"), (None, "not counted")], ids=["one-piece", "never"]
)
def test_it_says_where_an_endpoint_counts_its_tokens(open_model, model_server, claim_checker, at_once, said):
    model_server.answer = lambda request: say(request, usage=None if request.get("stream") else at_once)
    assert said in examine_endpoint(open_model(), claim_checker, EN).findings["usage"]


@pytest.mark.parametrize(
    ("draft", "said"),
    [("Brindle has 43 tea houses. [1]", "thrown away: Brindle has 43"), ("青石桥有43家茶馆。[1]", "did not write in en"),
     ("NO_ANSWER", "NO_ANSWER")],
    ids=["false", "language", "none"],
)  # fmt: skip
def test_it_shows_what_was_written_where_the_reader_would_see_nothing_of_it(
    open_model, model_server, claim_checker, draft, said
):
    model_server.plays(draft)
    trial = examine_endpoint(open_model(), claim_checker, EN).trials[0]
    assert not trial.is_right
    assert said in trial.said(EN)
    assert trial.text == ""


def test_a_draft_that_the_checks_throw_away_is_no_wrong_answer_where_nothing_answers(
    open_model, model_server, claim_checker
):
    invented = {True: "It belongs to Disraeli. [1]", False: "是迪斯雷利设计的。[1]"}

    def invent(request):
        reply = say(request)
        return reply if reply.text != "NO_ANSWER" else Script(invented["English" in text_of(request)])

    model_server.answer = invent
    trials = examine_endpoint(open_model(), claim_checker, EN).trials
    assert all(trial.is_right for trial in trials)
    assert not any(trial.was_thrown_away for trial in trials)


@EACH
def test_never_two_messages_of_the_user_one_after_the_other(open_model, model_server, name):
    model_server.answer = lambda request: (
        reply if (reply := ENDPOINTS[name](request)).status != 200 else Script("这里有42家茶馆。[1]")
    )
    writer = Writer(open_model(context_tokens=2048, max_tokens=256))
    with pytest.raises(Exception, match="did not write in en"):
        writer.draft_answer("How many?", [passage("Brindle has 42 tea houses. " * 60)], "en")
    for request in model_server.requests:
        roles = [message["role"] for message in request["messages"]]
        assert not any(one == other == "user" for one, other in pairwise(roles))


MANY = [passage("Tea is old, and it came by ship to Brindle. " * 30, source_id=f"{i}.txt") for i in range(16)]


@pytest.mark.parametrize("cut", [ollama, llama_cpp], ids=["silently", "with-an-error"])
def test_a_smaller_context_is_found_out_and_the_prompt_made_to_fit(open_model, model_server, tmp_path, cut, caplog):
    model_server.answer = cut
    file = tmp_path / "chat-models.json"
    writer = Writer(open_model(context_tokens=16000, habits_file=file))
    draft = writer.draft_answer("How many tea houses are there?", MANY, "en")
    assert "42" in draft.text
    assert 0 < len(draft.passages) < len(MANY)
    assert len(model_server.requests) == 2
    again = Writer(open_model(context_tokens=16000, habits_file=file))
    again.draft_answer("How many tea houses are there?", MANY, "en")
    assert len(model_server.requests) == 3
    if cut is ollama:
        assert "OLLAMA_CONTEXT_LENGTH" in caplog.text


@pytest.mark.parametrize(
    ("message", "size"),
    [("This model's maximum context length is 4096 tokens. However, you requested 5200 tokens.", 3072),
     ("the request exceeds the available context size (4096 tokens), try increasing it", 3072),
     ("Range of input length should be [1, 6000]", None), ("prompt is too long", None)],
    ids=["openai", "llama.cpp", "dashscope", "other"],
)  # fmt: skip
@pytest.mark.parametrize("is_streamed", [True, False], ids=["in-stream", "status"])
def test_an_error_about_the_context_is_read_as_one(model, model_server, message, size, is_streamed):
    event = {"error": {"message": message, "code": 400, "type": "invalid_request_error"}}
    streamed = Script(body=f"data: {json.dumps(event)}\n\n".encode(), headers={"Content-Type": "text/event-stream"})
    model_server.plays(streamed if is_streamed else error(400, message))
    with pytest.raises(ChatModelContextError, match="LLM_CONTEXT_TOKENS"):
        model.complete(ASKED)
    assert size is None or model.habits.prompt_limit == size


def test_how_an_endpoint_counts_is_measured(open_model, model_server):
    model_server.answer = say
    model = open_model(context_tokens=8192)
    before = model.prompt_tokens
    long = [Message("user", "Tea is old, and it came by ship to Brindle. " * 60)]
    model.complete(long)
    assert model.habits.ratio != 1.0
    assert model.prompt_tokens != before


@pytest.mark.parametrize("kept", ["", "junk", "[]", '{"x": 7}', '{"{url} scripted": {"ratio": "wide", "streams": 3}}'])
def test_a_file_that_cannot_be_read_is_as_none(open_model, model_server, tmp_path, kept):
    file = tmp_path / "chat-models.json"
    file.write_text(kept.replace("{url}", model_server.url), "utf-8")
    model_server.plays("Yes. [1]")
    model = open_model(habits_file=file)
    assert model.habits.differences() == {}
    assert model.complete(ASKED).text


def test_effort_and_extra_body_are_sent_and_an_effort_that_is_refused_is_left_out(open_model, model_server):
    refusal = error(400, "Unrecognized request argument supplied: reasoning_effort", param="reasoning_effort")
    model_server.answer = lambda request: refusal if "reasoning_effort" in request else Script("Yes. [1]")
    model = open_model(effort="none", extra_body={"thinking": {"type": "disabled"}})
    model.complete(ASKED)
    first, second = model_server.requests
    assert first["reasoning_effort"] == "none"
    assert first["thinking"] == second["thinking"] == {"type": "disabled"}


def test_a_model_that_is_closed_ends_its_answer_and_is_not_asked_again(open_model, model_server):
    model_server.plays("Yes. [1]")
    model = open_model()
    model.close()
    with pytest.raises(ChatModelTimeoutError, match="closed"):
        model.complete(ASKED)
    assert model_server.requests == []


def test_closing_does_not_wait_for_an_answer_that_is_being_written(open_model, model_server):
    model_server.plays(Script("Yes, it has 42. [1]", pause=5.0))
    model = open_model()
    ended = []

    def ask():
        try:
            model.complete(ASKED)
        except ChatModelError as failure:
            ended.append(failure)

    thread = threading.Thread(target=ask)
    thread.start()
    while not model_server.requests:
        time.sleep(0.01)
    time.sleep(0.2)
    model.close()
    thread.join(4)
    assert not thread.is_alive()
    assert len(ended) == 1
