"""No key or token reaches the terminal, a log or a file, whatever fails and whoever repeats it."""

import base64
import json
import logging
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from bot.redaction import Redactor
from bot.settings import BotSettings
from model_server import KEY, Script, error
from paths import ROOT

APPLICATION = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
TOKEN = f"{APPLICATION}.Canary.{'k4n4ry' * 5}"
CANARIES = [KEY, TOKEN]


@pytest.fixture
def endpoint(model_server, monkeypatch):
    """An endpoint that repeats the key in everything that it says, with the key and a token in the settings."""
    for name, value in {
        "LLM_BASE_URL": model_server.url,
        "LLM_MODEL": "m",
        "LLM_API_KEY": KEY,
        "DISCORD_TOKEN": TOKEN,
    }.items():
        monkeypatch.setenv(name, value)
    return model_server


def failures():
    said = f"Bearer {KEY} is wrong, {quote(KEY)} too"
    return {
        **{str(status): error(status, said) for status in (400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 503)},
        "context": error(400, f"maximum context length is 10 tokens for {KEY}", code="context_length_exceeded"),
        "headers": error(500, said, headers={"x-request-id": KEY, "retry-after": KEY}),
        "body": Script(body=f"<html>{KEY}</html>".encode()),
        "thinking": Script("", thinking=KEY),
        "cut": Script(f"The tram stops at midnight [1]. {KEY}", cut_after=1),
    }


def assert_no_canary(*texts):
    assert not [canary for canary in CANARIES for text in texts if canary in text]


@pytest.mark.parametrize("failure", failures(), ids=str)
def test_a_failure_of_the_endpoint_shows_no_key(footnote, endpoint, tmp_path, monkeypatch, failure):
    monkeypatch.setattr(logging.root, "handlers", [])  # so that the command logs as it does in a terminal
    endpoint.plays(failures()[failure])
    done = footnote("--debug", "ask", "How many tea houses does Brindle have?")
    assert KEY in str(endpoint.headers)
    assert "DEBUG" in done.stderr
    assert_no_canary(done.stdout, done.stderr)
    # Chroma fills length.bin with whatever its memory held before (400 bytes), as `docs/operating.md` says.
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file() and path.name != "length.bin"]
    assert_no_canary(*(path.read_bytes().decode("latin-1") for path in files))


@pytest.mark.parametrize(
    "arguments", [("doctor",), ("doctor", "--chat-model"), ("index",), ("sources",), ("ask", "?"), ("run",)], ids=str
)
def test_no_command_shows_a_secret_where_the_endpoint_is_down(footnote, endpoint, arguments):
    endpoint.plays(error(401, KEY))
    done = footnote(*arguments)
    assert_no_canary(done.stdout, done.stderr, repr(done.exception))


@pytest.mark.parametrize("token", [TOKEN[:-40], f"{TOKEN} x", "canary-canary-canary"])
def test_a_malformed_token_is_not_repeated(footnote, monkeypatch, token):
    monkeypatch.setenv("DISCORD_TOKEN", token)
    for command in ("run", "doctor"):
        done = footnote(command)
        assert token not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["LLM_BASE_URL", "CHROMA_URL"])
def test_an_address_with_a_password_is_refused_without_it(footnote, monkeypatch, name):
    monkeypatch.setenv(name, "http://ferry:canary-password@localhost:1")
    done = footnote("sources")
    assert done.exit_code == 1
    assert name in done.stderr
    assert "canary" not in done.stderr + repr(done.exception)


@pytest.mark.parametrize("is_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("debug", ["False", "True"], ids=["sentence", "traceback"])
def test_a_crash_shows_no_secret(is_json, debug):
    code = (
        "import logging, sys; from bot.cli.context import Context\n"
        f"Context(is_debugging={debug}).start()\n"
        "try: raise ValueError('渡轮 ' + sys.argv[1])\n"
        "except ValueError: logging.getLogger('x').exception('failed %s', sys.argv[1])\n"
        "raise RuntimeError(f'no {sys.argv[1]}')"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LLM_API_KEY": KEY,
        "LOG_FORMAT": "json" if is_json else "text",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, KEY],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "tests",
    )
    assert_no_canary(done.stdout, done.stderr)
    assert "[secret]" in done.stderr
    assert "渡轮" in done.stderr
    if is_json:
        lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        assert lines[-1]["message"] == "failed [secret]"
        assert "ValueError" in lines[-1]["traceback"]


def test_words_are_not_torn_for_a_short_value():
    redact = Redactor([BotSettings(llm_api_key=SecretStr("the"), discord_token=SecretStr(TOKEN))])
    assert redact(f"the ferry {TOKEN}") == "the ferry [secret]"
