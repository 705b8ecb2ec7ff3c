"""Structure that answers need: headings with their path, rows with their columns, numbers of steps, code, facts."""

import pytest

from embedders import HashingEmbedder
from index.documents import headings_over
from index.loading.chunking import split_document
from index.loading.registry import load_file

COUNT = HashingEmbedder().count_tokens


def load(tmp_path, text, name="page.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return next(iter(load_file(path, name)))


def chunks(document, limit=400):
    return split_document(document, limit=limit, count_tokens=COUNT)


FAQ = {
    "en": (
        "# Questions\n\n"
        "## Servers\n\n"
        "### Where are they?\n"
        "All data lies in Graz, Austria.\n\n"
        "### Who pays?\n"
        "The club pays.\n"
    ),
    "zh": "# 常见问题\n\n## 服务器\n\n### 服务器在哪里？\n全部数据都存放在奥地利格拉茨。\n\n### 谁来付钱？\n费用全部由社团承担。\n",
    "mixed": (
        "# 问题 Questions\n\n"
        "## Servers 服务器\n\n"
        "### 在哪里 Where?\n"
        "数据存放在格拉茨，All data lies in Graz.\n\n"
        "### 谁付 Who pays?\n"
        "社团付钱。The club pays.\n"
    ),
}


@pytest.mark.parametrize("text", FAQ.values(), ids=FAQ)
def test_no_heading_leaves_the_text_and_each_chunk_knows_the_headings_over_it(tmp_path, text):
    document = load(tmp_path, text)
    title, *headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    assert document.source.title == title
    assert all(heading in document.text.splitlines() for heading in headings)
    assert [chunk.headings for chunk in chunks(document)] == [(headings[0], headings[1]), (headings[0], headings[2])]


@pytest.mark.parametrize("text", FAQ.values(), ids=FAQ)
def test_only_headings_that_a_chunk_does_not_open_with_are_put_over_it(tmp_path, text):
    first, second = chunks(load(tmp_path, text))
    assert headings_over(first) == ()
    assert headings_over(second) == first.headings[:1]


@pytest.mark.parametrize(
    "text", ["# Names\n\n## Ada\n\n## Grace\n\n## Linus\n", "# 名单\n\n## 阿达\n\n## 格蕾丝\n"], ids=["en", "zh"]
)
def test_headings_over_nothing_stay(tmp_path, text):
    document = load(tmp_path, text)
    assert [line.lstrip("# ") for line in text.splitlines() if line.startswith("## ")] == document.text.split("\n\n")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "# Line 9\n\n| Stop | First | Last |\n|---|---|---|\n"
            + "| Mill | 5:40 | 21:12 |\n" * 60
            + "| Ferry | 6:14 | 21:46 |\n",
            "Stop: Ferry; First: 6:14; Last: 21:46",
            id="en",
        ),
        pytest.param(
            "# 九号线\n\n| 站点 | 首班车 | 末班车 |\n|---|---|---|\n"
            + "| 柳堤 | 5:40 | 21:12 |\n" * 60
            + "| 枫林渡 | 6:14 | 21:46 |\n",
            "站点：枫林渡；首班车：6:14；末班车：21:46",
            id="zh",
        ),
    ],
)
def test_a_row_of_a_long_table_has_its_column_names_in_later_chunks_too(tmp_path, text, row):
    found = chunks(load(tmp_path, text), limit=120)
    assert len(found) > 1
    assert row in found[-1].text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param(
            (
                "# Dump\n\n"
                "Do it like this:\n\n"
                "3. Stop the bot.\n"
                "4. Dump it:\n\n"
                "   ```sh\n"
                "   dump > x\n"
                "   ```\n\n"
                "5. Start it.\n"
            ),
            ["3. Stop the bot.", "4. Dump it:", "dump > x", "5. Start it."],
            id="en",
        ),
        pytest.param(
            ("# 备份\n\n这样做：\n\n1. 先停机器人。\n2. 再导出：\n\n   ```\n   导出 全部\n   ```\n\n3. 重新启动。\n"),
            ["1. 先停机器人。", "2. 再导出：", "导出 全部", "3. 重新启动。"],
            id="zh",
        ),
    ],
)
def test_steps_keep_their_order_and_numbers(tmp_path, text, items):
    lines = [line for line in load(tmp_path, text).text.splitlines() if line]
    assert lines[1:] == items


CODE = (
    "# Tool\n\n"
    "Run it so:\n\n"
    "```python\n"
    "for x in y:\n"
    "    share(x)\n\n"
    "    print(x)\n"
    "```\n\n"
    "That is all there is to say.\n"
)


def test_code_is_kept_as_it_is_printed_with_the_line_that_introduces_it(tmp_path):
    document = load(tmp_path, CODE + "\nAnother sentence stands here too. " * 12)
    first = chunks(document, limit=40)[0]
    assert first.text[: first.text.index("\n\nThat")] == "Run it so:\n\nfor x in y:\n    share(x)\n\n    print(x)"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param(
            (
                "---\n"
                "title: Rules\n"
                "president: Mira Sandoval\n"
                "members: [Ann, Bo]\n"
                "layout: post\n"
                "---\n\n"
                "The rules are short.\n"
            ),
            ["president: Mira Sandoval", "members: Ann, Bo"],
            id="front-matter",
        ),
        pytest.param(
            (
                "# Minutes of the club\n\n"
                "Date: 2026-01-15\n"
                "Present: Ann, Bo\n"
                "Absent: Cy\n\n"
                "## Fair\n\n"
                "The fair is on 18 April.\n"
            ),
            ["Date: 2026-01-15", "Present: Ann, Bo", "Absent: Cy"],
            id="en",
        ),
        pytest.param(
            (
                "# 纪要\n\n"
                "日期 Date: 2026-01-15\n"
                "出席 Present: 陈怡君、王志远\n"
                "会长：夜航星\n\n"
                "## 市集\n\n"
                "市集定在四月十八日举行。\n"
            ),
            ["日期 Date: 2026-01-15", "出席 Present: 陈怡君、王志远", "会长：夜航星"],
            id="zh",
        ),
    ],
)
def test_named_facts_are_kept_each_on_its_line(tmp_path, text, facts):
    lines = load(tmp_path, text).text.splitlines()
    assert lines[: len(facts)] == facts
    assert not any("layout" in line for line in lines)


RECIPE = "外婆的红烧肉\n\n准备时间20分钟，四人份。\n\n材料\n五花肉800克\n冰糖40克\n葱2根\n\n做法\n1. 切块焯水。\n2. 焖一个小时。\n"
POEM = (
    "The Lamp\n"
    "by Odile Marsh\n\n"
    "The river keeps no ledger\n"
    "of the dead, it carries\n"
    "what it carries\n\n"
    "The lamp swung green,\n"
    "then gold, then grey\n"
)
ADDRESS = "Where we are\n\nThe shop stands behind the church.\n\nMill Books\n12 Mill Lane\nTue to Sat, 10:00 to 18:00\n"


@pytest.mark.parametrize(
    ("text", "name"), [(RECIPE, "r.txt"), (POEM, "p.txt"), (ADDRESS, "a.txt")], ids=["recipe", "poem", "address"]
)
def test_short_lines_of_a_text_without_furniture_are_content(tmp_path, text, name):
    document = load(tmp_path, text, name)
    lost = [line for line in text.splitlines()[1:] if line and line not in document.text.splitlines()]
    assert lost in ([], ["by Odile Marsh"])
    assert document.left_out == ()


def test_the_ingredients_are_a_section_under_their_heading(tmp_path):
    assert [section.title for section in load(tmp_path, RECIPE, "r.txt").sections] == [None, "材料", "做法"]


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        pytest.param(
            (
                "# Board Meeting 2021-03-04\n\n"
                "## Present\n\n"
                "* Ann Reed\n\n"
                "## Decisions\n\n"
                "The board agreed to deepen it.\n"
            ),
            "Board Meeting 2021-03-04",
            "2021-03-04",
            id="en",
        ),
        pytest.param(
            "# 理事会 2021年3月4日\n\n#### 这次会议都决定了哪些事情呢？\n\n理事会同意加深南边的航道。\n",
            "理事会 2021年3月4日",
            "2021-03-04",
            id="zh",
        ),
    ],
)
def test_the_highest_heading_is_the_title_however_short_and_its_date_counts(tmp_path, text, title, published):
    source = load(tmp_path, text).source
    assert (source.title, source.published) == (title, published)


def test_a_section_headed_notes_is_kept_and_a_list_of_references_left_out(tmp_path):
    text = (
        "# Pilots\n\n"
        "The channel is deep enough.\n\n"
        "## Notes\n\n"
        "A deep ship must wait for the flood.\n\n"
        "## References\n\n"
        "- [A book](https://a.example)\n"
        "- [Another](https://b.example)\n"
    )
    document = load(tmp_path, text)
    assert "A deep ship must wait" in document.text
    assert "References" not in document.text
    assert [line.text for line in document.left_out] == ["References", "A book", "Another"]


@pytest.mark.parametrize("word", ["Search", "Download", "Comments", "目录", "下载"])
def test_a_heading_that_reads_like_a_button_stays_over_its_text(tmp_path, word):
    document = load(
        tmp_path, f"# Manual\n\nThis is how it works.\n\n## {word}\n\nPress the second key from the left.\n"
    )
    assert word in document.text.splitlines()


HARD_WRAPPED = {
    "en": (
        (
            "# Notes\n\n"
            "The keeper of the light wrote down every\n"
            "ship that passed, and once a week he carried the\n"
            "ledger to the office.\n"
        ),
        (
            "The keeper of the light wrote down every ship that passed, and once a week he carried the "
            "ledger to the office."
        ),
    ),
    "zh": (
        "# 笔记\n\n灯塔看守人把经过的每一艘船都记下来，\n每个星期把簿子送到港务局，\n让书记抄进登记册。\n",
        "灯塔看守人把经过的每一艘船都记下来，每个星期把簿子送到港务局，让书记抄进登记册。",
    ),
}


@pytest.mark.parametrize(("text", "paragraph"), HARD_WRAPPED.values(), ids=HARD_WRAPPED)
def test_hard_wrapped_markdown_is_one_paragraph(tmp_path, text, paragraph):
    assert load(tmp_path, text).text == paragraph
