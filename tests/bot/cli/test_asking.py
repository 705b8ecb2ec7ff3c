"""Asking in the terminal as in a conversation: the prompt, and questions that came before."""

import json
import os
import select
import subprocess
import sys
import time

import pytest

from model_server import KEY, Script
from paths import ROOT

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)
import pty

# Without this the terminal is not the one of the process, and Ctrl-C no signal.
# A process started in the background of a shell ignores Ctrl-C: a person's shell does not.
_STARTED = (
    "import fcntl, signal, termios; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0); from bot.__main__ import run; run()"
)

CTRL_C, END_OF_INPUT = "\x03", "\x04"
DIALOGUES = [
    ("With how many beds did the night clinic open?", "And with how many doctors did it open?", "3 doctors"),
    ("青石桥有多长？", "那桥上有多少只石狮子？", "二十四只"),
]


@pytest.mark.parametrize(
    ("typed", "question", "expected"),
    [
        ("@Footnote How many tea houses does Brindle have?", "How many tea houses does Brindle have?", "42"),
        ("@footnote 青石桥全长多少米?", "青石桥全长多少米?", "186米"),
    ],
    ids=["en", "zh"],
)
def test_the_bots_name_typed_before_a_question_is_no_part_of_it(footnote, typed, question, expected):
    answer = json.loads(footnote("ask", "--json", typed).stdout)
    assert answer["question"] == question
    assert expected in answer["answer"]


@pytest.mark.parametrize(("before", "question", "expected"), DIALOGUES, ids=["en", "zh"])
def test_a_question_may_leave_its_subject_to_the_one_before(footnote, before, question, expected):
    asked = footnote("ask", "--after", before, question)
    assert asked.exit_code == 0
    assert expected in asked.stdout


@pytest.mark.parametrize(
    ("question", "said"),
    [("With how many beds did the night clinic open?", "reader"), ("青石桥有多长？", "阅读模型")],
    ids=["en", "zh"],
)
def test_what_was_weighed_is_shown_if_asked_for(footnote, question, said):
    assert said not in footnote("ask", question).stdout
    assert said in footnote("ask", "--why", question).stdout
    why = json.loads(footnote("ask", "--why", "--json", question).stdout)["why"]
    assert why["sentences"][0]["probability"] > 0
    assert why["is_sufficient"]
    assert set(why["milliseconds"]) == {"search", "weigh", "answer"}


SMALL_TALK = [
    ("hello", "Ask me anything", "small_talk"),
    ("@Footnote", "Ask me anything", "small_talk"),
    ("thanks a lot!", "You are welcome", "small_talk"),
    ("and then?", "do not know what this follows", "needs_context"),
    ("what about it?", "do not know what this follows", "needs_context"),
    ("你好@Footnote", "都可以问我", "small_talk"),
    ("谢谢", "不客气", "small_talk"),
    ("謝謝您", "不客氣", "small_talk"),
    ("那后来呢?", "不知道你接着问的", "needs_context"),
    ("那為什麼呢?", "不知道你接著問的", "needs_context"),
]


@pytest.mark.parametrize(("said", "reply", "reason"), SMALL_TALK, ids=[said for said, _, _ in SMALL_TALK])
def test_small_talk_is_met_and_a_follow_up_to_nothing_asked_back_in_the_askers_language(footnote, said, reply, reason):
    footnote("index")
    shown = footnote("ask", said)
    assert shown.exit_code == 0
    assert reply in shown.stdout
    assert not shown.stderr
    asked = footnote("ask", "--json", said)
    assert asked.exit_code == 0
    answer = json.loads(asked.stdout)
    assert (answer["refused"], answer["reason"], answer["citations"]) == (True, reason, [])
    assert reply in answer["answer"]
    assert set(answer) == set(json.loads(footnote("ask", "--json", "How many tea houses are there?").stdout))


def test_in_a_batch_small_talk_has_its_reply_and_every_line_an_object(footnote):
    lines = footnote("ask", "--json", "-", stdin="hello\n青石桥有多长？\n那后来呢?\n\n").stdout.splitlines()
    assert [json.loads(line)["reason"] for line in lines] == ["small_talk", None, "needs_context", "invalid_question"]


@pytest.mark.parametrize(
    ("before", "question"), [("青石桥有多长？", "为什么呢"), ("How many tea houses are there?", "why?")]
)
def test_a_follow_up_that_follows_something_is_a_question(footnote, before, question):
    for after in (("--after", before), ("--after", before, "--after", "谢谢")):
        answer = json.loads(footnote("ask", "--json", *after, question).stdout)
        assert answer["reason"] != "needs_context"


@pytest.mark.parametrize("before", ["hello", "谢谢"])
def test_small_talk_before_a_question_is_nothing_that_it_follows(footnote, before):
    answer = json.loads(footnote("ask", "--json", "--after", before, "那后来呢?").stdout)
    assert answer["reason"] == "needs_context"


@pytest.mark.parametrize(
    "question",
    ["@Footnote 青石桥有多长？", "＠Footnote，青石桥有多长？", "请问@Footnote 青石桥有多长？", "<@12> 青石桥有多长？"],
)
def test_a_mention_typed_as_text_is_no_part_of_the_question(footnote, question):
    mentioned, plain = (json.loads(footnote("ask", "--json", q).stdout) for q in (question, "青石桥有多长？"))
    assert mentioned["citations"] == plain["citations"] != []


def test_without_a_terminal_a_question_is_needed(footnote):
    asked = footnote("ask")
    assert asked.exit_code == 2
    assert "Say what to ask" in asked.stderr


def wait_until(is_so, *, seconds=120):
    ends = time.monotonic() + seconds
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.02)
    assert is_so()


def read_until(terminal, wanted, *, seconds=120):
    seen = b""
    ends = time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < ends:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096)
    return seen.decode(errors="replace")


class Prompt:
    """The prompt in a pseudo-terminal, which is what a person types at: Ctrl-C there is a signal."""

    def __init__(self, **settings):
        self.terminal, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _STARTED, "ask"], stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", **settings},
        )  # fmt: skip
        os.close(inner)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def shown(self, *, until):
        return read_until(self.terminal, until.encode())

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


@pytest.fixture
def open_prompt(sample_data, cache_dir, tmp_path):
    """Opens the prompt over the sample, with further settings."""
    opened = []

    def start(**settings):
        folders = {"SOURCES_DIR": str(tmp_path), "DATA_DIR": str(sample_data), "CACHE_DIR": str(cache_dir)}
        opened.append(Prompt(**folders, **settings))
        opened[-1].shown(until="? ")
        return opened[-1]

    yield start
    for prompt in opened:
        prompt.close()


def test_the_prompt_answers_one_question_after_the_other(open_prompt):
    prompt = open_prompt()
    for question in ("Why is Putin negotiating?", "俄罗斯的通胀率是多少？"):
        prompt.type(f"{question}\n")
        assert "[1]" in prompt.shown(until="\n? ")
    prompt.type(END_OF_INPUT)
    assert prompt.process.wait(timeout=60) == 0


def test_the_prompt_meets_small_talk_and_asks_back_what_follows_nothing(open_prompt):
    prompt = open_prompt()
    for said, reply in [("那后来呢?", "不知道你接着问的"), ("hello", "Ask me anything"), ("and then?", "do not know")]:
        prompt.type(f"{said}\n")
        assert reply in prompt.shown(until="\n? ")
    prompt.type("Why is Putin negotiating?\n")
    assert "[1]" in prompt.shown(until="\n? ")
    prompt.type("and then?\n")
    assert "do not know" not in prompt.shown(until="\n? ")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why is Putin negotiating?", "Stopped. Ask again"),
        ("普京为什么要谈判？", "已停止回答"),
        ("普京為什麼要談判？", "按 Ctrl-D 離開"),
    ],
    ids=["en", "zh-CN", "zh-TW"],
)
def test_ctrl_c_ends_the_answer_that_is_being_made_and_nothing_else(open_prompt, model_server, question, said):
    model_server.plays(Script("too late", silence=60), "He does not want the humiliation of going bankrupt. [1]")
    prompt = open_prompt(LLM_BASE_URL=model_server.url, LLM_MODEL="scripted", LLM_API_KEY=KEY)
    prompt.type(f"{question}\n")
    wait_until(lambda: model_server.requests)
    prompt.type(CTRL_C)
    shown = prompt.shown(until="\n? ")
    assert said in shown
    assert "[1]" not in shown
    assert "Traceback" not in shown
    prompt.type("Why is Putin negotiating?\n")
    assert "[1]" in prompt.shown(until="\n? ")
    prompt.type(END_OF_INPUT)
    assert prompt.process.wait(timeout=60) == 0


def test_ctrl_c_clears_a_line_that_was_begun(open_prompt):
    prompt = open_prompt()
    prompt.type("俄罗斯的通货")
    # Readline does not see a signal that comes while it takes in characters, before the next key.
    prompt.shown(until="通货")
    time.sleep(0.5)
    prompt.type(CTRL_C)
    assert "Traceback" not in prompt.shown(until="\n? ")
    prompt.type("Why is Putin negotiating?\n")
    shown = prompt.shown(until="\n? ")
    assert "[1]" in shown
    assert "通货" not in shown
    prompt.type(END_OF_INPUT)
    assert prompt.process.wait(timeout=60) == 0
