"""Structure that answers need: rows with their columns, numbers of steps, code, facts, short lines that are content."""

import pytest

from reading import chunks, read_text


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
    found = chunks(read_text(tmp_path, text), limit=120)
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
    lines = [line for line in read_text(tmp_path, text).text.splitlines() if line]
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
    document = read_text(tmp_path, CODE + "\nAnother sentence stands here too. " * 12)
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
    lines = read_text(tmp_path, text).text.splitlines()
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
    document = read_text(tmp_path, text, name)
    lost = [line for line in text.splitlines()[1:] if line and line not in document.text.splitlines()]
    assert lost in ([], ["by Odile Marsh"])
    assert document.left_out == ()


def test_the_ingredients_are_a_section_under_their_heading(tmp_path):
    assert [section.title for section in read_text(tmp_path, RECIPE, "r.txt").sections] == [None, "材料", "做法"]
