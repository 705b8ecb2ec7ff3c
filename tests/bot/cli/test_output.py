"""The terminal shows nothing that steers it, whatever a source's file holds; ``--json`` prints it exactly."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer, Citation, Point, Summary
from bot.cli.output import answer_json, answer_text, passages_text, report_text, sources_text, summary_text
from bot.strings import open_strings
from index import Chunk, Failure, Omission, Passage, Place, ReindexReport, Source

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
    report = ReindexReport(
        added=(text,),
        updated=(text,),
        removed=(text,),
        failed=(Failure(text, text),),
        omissions=(Omission(text, 0.5, (("notice", 5),)),),
    )
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


@pytest.mark.parametrize(
    ("location", "english", "simplified", "traditional"),
    [
        ("page 4–5", "page 4–5", "第 4–5 页", "第 4–5 頁"),
        ("slide 3", "slide 3", "第 3 张幻灯片", "第 3 張投影片"),
        ("chapter 2", "chapter 2", "第 2 章", "第 2 章"),
        (
            "sheet 价目, 2024, row 12",
            "sheet “价目, 2024”, row 12",
            "工作表“价目, 2024” 第 12 行",
            "工作表「价目, 2024」 第 12 列",
        ),
        ("table 2, row 3", "table 2, row 3", "表 2 第 3 行", "表 2 第 3 列"),
        ("12:41", "12:41", "12:41", "12:41"),
        ("2024-03-05 14:02", "2024-03-05 14:02", "2024-03-05 14:02", "2024-03-05 14:02"),
    ],
)
def test_a_footnote_says_where_in_the_file_the_quote_stands(location, english, simplified, traditional):
    source = Source("a", "A", "a.pdf", url="https://example.org/a.pdf")
    chunk = Chunk("c", "a", 0, 5, "42 km", "en", "article", places=(Place(location, 0, 5),))
    citation = Citation(1, chunk, source, "42 km", 0, 5)
    answer = Answer("?", "en", "42 km [1]", (citation,), (), "extractive")
    assert answer_json(answer)["citations"][0]["location"] == location
    for locale, said in (("en", english), ("zh-CN", simplified), ("zh-TW", traditional)):
        assert f" · {said}\n" in answer_text(answer, open_strings(locale))
