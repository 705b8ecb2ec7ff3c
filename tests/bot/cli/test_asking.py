"""Asking in the terminal as in a conversation: the prompt, and questions that came before."""

import os
import pty
import select
import subprocess
import sys
import time

import pytest

from paths import ROOT

DIALOGUES = [
    ("With how many beds did the night clinic open?", "And with how many doctors did it open?", "3 doctors"),
    ("青石桥有多长？", "那桥上有多少只石狮子？", "二十四只"),
]


@pytest.mark.parametrize(("before", "question", "expected"), DIALOGUES, ids=["en", "zh"])
def test_a_question_may_leave_its_subject_to_the_one_before(footnote, before, question, expected):
    asked = footnote("ask", "--after", before, question)
    assert asked.exit_code == 0
    assert expected in asked.stdout


def test_without_a_terminal_a_question_is_needed(footnote):
    asked = footnote("ask")
    assert asked.exit_code == 2
    assert "Say what to ask" in asked.stderr


def read_until(terminal, wanted, *, seconds=120):
    seen = b""
    ends = time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < ends:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096)
    return seen.decode(errors="replace")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_prompt_answers_one_question_after_the_other(sample_data, cache_dir, tmp_path):
    environment = dict(
        os.environ, SOURCES_DIR=str(tmp_path), DATA_DIR=str(sample_data), CACHE_DIR=str(cache_dir),
        PYTHONPATH=str(ROOT), TERM="dumb",
    )  # fmt: skip
    terminal, inner = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask"], stdin=inner, stdout=inner, stderr=inner, env=environment,
        start_new_session=True,
    )  # fmt: skip
    os.close(inner)
    try:
        read_until(terminal, b"? ")
        os.write(terminal, b"Why is Putin negotiating?\n")
        assert "[1]" in read_until(terminal, b"\n? ")
        os.write(terminal, "俄罗斯的通货膨胀率是多少？\n".encode())
        assert "[1]" in read_until(terminal, b"\n? ")
        os.write(terminal, b"\x04")
        assert started.wait(timeout=60) == 0
    finally:
        started.kill()
        started.wait()
        os.close(terminal)
