"""What happens while an endpoint is down, and what endpoints want put differently."""

import time

import pytest

from bot.errors import ChatModelError, ChatModelRequestError, ChatModelUnavailableError
from bot.writing.prompts import Message
from model_server import Script, error

ASKED = [Message("user", "How many? 几个?")]
WAYS = pytest.mark.parametrize(
    "ask", [lambda m: list(m.stream(ASKED)), lambda m: m.complete(ASKED)], ids=["stream", "whole"]
)


def fail(model, ask, times=3):
    for _ in range(times):
        with pytest.raises(ChatModelError):
            ask(model)


@WAYS
@pytest.mark.parametrize(
    "down",
    [error(503), error(429), Script(body=b"<html>"), Script("Yes. [1]", finish_reason=None)],
    ids=["503", "429", "junk", "cut"],
)
def test_after_three_answers_that_did_not_come_the_endpoint_is_left_alone(model, model_server, ask, down):
    model_server.plays(down)
    fail(model, ask)
    asked = len(model_server.requests)
    model_server.plays("Yes. [1]")
    with pytest.raises(ChatModelUnavailableError, match="3 times in a row"):
        ask(model)
    assert len(model_server.requests) == asked


@WAYS
def test_after_a_rest_one_question_tries_the_endpoint_again(open_model, model_server, ask):
    model = open_model(rest_seconds=0.2)
    model_server.plays(Script(body=b"<html>"))
    fail(model, ask)
    time.sleep(0.3)
    fail(model, ask, times=1)  # down still: left alone at once
    asked = len(model_server.requests)
    fail(model, ask, times=1)
    assert len(model_server.requests) == asked
    time.sleep(0.3)
    model_server.plays("Yes. [1]")
    ask(model)
    ask(model)
    assert len(model_server.requests) == asked + 2


@WAYS
@pytest.mark.parametrize(
    "failure", [error(401), error(404), error(400, code="content_filter")], ids=["key", "model", "filter"]
)
def test_what_is_the_questions_or_the_settings_fault_is_no_outage(model, model_server, ask, failure):
    model_server.plays(failure)
    fail(model, ask, times=5)
    assert len(model_server.requests) == 5


def test_a_stream_that_is_not_read_to_its_end_is_let_go_of_at_once_and_is_no_outage(model, model_server):
    model_server.plays("Brindle has 42 tea houses. [1]")
    for _ in range(5):
        with model.stream(ASKED) as reply:
            pieces = iter(reply)
            assert next(pieces)
            assert model._http._transport._pool.connections
        assert not model._http._transport._pool.connections  # only the pool knows whether one is still open
    assert model.complete(ASKED).text


@WAYS
@pytest.mark.parametrize(
    ("objection", "gone", "instead"),
    [
        (error(400, "Unsupported: use 'max_completion_tokens'.", param="max_tokens"), "max_tokens", "max_completion_tokens"),
        (error(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
               param="max_tokens", code="unsupported_parameter"), "max_tokens", "max_completion_tokens"),
        (error(400, "'temperature' does not support 0.0."), "temperature", None),
        (error(422, "Extra inputs are not permitted: stream_options"), "stream_options", None),
    ],
    ids=["max-tokens", "gpt-5", "temperature", "stream-options"],
)  # fmt: skip
def test_an_option_the_endpoint_objects_to_is_put_differently_from_then_on(
    model, model_server, ask, objection, gone, instead
):
    model_server.answer = lambda request: objection if gone in request else Script("Yes. [1]")
    ask(model)
    ask(model)
    assert gone not in model_server.requests[-1]
    assert instead is None or model_server.requests[-1][instead] == 1024
    assert len(model_server.requests) <= 3


@WAYS
def test_an_endpoint_that_objects_to_everything_is_not_asked_for_ever(model, model_server, ask):
    model_server.plays(error(400, "unsupported: max_tokens temperature stream_options max_completion_tokens"))
    with pytest.raises(ChatModelRequestError):
        ask(model)
    assert len(model_server.requests) <= 5
