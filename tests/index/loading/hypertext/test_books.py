"""An e-book is read chapter by chapter, and a citation names the chapter as people count them."""

import pytest
from lxml import html

from index.loading.hypertext.chapters import chapter_locations
from index.loading.markup import read_text_lines
from office_files import book
from reading import failure_of, placed_lines, read_file


def test_a_book_is_read_in_order_with_chapters_that_begin_inside_a_page(tmp_path):
    chapters = {
        "a.xhtml": '<h2>序</h2><p>本书写于灰谷。<br/>第二行。</p><h2 id="c1">第一章 出海</h2><p>船早上<b>七点</b>开。</p>',
        "b%20c.xhtml": '<p>He came <span epub:type="pagebreak">41</span>home.</p>',
        "d.xhtml": "<h2>第二章 风暴</h2><p>The storm came at <i>nine</i>.</p>",
    }
    contents = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in
                       [("a.xhtml", "序"), ("a.xhtml#c1", "第一章 出海"), ("d.xhtml", "第二章 风暴")])  # fmt: skip
    content = book(chapters={name.replace("%20", " "): body for name, body in chapters.items()}, contents=contents)
    (tmp_path / "a.epub").write_bytes(content)
    document = read_file(tmp_path / "a.epub")
    assert placed_lines(document) == [
        (None, "序"), (None, "本书写于灰谷。"), (None, "第二行。"), ("chapter 1", "第一章 出海"), ("chapter 1", "船早上七点开。"),
        ("chapter 1", "He came home."), ("chapter 2", "第二章 风暴"), ("chapter 2", "The storm came at nine."),
    ]  # fmt: skip
    source = document.source
    assert (source.title, source.author, source.published) == ("灯塔 The light", "林岚", "2019-03-04")


@pytest.mark.parametrize(
    ("titles", "chapters"),
    [
        (["Cover", "Prologue", "Chapter One", "Chapter Two: Rain", "Notes"], [None, None, 1, 2, None]),
        (["第二十三章 归来", "第二十四章", "后记"], [23, 24, None]),
        (["I. The Sea", "II. The Shore", "IV. The Hill"], [1, 2, 4]),
        (["封面", "目录", "海", "岸", "附录一"], [None, None, 1, 2, None]),
        (["Title Page", "The Sea", "The Shore"], [None, 1, 2]),
        (["1. Rain", "2. Snow"], [1, 2]),
    ],
)
def test_a_chapter_has_the_number_of_its_title_or_is_counted(titles, chapters):
    found = chapter_locations([(f"{i}.xhtml", "", title) for i, title in enumerate(titles)])
    assert list(found.values()) == [number and f"chapter {number}" for number in chapters]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>One<br>two</p><p>three</p>", ["One", "two", "three"]),
        ('<ol start="3"><li>手套</li><li><p>Vest</p></li></ol><ul><li>x</li></ul>', ["3. 手套", "4. Vest", "x"]),
        ("<div>Bare <b>bold</b> text<div>inner</div>tail</div>", ["Bare bold text", "inner", "tail"]),
        ("<pre>a = 1\n  b = 2</pre>", ["a = 1", "  b = 2"]),
        (
            "<table><tr><th>物品</th><th>单价</th></tr><tr><td>药水</td><td>12</td></tr></table>",
            ["物品：药水；单价：12"],
        ),
        ("<table><tr><td><p>One</p></td></tr><tr><td>two</td></tr></table>", ["One", "two"]),
        ("<ruby>灯塔<rt>dēng tǎ</rt></ruby><script>x()</script><p hidden>no</p>很高", ["灯塔很高"]),
        ("<h2>A <br>title</h2>text", ["A title", "text"]),
    ],
)
def test_all_that_a_page_shows_is_read(page, lines):
    assert [line.text for line in read_text_lines(html.fromstring(f"<body>{page}</body>"))] == lines


def test_elements_nested_without_end_do_no_harm():
    page = html.fromstring("<body>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>flat</p></body>")
    assert read_text_lines(page) is not None


def test_a_protected_book_is_told_as_one_and_obfuscated_fonts_are_no_protection(tmp_path):
    data = '<EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData>'
    fonts = {
        "META-INF/encryption.xml": "<encryption>" + data.format("http://www.idpf.org/2008/embedding") + "</encryption>"
    }
    (tmp_path / "a.epub").write_bytes(book("The ferry sails.", extra=fonts))
    assert read_file(tmp_path / "a.epub").text == "The ferry sails."
    protected = {
        "META-INF/encryption.xml": "<encryption>"
        + data.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
        + "</encryption>"
    }
    (tmp_path / "a.epub").write_bytes(book("x", extra=protected))
    assert "DRM" in failure_of(tmp_path / "a.epub")
