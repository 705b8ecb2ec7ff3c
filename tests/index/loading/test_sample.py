"""The sample pages are like pages that people save: no content is lost, and no boilerplate is kept."""

import pytest
import regex

from index.documents import Document
from index.loading.sources import load_sources
from index.text.sentences import sentence_spans
from paths import ROOT

SOURCES = ROOT / "sources"
# Full sentences on the pages that are not the article's: a sponsor's, a caption, a pointer elsewhere, a teaser.
NOT_THE_ARTICLES = (
    "LARKBOARD",
    "Trivia",
    "and for Europe",
    "here.",
    "Donald Trump and Vladimir Putin",
    "Vladimir Putin and Donald Trump",
)
BOILERPLATE = (
    "--:--", "Sponsor", "Share:", "Read original", "Conflict+", "Related", "Latest in", "GettyImages", "NextImg", "Remer", "Sampleton",
    "Business", "back\n", "topic\n",
)  # fmt: skip
SPLIT_NUMBER = regex.compile(r"(?<=[\s$]\d{1,3}\.)\n\n(?=\d)")


@pytest.fixture(scope="module", params=sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def page(request):
    raw = SPLIT_NUMBER.sub("", request.param.read_text("utf-8"))
    document = next(d for d in load_sources(SOURCES) if isinstance(d, Document) and d.source.id == request.param.name)
    return raw, document


def test_every_sentence_of_the_article_comes_out(page):
    raw, document = page
    sentences = [raw[a:b] for a, b in sentence_spans(raw)]
    sentences = [
        s for s in sentences if regex.search(r"[.!?。！？]”?$", s) and len(regex.findall(r"\p{Han}|\w+", s)) >= 4
    ]
    lost = [s for s in sentences if s not in document.text and s != document.source.title]
    assert len(sentences) > 20
    assert [s for s in lost if not any(mark in s for mark in NOT_THE_ARTICLES)] == []
    assert len(lost) <= 5


def test_no_boilerplate_of_the_page_comes_out(page):
    _, document = page
    assert [mark for mark in BOILERPLATE if mark in document.text] == []


def test_every_figure_comes_out_as_it_was_printed(page):
    raw, document = page
    figures = set(regex.findall(r"\d[\d,]*\.\d+|\d+%|\$\d[\d.,]*\d", raw))
    kept = set(regex.findall(r"\d[\d,]*\.\d+|\d+%|\$\d[\d.,]*\d", document.text))
    assert figures - kept == set()
    assert kept - figures == set()


def test_every_page_states_its_title_and_the_podcast_its_speakers():
    documents = {d.source.id: d for d in load_sources(SOURCES) if isinstance(d, Document)}
    assert all(d.heading for d in documents.values())
    podcast = documents["podcast-russia-negotiating-table.txt"]
    assert [(s.role, s.language) for s in podcast.sections] == [
        ("transcript", "zh"),
        ("summary", "zh"),
        ("article", "en"),
    ]
    assert {turn.speaker for turn in podcast.sections[0].turns} == {"林岚", "周然"}
    assert podcast.source.published == "2025-11-30"
    assert documents["aggregator-putins-motivation.txt"].source.published == "2025-02-24"
    assert documents["article-avoiding-bankruptcy.txt"].source.published is None  # the only date is a teaser's
