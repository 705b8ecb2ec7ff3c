import base64
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from paths import ROOT


def test_doctor_finds_what_is_wrong_and_says_how_to_mend_it(footnote, tmp_path):
    before = footnote("doctor")
    assert before.exit_code == 1
    assert "footnote index" in before.stdout
    footnote("index")
    assert footnote("doctor").exit_code == 0
    (tmp_path / ".env").write_text("EMBED_MODLE=x\n")
    after = footnote("doctor", "--json")
    assert after.exit_code == 1
    assert "EMBED_MODLE" in after.stdout


@pytest.mark.parametrize(
    ("reader", "is_ok", "said"),
    [
        ("builtin", True, "builtin chooses"),
        ("none", True, "words and vectors alone"),
        ("nowhere", False, "READER_MODEL"),
    ],
    ids=["builtin", "none", "missing"],
)
def test_doctor_tries_the_reader(footnote, monkeypatch, reader, is_ok, said):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setenv("READER_MODEL", reader)
    found = [json.loads(line) for line in footnote("doctor", "--json").stdout.splitlines()]
    (finding,) = (finding for finding in found if finding["subject"] == "reader")
    assert finding["is_ok"] is is_ok
    assert said in finding["message"]


@pytest.mark.parametrize("question", ["How many tea houses are there?", "青石桥有多长？"], ids=["en", "zh"])
def test_a_reader_that_cannot_be_had_ends_in_one_line_with_the_remedy(footnote, monkeypatch, question):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    footnote("index")
    monkeypatch.setenv("READER_MODEL", "no/such-model")
    result = footnote("ask", question)
    assert result.exit_code == 1
    assert not result.stdout
    assert "READER_MODEL=builtin" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("READER_MODEL", "", "READER_MODEL"),
        ("SOURCES_DIR", "nowhere", "no folder of sources"),
        ("DATA_DIR", "file/data", "cannot be"),
        ("LOCALE", "fr", "LOCALE"),
        ("EMBED_MODEL", "", "EMBED_MODEL"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_the_remedy(footnote, monkeypatch, tmp_path, setting, value, said):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(setting, value)
    result = footnote("ask", "tea houses")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--language", "fr", "x"],
        ["search", "--top", "0", "x"],
        ["summary"],
        ["summary", "--all", "tea.txt"],
        ["summary", "--all", "--topic", "tea"],
        ["summary", "--all", "--sentences", "0"],
        ["nothing"],
    ],
)
def test_wrong_usage_is_exit_code_2(footnote, arguments):
    assert footnote(*arguments).exit_code == 2


def _interruptible():
    """A shell that runs in the background has its children ignore Ctrl-C; this one is to feel it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def process(corpus, tmp_path, *arguments, **options):
    environment = {
        **os.environ,
        "SOURCES_DIR": str(corpus),
        "DATA_DIR": str(tmp_path / "data"),
        "PYTHONIOENCODING": "ascii",
    }
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_interruptible,  # noqa: PLW1509 - before any thread is there
        **options,
    )


def test_the_real_command_speaks_utf_8_whatever_the_terminal_says(corpus, tmp_path):
    out, err = process(corpus, tmp_path, "ask", "青石桥全长多少米?").communicate(timeout=200)
    assert "186米" in out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("command", "said"),
    [(["index"], "Stopped. What was indexed"), (["ask", "桥有多长？"], "已停止。")],
    ids=["en", "zh"],
)
def test_ctrl_c_while_indexing_leaves_an_index_that_works(corpus, tmp_path, command, said):
    many = "\n".join(json.dumps({"id": i, "text": f"House number {i} has {i * 3} rooms. " * 20}) for i in range(1500))
    (corpus / "many.jsonl").write_text(many)
    running = process(corpus, tmp_path, *command)
    while not list((tmp_path / "data").glob("index-*/chroma/*")):
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=200)
    assert running.returncode == 130
    assert said in err
    assert "Traceback" not in err
    (corpus / "many.jsonl").unlink()
    out, err = process(corpus, tmp_path, "ask", "--json", "青石桥全长多少米?").communicate(timeout=200)
    assert "186米" in json.loads(out)["answer"]


def test_run_without_a_token_says_how_to_get_one_and_what_to_invite_it_with(footnote):
    result = footnote("run")
    assert result.exit_code == 1
    (sentence,) = result.stderr.strip().splitlines()
    assert "https://discord.com/developers/applications" in sentence
    assert "scope=bot+applications.commands" in sentence


@pytest.mark.parametrize("token", ["abc", "a.b.c", "MTIz" * 6 + ".x.y"])
def test_a_token_that_cannot_be_one_is_told_before_discord_is_asked(footnote, monkeypatch, token):
    monkeypatch.setenv("DISCORD_TOKEN", token)
    result = footnote("run")
    assert result.exit_code == 1
    assert "does not have the form" in result.stderr
    assert "does not have the form" in footnote("doctor").stdout


def test_doctor_tells_the_intents_and_the_invitation(footnote, monkeypatch):
    token = f"{base64.b64encode(b'123456789012345678').decode().rstrip('=')}.AbCdEf.{'x' * 30}"
    monkeypatch.setenv("DISCORD_TOKEN", token)
    footnote("index")
    assert "no privileged intent" in footnote("doctor").stdout
    monkeypatch.setenv("ASK_CHANNELS", "true")
    shown = footnote("doctor").stdout
    assert "Message Content Intent" in shown
    assert shown.count("client_id=123456789012345678") == 2  # for a server, and for oneself
    assert "integration_type=1" in shown
