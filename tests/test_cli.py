import base64
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HashingEmbedder

import bot.cli
from bot.cli import main

ROOT = Path(__file__).parent.parent
CITATION_KEYS = {
    "label", "chunk_id", "source_id", "title", "url", "published", "language", "section", "speaker", "quote", "text", "start", "end",
}  # fmt: skip


@pytest.fixture
def footnote(corpus, tmp_path, monkeypatch):
    """The command line over the small sources, with the hashing embedder in the place of the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCES_DIR", str(corpus))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(bot.cli, "open_embedder", lambda _name, **_: HashingEmbedder())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, list(arguments), input=stdin)

    return run


def objects(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("question", "language", "gold"),
    [("How many tea houses does Brindle have?", "en", "42"), ("青石桥全长多少米?", "zh", "186米")],
    ids=["en", "zh"],
)
def test_ask_builds_the_index_first_and_answers_with_what_the_contract_promises(footnote, question, language, gold):
    result = footnote("ask", "--json", question)
    (answer,) = objects(result)
    assert "no index yet" in result.stderr
    assert set(answer) == {"question", "language", "answer", "refused", "reason", "engine", "citations", "milliseconds"}
    assert (answer["question"], answer["language"], answer["refused"], answer["reason"]) == (
        question,
        language,
        False,
        None,
    )
    assert gold in answer["answer"]
    assert set(answer["citations"][0]) == CITATION_KEYS
    assert answer["citations"][0]["quote"] in answer["citations"][0]["text"]


def test_a_batch_is_answered_in_order_and_a_bad_question_stops_nothing(footnote):
    questions = [
        "How many tea houses?",
        "",
        "🙂" * 4000,
        "x" * 20000,
        "青石桥全长多少米?",
        "怎么做红烧肉?",
        "\x00\x07tea\u202e houses",
    ]
    answers = objects(footnote("ask", "--json", "-", stdin="\n".join(questions) + "\n"))
    assert len(answers) == len(questions)
    assert [a["reason"] for a in answers[1:4]] == ["invalid_question"] * 3
    assert answers[5]["reason"] == "no_evidence"
    assert answers[6]["question"] == "tea houses"


@pytest.mark.parametrize(
    "question",
    ["", "  ", "?!", "🙂" * 4000, "x" * 20000, "\x00\x01"],
    ids=["empty", "blank", "marks", "emoji", "long", "control"],
)
def test_a_question_that_cannot_be_asked_is_one_sentence_and_exit_code_1(footnote, question):
    result = footnote("ask", question)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.strip().splitlines()[-1].startswith("Error: The question")
    assert "Traceback" not in result.output


def test_an_answer_in_the_terminal_shows_each_footnote_with_its_words(footnote):
    shown = footnote("ask", "夜间诊所有多少张床位?").stdout
    assert "[1] 《Night clinic》 · Ana Reyes · 2024-05-06 · 文章 · 中文说明" in shown
    assert "“夜间诊所有12张床位和3名医生，每晚平均接待40名病人。”" in shown


def test_search_prints_passages_as_the_contract_promises(footnote):
    found = objects(footnote("search", "--json", "--top", "2", "-", stdin="tea houses\n青石桥\n?\n"))
    assert [set(f) for f in found[:2]] == [{"query", "language", "passages", "milliseconds"}] * 2
    assert [len(f["passages"]) for f in found] == [2, 2, 0]
    assert set(found[0]["passages"][0]) == {
        "rank",
        "score",
        "chunk_id",
        "source_id",
        "title",
        "language",
        "text",
        "start",
        "end",
    }
    assert [p["rank"] for p in found[0]["passages"]] == [1, 2]
    assert "tea" in footnote("search", "tea houses").stdout


@pytest.mark.parametrize(
    ("arguments", "source_id", "language"),
    [
        (["clinic.md", "--language", "zh"], "clinic.md", "zh"),
        (["--all", "--language", "en"], None, "en"),
        (["--topic", "石狮子"], None, "zh"),
    ],
    ids=["source", "all", "topic"],
)
def test_a_summary_is_what_the_contract_promises(footnote, arguments, source_id, language):
    result = footnote("summary", "--json", "--sentences", "2", *arguments)
    (summary,) = objects(result)
    assert "no index yet" in result.stderr
    assert list(summary) == ["source_id", "language", "summary", "points", "citations", "engine", "milliseconds"]
    assert (summary["source_id"], summary["language"], summary["engine"]) == (source_id, language, "extractive")
    assert 1 <= len(summary["points"]) <= 2
    assert all(set(citation) == CITATION_KEYS for citation in summary["citations"])
    quotes = {citation["label"]: citation["quote"] for citation in summary["citations"]}
    for point in summary["points"]:
        assert "".join(quotes[label] for label in point["labels"]) == point["text"]
        assert point["text"] in summary["summary"]


def test_a_summary_in_the_terminal_shows_each_point_and_where_it_stands(footnote):
    shown = footnote("summary", "clinic.md", "--language", "zh").stdout
    assert "夜间诊所有12张床位和3名医生，每晚平均接待40名病人。[1]" in shown
    assert "[1] 《Night clinic》 · Ana Reyes · 2024-05-06 · 文章 · 中文说明 · clinic.md" in shown


def test_a_summary_of_an_unknown_source_names_the_nearest(footnote):
    result = footnote("summary", "brigde.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "'bridge.txt'" in result.stderr.splitlines()[-1]


def test_sources_lists_what_pages_state(footnote):
    listed = {source["source_id"]: source for source in objects(footnote("sources", "--json"))}
    assert set(listed) == {"tea.txt", "bridge.txt", "clinic.md"}
    assert listed["clinic.md"] == {
        "source_id": "clinic.md", "title": "Night clinic", "author": "Ana Reyes", "publisher": None, "published": "2024-05-06",
        "url": None, "languages": ["en", "zh"], "chunks": 2, "path": "clinic.md",
    }  # fmt: skip
    assert "Night clinic" in footnote("sources").stdout


def test_index_reports_what_it_did_and_fails_loudly_for_what_it_could_not_read(footnote, corpus):
    (report,) = objects(footnote("index", "--json"))
    assert (len(report["added"]), report["failed"], report["chunks"] > 2) == (3, [], True)
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    result = footnote("index", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed"][0]["path"] == "bad.txt"
    assert "Not read: bad.txt" in footnote("index").stdout


def test_files_changed_since_the_index_was_built_are_mentioned(footnote, corpus):
    footnote("index")
    assert "have changed" not in footnote("sources").stderr
    (corpus / "new.txt").write_text("New here. It is short.")
    assert "have changed" in footnote("sources").stderr


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
    ("setting", "value", "said"),
    [
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


@pytest.mark.parametrize("command", ["ask", "search", "summary", "sources", "index", "doctor", "run", "demo"])
def test_every_command_explains_itself(footnote, command):
    result = footnote(command, "--help")
    assert result.exit_code == 0
    assert "Usage: main" in result.stdout


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


def test_ctrl_c_while_indexing_leaves_an_index_that_works(corpus, tmp_path):
    many = "\n".join(json.dumps({"id": i, "text": f"House number {i} has {i * 3} rooms. " * 20}) for i in range(1500))
    (corpus / "many.jsonl").write_text(many)
    running = process(corpus, tmp_path, "index")
    while not list((tmp_path / "data").glob("index-*/chroma/*")):
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=200)
    assert running.returncode == 130
    assert "Stopped" in err
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
    assert "client_id=123456789012345678" in shown
