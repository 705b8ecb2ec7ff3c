import json
from pathlib import Path

import pytest

from index.loading.cleaning.cleaner import clean_page
from index.loading.cleaning.lines import read_plain_lines
from index.loading.cleaning.metadata import PageMetadata
from index.loading.plain import load_plain
from index.loading.registry import _loaders

PAGES = Path(__file__).parent / "pages"
EXPECTED = sorted(PAGES.glob("*.expected.json"))


def load(name):
    path = next(p for p in PAGES.glob(f"{name}.*") if p.suffix in _loaders() and p.suffix != ".json")
    return next(iter(_loaders()[path.suffix](path, path.name)))


def plain(text):
    return " ".join(text.replace("|", " ").split())


@pytest.fixture(params=EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def page(request):
    return load(request.param.name.removesuffix(".expected.json")), json.loads(request.param.read_text("utf-8"))


def test_no_sentence_of_the_content_is_lost(page):
    document, expected = page
    assert [s for s in expected["must"] if plain(s) not in plain(document.text)] == []


def test_no_boilerplate_becomes_text(page):
    document, expected = page
    assert [s for s in expected["must_not"] if plain(s) in plain(document.text)] == []


def test_metadata_is_what_the_page_states(page):
    document, expected = page
    stated = {key: getattr(document.source, key) for key in expected["metadata"]}
    assert stated == expected["metadata"]


def test_speakers_and_languages_are_found(page):
    document, expected = page
    speakers = dict.fromkeys(turn.speaker for section in document.sections for turn in section.turns)
    assert list(speakers) == expected["speakers"]
    assert set(document.source.languages) == set(expected["languages"])


def test_sections_cover_the_text_in_order_and_turns_lie_within_them(page):
    document, _ = page
    end = 0
    for section in document.sections:
        assert document.text[end : section.start].strip() == ""
        assert section.start < section.end
        assert all(section.start <= turn.start < turn.end <= section.end for turn in section.turns)
        end = section.end
    assert end == len(document.text)


BILINGUAL = """江城为什么修地铁?

江城为什么修地铁?

2025-03-02Cities
--:--
--:--
林岚
大家好,我是林岚。今天我们聊江城的地铁,它的预算是280亿元。
周然
我是周然。数据显示,每天有90万人挤公交车。
林岚
所以地铁不是面子工程,是刚需。
周然
我们下期再见。

江城修地铁是因为公交已经不够用了,预算280亿元,每天90万人次。

Why Jiangcheng digs

Read original at Metro Source

The city has run out of road. Its buses carry 900,000 people a day, and the new line will cost 28 billion yuan over six years.

Work began in May. Nobody expects it to end on time, but the first 12.

5 km should open in 2027, says the builder of the line.

Analysis

Impact+
Related Info+

Related Podcasts"""


def bilingual(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(BILINGUAL, "utf-8")
    return next(load_plain(path, "page.txt"))


def test_a_page_of_dialogue_summary_and_article_becomes_three_sections(tmp_path):
    document = bilingual(tmp_path)
    found = [(section.role, section.language, section.title) for section in document.sections]
    assert found == [("transcript", "zh", None), ("summary", "zh", None), ("article", "en", "Why Jiangcheng digs")]
    assert [turn.speaker for turn in document.sections[0].turns] == ["林岚", "周然", "林岚", "周然"]
    assert "12.5 km" in document.text


def test_boilerplate_around_the_bilingual_page_is_removed_and_its_date_read(tmp_path):
    document = bilingual(tmp_path)
    assert not [
        s for s in ("--:--", "Read original", "Analysis", "Impact+", "Related", "2025-03-02") if s in document.text
    ]
    assert document.source.published == "2025-03-02"
    assert document.source.title == "江城为什么修地铁?"


@pytest.mark.parametrize(
    ("page", "published"),
    [
        pytest.param(
            "A title here\n\nA first sentence of text.\n\nA second one follows.\n\nLatest in\n\nAnother story\n\nBy Mia Vell\nApril 15, 2025",
            None,
            id="teaser",
        ),
        pytest.param(
            "SITE OF NEWS\nJun 1, 2025 |\n\ntopic\n24 Feb 2025\n\nThe title of the piece\n\nA first sentence of text.\n\nA second.",
            "2025-02-24",
            id="status-bar",
        ),
        pytest.param(
            "标题在这里\n发布时间：2025年3月4日 10:22\n\n第一句话在这里。\n\n第二句话也在。", "2025-03-04", id="zh"
        ),
        pytest.param(
            "The title of it\n\nIn March 2024 they met on 3 May 2023 by chance.\n\nA second sentence.",
            None,
            id="in-prose",
        ),
    ],
)
def test_the_date_is_the_articles_or_none(page, published):
    assert clean_page(read_plain_lines(page), metadata=PageMetadata()).metadata.published == published


@pytest.mark.parametrize("text", ["milk\neggs\nbread", "孤零零的一行"], ids=["en", "zh"])
def test_a_page_without_prose_keeps_its_lines(text):
    assert "\n".join(line.text for line in clean_page(read_plain_lines(text), metadata=PageMetadata()).lines) == text


@pytest.mark.parametrize(
    "notice", ["© 2023 Harbour News.", "版权所有：海港新闻。", "Photo: M. Sandoval.", "Advertisement: Northwind."]
)
@pytest.mark.parametrize("text", ["The ferry sails at seven. ", "渡轮七点开航。"])
def test_a_text_that_stands_behind_a_notice_on_its_line_is_kept(tmp_path, notice, text):
    path = tmp_path / "line.txt"
    path.write_text(f"{notice} {text * 5}", "utf-8")
    document = next(load_plain(path, path.name))
    assert document.text.count(text.strip()) == 5


@pytest.mark.parametrize(("key", "title"), [("Title", "Allotment rules"), ("标题", "花园守则"), ("標題", "花園守則")])
def test_a_title_that_a_plain_text_states_is_its_title(tmp_path, key, title):
    path = tmp_path / "memo.txt"
    path.write_text(f"{key}: {title}\n\nPlots must be weeded by May, and the gate is locked at night.", "utf-8")
    document = next(load_plain(path, path.name))
    assert document.source.title == title
