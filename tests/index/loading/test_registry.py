import codecs
import json

import pytest

from index.documents import Document
from index.errors import SourcesMissingError, SourceUnreadableError
from index.loading.encoding import decode
from index.loading.sources import load_sources
from index.reports import Failure

ZH = "俄罗斯的预算赤字接近6万亿卢布，这是一个巨大的窟窿。战争的消耗远远超过他们的收入，谁也不知道仗还能打多久。"
ZH_TRADITIONAL = "這座城市的地鐵預算是兩百八十億元，每天有九十萬人搭乘公車，所以大家都希望新的路線早一點開通。"
EN = "The budget deficit came close to six trillion, “a huge hole”, and nobody knew how long it could last."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(ZH.encode(), ZH, id="zh-utf-8"),
        pytest.param(codecs.BOM_UTF8 + ZH.encode(), ZH, id="zh-utf-8-bom"),
        pytest.param(ZH.encode("utf-16"), ZH, id="zh-utf-16-bom"),
        pytest.param(ZH.encode("utf-16-le"), ZH, id="zh-utf-16-le"),
        pytest.param(EN.encode("utf-16-be"), EN, id="en-utf-16-be"),
        pytest.param(ZH.encode("gb18030"), ZH, id="zh-gb18030"),
        pytest.param(ZH_TRADITIONAL.encode("big5"), ZH_TRADITIONAL, id="zh-big5"),
        pytest.param(EN.encode("cp1252"), EN, id="en-cp1252"),
        pytest.param((EN + ZH).encode("gb18030"), EN + ZH, id="mixed-gb18030"),
        pytest.param(b"one\r\ntwo\rthree", "one\ntwo\nthree", id="line-ends"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_saved_in(content, text):
    assert decode(content, source_id="page.txt") == text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n\t",
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400),
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00",
    ],
    ids=["empty", "blank", "binary", "picture", "broken-utf-16"],
)
def test_what_is_not_text_is_refused_with_the_reason(content):
    with pytest.raises(SourceUnreadableError) as caught:
        decode(content, source_id="page.txt")
    assert caught.value.source_id == "page.txt"
    assert caught.value.reason


def loaded(folder):
    return list(load_sources(folder))


def test_one_bad_file_is_named_and_stops_nothing(corpus):
    (corpus / "bad.txt").write_bytes(bytes(range(256)) * 8)
    (corpus / "empty.md").write_text("")
    (corpus / "report.pdf").write_bytes(b"%PDF-1.7 broken")
    found = loaded(corpus)
    assert {f.path for f in found if isinstance(f, Failure)} == {"bad.txt", "empty.md", "report.pdf"}
    assert all(f.reason for f in found if isinstance(f, Failure))
    assert len([d for d in found if isinstance(d, Document)]) == 3


def test_hidden_files_are_passed_over_and_folders_are_read(corpus):
    (corpus / ".hidden.txt").write_text("nothing")
    (corpus / "2025").mkdir()
    (corpus / "2025" / "note.txt").write_text("A note about the river. It froze in January.")
    assert "2025/note.txt" in {d.source.id for d in loaded(corpus)}
    assert len(loaded(corpus)) == 4


@pytest.mark.parametrize("made", [False, True], ids=["missing", "empty"])
def test_a_folder_without_sources_says_what_to_do(tmp_path, made):
    folder = tmp_path / "none"
    if made:
        folder.mkdir()
    with pytest.raises(SourcesMissingError, match="put"):
        loaded(folder)


def test_front_matter_says_what_the_page_states(corpus):
    source = next(d.source for d in loaded(corpus) if d.source.id == "clinic.md")
    assert (source.title, source.published, source.author, source.languages) == (
        "Night clinic",
        "2024-05-06",
        "Ana Reyes",
        ("en", "zh"),
    )


def test_each_row_of_a_jsonl_file_is_a_source_and_each_bad_row_a_failure(tmp_path):
    rows = [
        json.dumps({"id": "a", "title": "甲", "text": ZH, "published": "2024-01-02", "extra": 1}),
        "not json",
        json.dumps({"id": "b", "text": "  "}),
        json.dumps({"id": "a", "text": EN}),
        "",
        json.dumps({"id": 7, "title": "", "text": "Share:\n" + EN}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    found = loaded(tmp_path)
    documents = [d for d in found if isinstance(d, Document)]
    assert [d.source.id for d in documents] == ["rows.jsonl#a", "rows.jsonl#7"]
    assert documents[0].text == ZH
    assert documents[0].source.published == "2024-01-02"
    assert documents[1].text == "Share:\n" + EN  # the text of a row is not searched for boilerplate
    assert [f.path for f in found if isinstance(f, Failure)] == ["rows.jsonl:2", "rows.jsonl#b", "rows.jsonl#a"]


def test_a_page_that_declares_its_encoding_is_read_in_it(tmp_path):
    body = f"<p>{ZH}</p>" * 3
    page = f'<html><head><meta charset="gb2312"><title>标题在此</title></head><body><article><h1>标题在此</h1>{body}</article></body></html>'
    (tmp_path / "page.html").write_bytes(page.encode("gb2312"))
    document = loaded(tmp_path)[0]
    assert isinstance(document, Document)
    assert ZH in document.text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<", "<p>", "plain & simple"], ids=["empty", "broken", "bare", "no-markup"]
)
def test_html_without_text_is_a_failure_not_a_crash(tmp_path, page):
    (tmp_path / "page.html").write_text(page)
    assert len(loaded(tmp_path)) == 1
