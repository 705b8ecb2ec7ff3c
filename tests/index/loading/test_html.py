"""Saved web pages: their encoding, structure, metadata, and what stands outside the article."""

import pytest

from index.loading.cleaning import parse_date, read_dateline
from index.loading.markup import parse_html, read_html_lines
from index.loading.markup.page_metadata import clean_author
from index.loading.registry import load_file
from index.reports import Failure, Rule

PROSE = {
    "en": "The keeper of the northern light wrote down every ship that passed the cape, and once a week he carried the ledger over. ",
    "zh": "灯塔看守人把经过海角的每一艘船都记在簿子上，每个星期把簿子送到港务局去，让书记抄进港口的登记册里。",
}


def load(tmp_path, page, encoding="utf-8"):
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode(encoding))
    return next(iter(load_file(path, "page.html")))


def lines(page):
    return [line.text for line in read_html_lines(parse_html(page))]


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030", "utf-8"])
def test_a_chinese_page_is_read_whatever_relative_of_its_encoding_it_declares(tmp_path, declared):
    page = f'<html><head><meta charset="{declared}"><title>灯塔</title></head><body><p>{PROSE["zh"] * 4}镕</p></body></html>'
    for encoding in ("gb18030", "utf-8"):
        assert PROSE["zh"] in load(tmp_path, page, encoding).text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_bad_byte_is_replaced_and_a_binary_file_is_told_for_what_it_is(tmp_path, encoding):
    page = f'<html><head><meta charset="gb2312"></head><body><p>{PROSE["zh"] * 8}</p></body></html>'.encode(encoding)
    document = load(tmp_path, page[:-30] + b"\xff" + page[-30:])
    assert PROSE["zh"] in document.text
    found = load(tmp_path, b"%PDF-1.7\n" + bytes(range(256)))
    assert isinstance(found, Failure)
    assert ".pdf" in found.reason


def test_steps_tables_definitions_and_code_keep_their_structure():
    page = (
        "<h2>Dump</h2><ol start=3><li>Stop it<li><p>Dump it</p><pre>a\n\n  b</pre></ol>"
        "<table><tr><th>Stop</th><th>Last</th></tr><tr><td>Mill</td><td>21:46</td></tr></table>"
        "<table><tr><td>站点</td><td>末班</td></tr><tr><td>枫林渡</td><td>21:46</td></tr></table>"
        "<dl><dt>President</dt><dd>Mira</dd><dt>会长</dt><dd>夜航星</dd></dl>one<br>two<script>no</script>"
    )
    assert lines(page) == [
        "Dump", "3. Stop it", "4. Dump it", "a", "  b", "Stop: Mill; Last: 21:46", "站点：枫林渡；末班：21:46",
        "President: Mira", "会长：夜航星", "one", "two",
    ]  # fmt: skip


@pytest.mark.parametrize("prose", PROSE.values(), ids=PROSE)
def test_a_table_for_the_layout_is_no_table(prose):
    page = f"<table><tr><td><a href=x>Home</a></td></tr><tr><td><p>{prose * 4}</p></td><td>x</td></tr></table>"
    assert prose.strip() in lines(page)[1]
    assert "Home" in lines(page)[0]


@pytest.mark.parametrize("language", PROSE)
def test_prose_outside_the_article_is_told_as_left_out(tmp_path, language):
    article = "".join(f"<p>{PROSE[language] * 2}</p>" for _ in range(6))
    aside = {"en": "Our shop sells lamps of all kinds to keepers.", "zh": "本店常年向灯塔看守人出售各式各样的灯具。"}[
        language
    ]
    page = f"<body><article><h1>The light</h1>{article}</article><footer class=footer><p>{aside}</p></footer></body>"
    document = load(tmp_path, page)
    told = document.text + "".join(line.text for line in document.left_out if line.rule is Rule.OUTSIDE)
    assert aside in told


@pytest.mark.parametrize(("language", "short"), [("en", "I am a cat."), ("zh", "他走了。天亮了。")])
def test_short_sentences_that_are_in_the_text_are_not_told_as_left_out(tmp_path, language, short):
    page = f"<html><body><article><p>{PROSE[language] * 4}</p><p>{short}</p><p>{PROSE[language] * 3}</p></article></body></html>"
    document = load(tmp_path, page)
    assert short in document.text
    assert not document.left_out


@pytest.mark.parametrize(
    ("line", "date", "publisher", "author"),
    [
        ("2005-04-25 08:24:06 来源: 江畔晚报 网友评论 0 条", "2005-04-25", "江畔晚报", None),
        ("【字号 大 中 小】 时间：2005年4月25日 作者：林岚", "2005-04-25", None, "林岚"),
        ("二〇二四年十二月二十三日", "2024-12-23", None, None),
        ("By Mira Sandoval", None, None, "Mira Sandoval"),
        ("April 15, 2025 10:00", "2025-04-15", None, None),
        ("She left the town on 3 May 2023 with her two dogs and the ledger.", None, None, None),
    ],
)
def test_the_line_over_a_text_states_date_publisher_and_author(line, date, publisher, author):
    found = read_dateline(line)
    assert (found.published, found.publisher, found.author) == (date, publisher, author)


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024年3月5号", "2024-03-05"), ("二○二四年三月五日", "2024-03-05"), ("2024年3月", None), ("2024-13-45", None)],
)
def test_chinese_dates_are_read_in_digits_and_in_characters(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "name", ["Username", "首先欢迎你来到新华网发展论坛", "admin", "佚名", "http://a.example", "", None]
)
def test_what_is_nobodys_name_is_no_author(name):
    assert clean_author(name) is None


@pytest.mark.parametrize("name", ["Mira Sandoval", "林岚", "欧阳若舟", "Theresa May"])
def test_a_name_is_an_author(name):
    assert clean_author(name) == name


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("林岚 时间", "林岚"),
        ("Mira Sandoval March", "Mira Sandoval"),
        ("Mira Sandoval Edited by Tom Reed", "Mira Sandoval"),
        ("Www Example Org; 江畔日报报业集团; 江畔网", None),
        ("■ 该作者文章", None),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(stated, author):
    assert clean_author(stated) == author


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 3000 + "<p>Deep down here is a text.</p>",
        "<table>" * 900 + "Deep down here is a text.",
        "<meta " * 9000,
    ],
    ids=["blocks", "tables", "meta"],
)
def test_a_hostile_page_is_read_or_ends_in_one_sentence(tmp_path, page):
    found = load(tmp_path, page)
    assert isinstance(found, Failure) or "Deep down here" in found.text or page.startswith("<meta")
