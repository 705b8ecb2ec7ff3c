import json

import pytest

WEB_PAGE = {
    "en": "Share | Like | Print\n\nTea houses of Brindle\nBy Mira Sandoval\n4 March 2025\n\nThe town has forty-two tea houses now.\n\n"
    "Most of them opened after the war ended.\n\nSubscribe to our newsletter today\n\nRelated articles\nWho grows the moss?\n",
    "zh": "分享 | 点赞 | 打印\n\n青石桥的茶馆\n作者：林岚\n2025年3月4日\n\n镇上如今一共有四十二家茶馆。\n\n"
    "其中大多数是战后才开张的老店。\n\n扫码关注公众号下载\n\n相关阅读\n谁在种青苔？\n",
}


@pytest.fixture(params=WEB_PAGE.values(), ids=WEB_PAGE)
def page(request, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(request.param, "utf-8")
    return path


def test_read_tells_every_line_of_a_file_as_text_metadata_or_left_out(footnote, page):
    result = footnote("read", "--json", str(page))
    assert result.exit_code == 0, result.stderr
    read = json.loads(result.stdout)
    told = read["text"] + "".join(line["text"] for line in read["left_out"]) + f"{read['title']} {read['author']}"
    lines = [line for line in page.read_text("utf-8").splitlines() if line and "2025" not in line]
    assert [line for line in lines if line.removeprefix("By ").removeprefix("作者：") not in told] == []
    assert read["published"] == "2025-03-04"
    assert {line["rule"] for line in read["left_out"]} <= {"link-bar", "notice", "related", "short-line"}
    assert 0.2 < read["left_out_share"] < 1
    assert all(read["text"][chunk["start"] : chunk["end"]] for chunk in read["chunks"])


@pytest.mark.parametrize("locale", ["en", "zh-CN", "zh-TW"])
def test_read_shows_title_sections_passages_and_what_was_left_out(footnote, page, locale, monkeypatch):
    monkeypatch.setenv("LOCALE", locale)
    shown = footnote("read", str(page)).stdout
    title = page.read_text("utf-8").splitlines()[2]
    assert title in shown
    assert page.read_text("utf-8").splitlines()[0] in shown
    assert "%" in shown


def test_read_names_what_cannot_be_read_and_goes_on(footnote, page, tmp_path):
    (tmp_path / "bad.md").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    result = footnote("read", "--json", str(tmp_path / "bad.md"), str(tmp_path / "none.txt"), str(page))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert ["error" in row for row in rows] == [True, True, False]


def test_index_says_per_source_what_was_left_out_and_doctor_names_it_when_it_is_much(footnote, corpus, page):
    (corpus / "page.txt").write_bytes(page.read_bytes())
    report = footnote("index").stdout
    (line,) = [line for line in report.splitlines() if "page.txt" in line]
    assert "%" in line
    omissions = json.loads(footnote("index", "--json").stdout)["omissions"]
    assert [omission["source_id"] for omission in omissions] == ["page.txt"]
    assert "page.txt" in footnote("doctor").stdout
