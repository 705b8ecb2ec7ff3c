"""The key of a chat model goes to its endpoint and nowhere else."""

import logging
import traceback

import pytest
from pydantic import SecretStr

from bot.errors import ChatModelError, ChatModelKeyError
from bot.settings import BotSettings
from bot.writing.prompts import Message
from model_server import KEY, ModelServer, Script, error

ASKED = [Message("user", "How many? 几个?")]
ECHO = f"The key {KEY} (Bearer {KEY}) is wrong."
FAILING = [
    pytest.param(error(401, ECHO, headers={"X-Echo": KEY}), id="401"),
    pytest.param(error(400, ECHO), id="400"),
    pytest.param(error(429, ECHO, code="insufficient_quota"), id="quota"),
    pytest.param(error(500, ECHO), id="500"),
    pytest.param(Script(status=404, body=ECHO.encode()), id="404-not-json"),
    pytest.param(Script(body=ECHO.encode()), id="junk"),
    pytest.param(Script("Yes, it has. [1]", cut_after=2), id="cut"),
    pytest.param(
        Script(body=f'data: {{"error": {{"message": "{ECHO}", "code": 502}}}}\n\n'.encode()), id="error-in-stream"
    ),
    pytest.param(Script("Yes. [1]", silence=0.6), id="silence"),
    pytest.param(Script("Yes. [1]"), id="answer"),
]


@pytest.fixture
def logged(caplog):
    """Everything that is logged, from the moment a model is opened."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.parametrize("reply", FAILING)
@pytest.mark.parametrize("is_streamed", [True, False], ids=["stream", "whole"])
def test_the_key_is_in_no_log_no_error_and_no_repr(open_model, model_server, logged, reply, is_streamed):
    model_server.plays(reply)
    model = open_model(silence_seconds=0.3, timeout_seconds=0.5)
    shown = [repr(model), str(vars(model)), repr(model._llm), str(model._llm.to_dict())]
    try:
        list(model.stream(ASKED)) if is_streamed else model.complete(ASKED)
    except ChatModelError as failure:
        shown += [str(failure), repr(failure), *traceback.format_exception(failure)]
    assert model_server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in logged.text + "".join(shown)


@pytest.mark.parametrize("name", ["openai", "httpx", "httpcore", "llama_index"])
def test_the_key_is_not_logged_even_where_the_clients_log_everything(model, model_server, logged, name):
    logged.set_level(logging.DEBUG, logger=name)
    model_server.plays("Yes. [1]")
    model.complete(ASKED)
    assert KEY not in logged.text


@pytest.mark.parametrize(
    "key", ["sk-a\nb", "sk-a b", "“sk-ab”", "钥匙", "sk-\x00"], ids=["line", "blank", "quotes", "zh", "nul"]
)
def test_a_key_that_cannot_stand_in_a_header_is_told_without_being_repeated(open_model, key):
    with pytest.raises(ChatModelKeyError, match="LLM_API_KEY") as told:
        open_model(key=SecretStr(key))
    assert key not in "".join(traceback.format_exception(told.value))


def test_blanks_around_a_key_are_not_part_of_it(open_model, model_server):
    model_server.plays("Yes. [1]")
    open_model(key=SecretStr(f"  {KEY}\n")).complete(ASKED)
    assert model_server.headers[0]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("key", [None, SecretStr("")], ids=["none", "empty"])
def test_without_a_key_none_is_sent_not_even_one_of_the_environment(open_model, model_server, monkeypatch, key):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    model_server.plays("Yes. [1]")
    open_model(key=key).complete(ASKED)
    assert "Authorization" not in model_server.headers[0]
    assert "sk-of-another-program" not in str(model_server.headers)


def test_another_host_that_is_pointed_to_does_not_get_the_key(model, model_server):
    other = ModelServer().plays("Yes. [1]")
    try:
        target = f"{other.url.replace('127.0.0.1', 'localhost')}/chat/completions"
        model_server.plays(Script(status=307, headers={"Location": target}))
        model.complete(ASKED)
    finally:
        other.stop()
    assert "Authorization" not in other.headers[0]


@pytest.mark.parametrize(
    "address",
    ["ftp://host/v1", "localhost:11434", "http://name:secret@host/v1", "https://host/v1?key=secret", "http://"],
)
def test_an_address_is_one_without_a_secret_in_it(monkeypatch, address):
    monkeypatch.setenv("LLM_BASE_URL", address)
    with pytest.raises(ValueError, match="llm_base_url"):
        BotSettings(_env_file=None)


def test_an_endless_answer_is_not_read_to_its_end(open_model, model_server, monkeypatch):
    monkeypatch.setattr("bot.writing.llm.endpoint._LARGEST_BYTES", 10_000)
    model_server.plays(Script(" many" * 20_000, pieces=500))
    with pytest.raises(ChatModelError, match="10,000 bytes"):
        list(open_model().stream(ASKED))
