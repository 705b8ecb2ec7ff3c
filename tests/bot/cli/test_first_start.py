"""The first start: what is prepared once, and two commands that begin at the same time."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from paths import ROOT


def first_ask(corpus, tmp_path, *arguments):
    environment = dict(
        os.environ, SOURCES_DIR=str(corpus), DATA_DIR=str(tmp_path / "fresh"), CACHE_DIR=str(tmp_path / "cache"),
        PYTHONPATH=str(ROOT),
    )  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "bot", "ask", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_two_first_questions_at_once_are_both_answered(corpus, tmp_path):
    questions = ["How many tea houses does Brindle have?", "青石桥有多长？"]
    with ThreadPoolExecutor(2) as pool:
        english, chinese = pool.map(lambda question: first_ask(corpus, tmp_path, question), questions)
    assert "42 tea houses" in english.stdout, english.stderr
    assert "186米" in chinese.stdout, chinese.stderr
    assert "Unpacking the dictionary" in english.stderr + chinese.stderr
    again = first_ask(corpus, tmp_path, questions[0])
    assert again.stdout == english.stdout
    assert not again.stderr
