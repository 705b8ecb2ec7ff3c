import json
import random

import pytest

import bot.cli.app
import bot.cli.commands.evaluating
from bot.answers import Answer, Citation, Reason
from bot.cli.golden import (
    GoldenFileError,
    GoldenQuestion,
    read_golden,
    score_answer,
    tally_json,
    tally_scores,
    tally_table,
)
from files import written
from index import Chunk, Source

CHUNK = Chunk("tea.txt#1", "tea.txt", 0, 25, "Brindle has 42 tea houses", "en", "article")


TEA = Source("tea.txt", "Tea", "tea.txt")


ASKED = GoldenQuestion(
    lang="en", kind="fact", question="How many?", answers=(("42", "forty-two"), ("tea",)), sources=("tea.txt",)
)


SILENT = GoldenQuestion(lang="en", kind="unanswerable", question="How many?")


def said(text, *, quote=CHUNK.text, source=TEA, reason=None):
    citations = () if reason else (Citation(1, CHUNK, source, quote, 0, len(quote)),)
    return Answer("How many?", "en", text, citations, (), "extractive", reason)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (said("Brindle has 42 tea houses [1]"), "answered right cited exact"),
        (said("See the source [1]"), "answered right cited exact"),
        (said("Forty-two of TEA [1]", quote="42", source=Source("x.txt", "X", "x.txt")), "answered right exact"),
        (said("42 [1]", quote="42 houses"), "answered"),
        (said("Brindle has 42 tea houses [1]" + "." * 700), "answered exact"),
        (said("42 tea", reason=Reason.NO_EVIDENCE), ""),
    ],
    ids=["all", "gold in the quote", "another source", "a quote made up, a group missing", "too long", "refused"],
)
def test_an_answer_is_judged_by_what_it_says_and_cites(answer, expected):
    assert {name for name, is_so in score_answer(answer, ASKED).items() if is_so} == set(expected.split())


def test_of_the_unanswerable_only_refusing_counts():
    assert score_answer(said("42"), SILENT) == {"refused": False}
    assert score_answer(said("", reason=Reason.NO_EVIDENCE), SILENT) == {"refused": True}


def test_shares_are_of_the_questions_they_are_asked_of():
    right, wrong, silence = said("42 tea"), said("none", quote=""), said("", reason=Reason.NO_EVIDENCE)
    asked = [(ASKED, right), (ASKED, wrong), (SILENT, silence)]
    random.Random(1).shuffle(asked)
    of_fact, of_silent, of_all = map(tally_json, tally_scores(asked))
    assert of_fact == {"kind": "en-fact", "questions": 2, "answered": 1.0, "right": 0.5, "cited": 0.5, "exact": 1.0}
    assert of_silent == {"kind": "en-unanswerable", "questions": 1, "refused": 1.0}
    assert of_all == of_fact | of_silent | {"kind": "all", "questions": 3}
    assert "| en-unanswerable | 1 |  |  |  |  | 1.00 |" in tally_table(tally_scores(asked))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no golden questions"),
        ('{"lang": "en", "kind": "fact", "question": "Why?"}\nnot JSON\n', "line 2"),
        ('{"lang": "en", "kind": "fact"}\n', "question"),
    ],
    ids=["empty", "not JSON", "a field missing"],
)
def test_a_file_that_holds_no_golden_questions_is_told_by_line(tmp_path, text, told):
    (tmp_path / "golden.jsonl").write_text(text, "utf-8")
    with pytest.raises(GoldenFileError, match=told):
        read_golden(tmp_path / "golden.jsonl")


@pytest.fixture
def footnote_eval(footnote, tmp_path):
    """``footnote eval`` over the small sources, and a golden file of them."""
    written(tmp_path / "golden.jsonl", [
        {"lang": "en", "kind": "fact", "question": "How many tea houses does Brindle have?", "answers": [["42"]], "sources": ["tea.txt"]},
        {"lang": "en", "kind": "unanswerable", "question": "Who composed the opera Aida?"},
    ])  # fmt: skip
    return lambda *arguments: footnote("eval", *arguments)


def test_the_command_prints_one_object_a_kind_and_nothing_else(footnote_eval):
    shown = footnote_eval("--json", "golden.jsonl")
    assert shown.exit_code == 0
    tallies = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(tally["kind"], tally["questions"]) for tally in tallies] == [
        ("en-fact", 1),
        ("en-unanswerable", 1),
        ("all", 2),
    ]
    assert tallies[-1]["right"] == tallies[-1]["refused"] == 1.0


def test_the_command_prints_a_table_of_the_checkouts_own_questions_where_no_file_is_named(
    footnote_eval, tmp_path, monkeypatch
):
    monkeypatch.setattr(bot.cli.commands.evaluating, "_OWN_QUESTIONS", tmp_path / "golden.jsonl")
    shown = footnote_eval()
    assert shown.exit_code == 0
    assert "| en-fact | 1 | 1.00 |" in shown.stdout
    monkeypatch.setattr(bot.cli.commands.evaluating, "_OWN_QUESTIONS", tmp_path / "installed" / "golden.jsonl")
    shown = footnote_eval()
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "name a file" in shown.stderr


def test_a_golden_file_that_is_not_there_is_told_in_one_sentence(footnote_eval):
    shown = footnote_eval("elsewhere.jsonl")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.count("\n") == 1
    assert "elsewhere.jsonl" in shown.stderr
