import pytest

from bot.errors import (
    ChatModelBrokenError,
    ChatModelBudgetError,
    ChatModelBusyError,
    ChatModelKeyError,
    ChatModelRefusedError,
    ChatModelReplyError,
    ChatModelRequestError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
)
from bot.writing.prompts import Message
from model_server import Script, error

ASKED = [Message("system", "Answer."), Message("user", "几个? How many?")]
EVENTS = {"Content-Type": "text/event-stream"}
TEXTS = pytest.mark.parametrize(
    "text", ["It has 42 tea houses. [1]", "青石桥全长186米。[1]", "Brindle 有42家茶馆。[1]"], ids=["en", "zh", "mixed"]
)
WAYS = pytest.mark.parametrize(
    "ask", [lambda m: list(m.stream(ASKED)), lambda m: m.complete(ASKED)], ids=["stream", "whole"]
)


@TEXTS
def test_the_pieces_of_a_stream_are_the_text(model, model_server, text):
    model_server.plays(text)
    reply = model.stream(ASKED)
    with pytest.raises(ValueError, match="not all pieces"):
        _ = reply.completion
    pieces = list(reply)
    assert len(pieces) > 1
    assert "".join(pieces) == reply.completion.text == text
    assert (reply.completion.prompt_tokens, reply.completion.completion_tokens) == (100, 20)
    assert model_server.requests[0]["messages"] == [{"role": m.role, "content": m.text} for m in ASKED]


@TEXTS
def test_a_whole_answer_is_streamed_too(model, model_server, text):
    model_server.plays(Script(text, finish_reason="length"))
    completion = model.complete(ASKED)
    assert (completion.text, completion.finish_reason) == (text, "length")
    assert not completion.usage.is_estimated
    assert model_server.requests[0]["stream"]


@WAYS
def test_no_tools_are_ever_offered(model, model_server, ask):
    model_server.plays("Yes. [1]")
    ask(model)
    assert not {"tools", "functions", "tool_choice", "function_call"} & set(model_server.requests[0])


@TEXTS
def test_tokens_are_estimated_where_the_endpoint_does_not_count(model, model_server, text):
    model_server.plays(Script(text, usage=None))
    reply = model.stream(ASKED)
    list(reply)
    assert reply.completion.usage.is_estimated
    assert reply.completion.prompt_tokens > 0
    assert reply.completion.completion_tokens > 0


@WAYS
@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (error(401), ChatModelKeyError),
        (error(403), ChatModelKeyError),
        (error(402, "Insufficient Balance"), ChatModelBudgetError),
        (error(429, code="insufficient_quota"), ChatModelBudgetError),
        (error(400, code="content_filter"), ChatModelRefusedError),
        (error(400, "Content Exists Risk"), ChatModelRefusedError),
        (error(400, code="data_inspection_failed"), ChatModelRefusedError),
        (error(404, "model not found"), ChatModelRequestError),
        (error(400, "context length exceeded"), ChatModelRequestError),
        (Script("So far", finish_reason="content_filter"), ChatModelRefusedError),
        (Script(refusal="I cannot help with that."), ChatModelRefusedError),
        (Script(""), ChatModelReplyError),
        (Script("", finish_reason="length"), ChatModelReplyError),
        (Script(body=b"<html>Welcome to the hotel</html>", headers={"Content-Type": "text/html"}), ChatModelReplyError),
        (Script(body=b"{{{ not json"), ChatModelReplyError),
        (Script(body=b'{"choices": 7}'), ChatModelReplyError),
        (Script(body=b'data: {"choices": [{"delta": {"content": 5}}]}\n\n', headers=EVENTS), ChatModelReplyError),
        (Script(body=b"data: junk\n\n", headers=EVENTS), ChatModelReplyError),
    ],
    ids=["401", "403", "402", "quota", "azure-filter", "deepseek-filter", "qwen-filter", "404", "400", "filter", "refusal", "empty",
         "all-thinking", "html", "not-json", "other-json", "other-events", "junk-events"],
)  # fmt: skip
def test_what_will_not_pass_is_asked_once_and_told_by_its_kind(model, model_server, waits, failure, kind, ask):
    model_server.plays(failure)
    with pytest.raises(kind) as told:
        ask(model)
    # A stream without any event has broken off before its first piece: it is asked for once more.
    assert len(model_server.requests) == 1 + isinstance(told.value, ChatModelBrokenError)
    assert waits == []
    assert len(str(told.value).splitlines()) == 1


@WAYS
def test_429_is_tried_again_after_the_time_the_endpoint_asks_for(model, model_server, waits, ask):
    model_server.plays(error(429, headers={"Retry-After": "7"}), "Yes. [1]")
    ask(model)
    assert waits == [7.0]


@WAYS
def test_429_for_ever_is_told_after_three_tries(model, model_server, waits, ask):
    model_server.plays(error(429, headers={"Retry-After": "1"}))
    with pytest.raises(ChatModelBusyError):
        ask(model)
    assert len(model_server.requests) == 3
    assert waits == [1.0, 1.0]


def test_nobody_waits_longer_than_is_bearable(model, model_server, waits):
    model_server.plays(error(429, headers={"Retry-After": "3600"}))
    with pytest.raises(ChatModelBusyError) as told:
        model.complete(ASKED)
    assert waits == []
    assert told.value.retry_after == 3600


@WAYS
@pytest.mark.parametrize("status", [500, 502, 503, 529])
def test_a_server_that_fails_is_tried_again(model, model_server, waits, ask, status):
    model_server.plays(error(status), "Yes. [1]")
    ask(model)
    assert len(waits) == 1
    model_server.plays(error(status))
    with pytest.raises(ChatModelUnavailableError):
        ask(model)
    assert len(model_server.requests) == 5


@WAYS
def test_an_endpoint_that_is_not_there_is_tried_again_and_named(open_model, waits, ask):
    with pytest.raises(ChatModelUnavailableError, match=r"127\.0\.0\.1:9.*LLM_BASE_URL"):
        ask(open_model(base_url="http://127.0.0.1:9/v1"))
    assert len(waits) == 2


def test_a_stream_cut_in_the_middle_is_told_after_what_came(model, model_server):
    model_server.plays(Script("Brindle has 42 tea houses. [1]", cut_after=3))
    come = []
    with pytest.raises(ChatModelReplyError, match="broke off"):
        come.extend(iter(model.stream(ASKED)))
    assert len(model_server.requests) == 1


@pytest.mark.parametrize("text", ["It has 42 tea houses. [1]", "青石桥全长186米。[1]"], ids=["en", "zh"])
@pytest.mark.parametrize(
    "broken", [Script("Yes.", cut_after=0), Script("Yes.", cut_after=1)], ids=["no-event", "first-event"]
)
def test_a_stream_that_breaks_before_its_first_piece_is_asked_for_once_more(model, model_server, text, broken):
    model_server.plays(broken, text)
    assert model.complete(ASKED).text == text
    assert len(model_server.requests) == 2
    model_server.plays(broken)
    with pytest.raises(ChatModelBrokenError):
        model.complete(ASKED)
    assert len(model_server.requests) == 4


@pytest.mark.parametrize(
    "reply", [Script("Yes. [1]", silence=1.0), Script("Yes, it has. [1]", pause=1.0)], ids=["before", "between"]
)
def test_silence_is_a_time_out(open_model, model_server, reply):
    model_server.plays(reply)
    with pytest.raises(ChatModelTimeoutError):
        list(open_model(silence_seconds=0.3).stream(ASKED))
    assert len(model_server.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [Script("Yes. [1]", comments=100, pause=0.05), Script("Yes. [1]" * 40, pieces=1, pause=0.05)],
    ids=["comments", "drops"],
)
def test_a_stream_kept_alive_ends_with_the_time_for_an_answer(open_model, model_server, reply):
    model_server.plays(reply)
    with pytest.raises(ChatModelTimeoutError):
        list(open_model(timeout_seconds=0.5, silence_seconds=0.3).stream(ASKED))
