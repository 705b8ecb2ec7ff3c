"""The terminal shows nothing that steers it, whatever a source's file holds; ``--json`` prints it exactly."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer, Citation, Point, Summary
from bot.cli.output import answer_json, answer_text, passages_text, report_text, sources_text, summary_text
from bot.strings import open_strings
from index import Chunk, Failure, Passage, ReindexReport, Source

STEERS = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\",
    "\x9b31m",
    "\r",
    "\x08",
    "\u202e",
    "\u2066",
    "\u200f",
    "\x7f",
]
HOSTILE = st.lists(st.sampled_from([*STEERS, "tea", "茶", "\n", " "]) | st.characters(), min_size=1, max_size=12).map(
    "".join
)
STEERING = regex.compile(r"[\p{Cc}\p{Cf}--[\n\t\u200d]]", regex.V1)


def built(text):
    source = Source(text, text, text, author=text, publisher=text, published=text)
    chunk = Chunk("c", text, 0, len(text), text, "en", f"article · {text}")
    return source, chunk, Citation(1, chunk, source, text, 0, len(text))


@pytest.mark.parametrize("locale", ["en", "zh"])
@given(HOSTILE)
def test_nothing_in_a_source_steers_the_terminal(locale, text):
    strings = open_strings(locale)
    source, chunk, citation = built(text)
    report = ReindexReport(added=(text,), updated=(text,), removed=(text,), failed=(Failure(text, text),))
    shown = [
        answer_text(Answer("?", "en", text, (citation,), (), "extractive"), strings),
        summary_text(Summary(None, "en", (Point(text, (1,)),), (citation,), "extractive"), strings),
        summary_text(Summary(None, "en", (Point("tea", (1,)),), (citation,), "extractive"), strings),
        passages_text([Passage(chunk, source, 1.0, 1.0, 1.0)], strings),
        sources_text([(source, 1)], strings),
        report_text(report, strings, is_dry_run=True),
        report_text(report, strings, is_dry_run=False),
    ]
    assert not any(STEERING.search(block) for block in shown)
    assert len(sources_text([(source, 1)], strings).splitlines()) <= 3 + len(regex.findall(r"[\u2028\u2029]", text))
    assert answer_json(Answer("?", "en", text, (citation,), (), "extractive"))["citations"][0]["quote"] == text
