"""Who signed a text, where its page states no author."""

import pytest

from index.loading.cleaning import read_plain_lines, read_signature
from index.loading.registry import load_file

PROSE = "灯塔看守人每天傍晚都要走上一百二十级台阶，把灯点亮，然后在本子上记下过往的船只。"


@pytest.mark.parametrize(
    ("signature", "author"),
    [
        ("江畔日报记者 林建国 周晓岚", "林建国 周晓岚"),
        ("□ 本报记者 赵若舟", "赵若舟"),
        ("本报记者王建国发自北京", "王建国"),
        ("记者：李明", "李明"),
        ("江畔晚报记者 何静 江东报道", "何静"),
        ("江畔新闻·晚报记者马建军/文 受访者供图", "马建军"),
        ("文：夜航星", "夜航星"),
        ("通訊員 陳建國", "陳建國"),
        ("本報記者趙若舟", "趙若舟"),
        ("记者认为这样不妥", None),
        ("记者 编辑部", None),
        ("记者 王先生", None),
        ("作者：佚名", None),
    ],
)
def test_a_line_that_names_a_reporter_is_a_signature_above_the_text_and_below(signature, author):
    for text in (f"灯塔\n\n{signature}\n\n{PROSE}\n\n{PROSE}\n", f"灯塔\n\n{PROSE}\n\n{PROSE}\n\n{signature}\n"):
        assert read_signature(read_plain_lines(text)) == author


@pytest.mark.parametrize(
    ("closing", "author"),
    [
        ("（记者 林建国）", "林建国"),
        ("（周晓岚 赵若舟 ）", "周晓岚 赵若舟"),
        ("(总台记者 李明)", "李明"),
        ("（何静 江东报道）", "何静"),
        ("（全文完）", None),
        ("（未完待续）", None),
        ("（图源网络）", None),
        ("（见下图）", None),
        ("（高清）", None),
    ],
)
def test_the_brackets_at_the_end_of_a_text_may_name_its_author(closing, author):
    assert read_signature(read_plain_lines(f"灯塔\n\n{PROSE}\n\n{PROSE}{closing}\n")) == author


@pytest.mark.parametrize(
    ("line", "author"), [("胡建平", "胡建平"), ("首页", None), ("灯塔往事", None), ("高清", None), ("Tea", None)]
)
def test_a_name_alone_over_the_text_is_its_author(line, author):
    assert read_signature(read_plain_lines(f"看灯的人\n\n{line}\n\n{PROSE}\n\n{PROSE}\n")) == author


def test_names_within_a_text_sign_nothing():
    text = "\n\n".join(["看灯的人", *[PROSE] * 5, "记者 林建国", *[PROSE] * 5, f"她说（周晓岚）{PROSE}"])
    assert read_signature(read_plain_lines(text)) is None


def test_the_tag_of_a_page_names_its_author_where_nobody_signed_it(tmp_path):
    for stated, signature, author in (
        ("周晓岚", "", "周晓岚"),
        ("周晓岚", "（记者 林建国）", "林建国"),
        ("江畔网络", "", None),
    ):
        body = f"<h1>灯塔</h1><p>{PROSE}</p><p>{PROSE}</p><p>{signature}</p>"
        head = f'<meta name="author" content="{stated}">'
        (tmp_path / "a.html").write_text(
            f"<html><head>{head}</head><body><article>{body}</article></body></html>", "utf-8"
        )
        assert next(iter(load_file(tmp_path / "a.html", "a.html"))).source.author == author
