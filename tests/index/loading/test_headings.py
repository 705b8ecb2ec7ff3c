"""Headings stay in the text, with the path of those above, and over the chunks that need them."""

import pytest

from index.documents import headings_over
from reading import chunks, read_text

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
    document = read_text(tmp_path, text)
    title, *headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    assert document.source.title == title
    assert all(heading in document.text.splitlines() for heading in headings)
    assert [chunk.headings for chunk in chunks(document)] == [(headings[0], headings[1]), (headings[0], headings[2])]


@pytest.mark.parametrize("text", FAQ.values(), ids=FAQ)
def test_only_headings_that_a_chunk_does_not_open_with_are_put_over_it(tmp_path, text):
    first, second = chunks(read_text(tmp_path, text))
    assert headings_over(first) == ()
    assert headings_over(second) == first.headings[:1]


@pytest.mark.parametrize(
    "text", ["# Names\n\n## Ada\n\n## Grace\n\n## Linus\n", "# 名单\n\n## 阿达\n\n## 格蕾丝\n"], ids=["en", "zh"]
)
def test_headings_over_nothing_stay(tmp_path, text):
    document = read_text(tmp_path, text)
    assert [line.lstrip("# ") for line in text.splitlines() if line.startswith("## ")] == document.text.split("\n\n")


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
    source = read_text(tmp_path, text).source
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
    document = read_text(tmp_path, text)
    assert "A deep ship must wait" in document.text
    assert "References" not in document.text
    assert [line.text for line in document.left_out] == ["References", "A book", "Another"]


@pytest.mark.parametrize("word", ["Search", "Download", "Comments", "目录", "下载"])
def test_a_heading_that_reads_like_a_button_stays_over_its_text(tmp_path, word):
    document = read_text(
        tmp_path, f"# Manual\n\nThis is how it works.\n\n## {word}\n\nPress the second key from the left.\n"
    )
    assert word in document.text.splitlines()


@pytest.mark.parametrize(
    ("title", "first", "second", "prose", "language"),
    [
        ("Harbour notes", "Opening hours", "Tickets", "The office is open from nine to five on weekdays.", "en"),
        ("港口须知", "开放时间", "船票", "办公室工作日上午九点到下午五点开放，周末不办公。", "zh"),
    ],
    ids=["en", "zh"],
)
@pytest.mark.parametrize("more", ["", "date: 2025-12-02\nauthor: Mira\n"], ids=["title alone", "with facts"])
def test_the_first_heading_stays_where_the_title_is_stated(tmp_path, title, first, second, prose, language, more):
    text = f"---\ntitle: {title}\n{more}---\n\n## {first}\n\n{prose}\n\n## {second}\n\n{prose}\n"
    document = read_text(tmp_path, text)
    assert document.source.title == title
    assert document.source.languages == (language,)
    assert [heading for heading in (first, second) if heading not in document.text.splitlines()] == []
    assert [c.headings for c in chunks(document) if prose in c.text] == [(first,), (second,)]


@pytest.mark.parametrize(("title", "heading"), [("Harbour notes", "Harbour Notes"), ("港口须知（2025）", "港口须知")])
def test_a_heading_that_is_the_stated_title_is_not_said_twice(tmp_path, title, heading):
    document = read_text(
        tmp_path, f"---\ntitle: {title}\n---\n\n## {heading}\n\nThe office opens at nine on weekdays, 九点开放。\n"
    )
    assert heading not in document.text.splitlines()


LISTS = [
    pytest.param("Brookside Clinic", "What to bring:", ["your card", "a letter"], id="en"),
    pytest.param("Hillside Clinic", "**You need:**", ["a passport", "a photo"], id="en-bold"),
    pytest.param("Pool", "Opening hours:", ["Monday 9 to 5", "Sunday 10 to 4"], id="en-hours"),
    pytest.param("河边诊所", "就诊须带：", ["医保卡", "病历"], id="zh"),
    pytest.param("图书馆", "**禁止：**", ["抽烟", "喝酒"], id="zh-bold"),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank line", "blank line"])
@pytest.mark.parametrize(("heading", "label", "items"), LISTS)
def test_a_label_over_a_list_is_text_under_the_real_heading(tmp_path, heading, label, items, gap):
    text = f"# Town\n\n## {heading}\n\n{label}{gap}" + "".join(f"- {item}\n" for item in items)
    (chunk,) = chunks(read_text(tmp_path, text))
    assert chunk.headings == (heading,)
    assert [line for line in chunk.text.splitlines() if line] == [heading, label.strip("*"), *items]


@pytest.mark.parametrize(
    ("heading", "below", "prose"),
    [("Brookside Clinic", "Pets", "No animal may come in."), ("河边诊所", "宠物", "任何宠物都不得入内。")],
    ids=["en", "zh"],
)
def test_a_heading_that_is_only_bold_stands_below_the_marked_one(tmp_path, heading, below, prose):
    document = read_text(tmp_path, f"# Town\n\n## {heading}\n\n{prose}\n\n**{below}**\n\n{prose}\n")
    assert [chunk.headings for chunk in chunks(document)] == [(heading,), (heading, below)]


@pytest.mark.parametrize(
    ("label", "items"),
    [
        ("What to bring:", ["- your card", "- a letter", "- a photo", "- a pen"]),
        ("You need:", ["1. your card", "2. a letter", "3. a photo", "4. a pen"]),
        ("Please bring:", ["• your card", "• a letter", "• a photo", "• a pen"]),
        ("就诊须带：", ["1、医保卡", "2、病历", "3、照片", "4、钢笔"]),
        ("禁止事项：", ["（1）抽烟", "（2）喝酒", "（3）喧哗", "（4）奔跑"]),
        ("须带：", ["· 医保卡", "· 病历", "· 照片", "· 钢笔"]),
    ],
)
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
@pytest.mark.parametrize("is_first", [False, True], ids=["under a text", "first line"])
def test_a_list_with_a_blank_line_in_it_is_one_list(tmp_path, label, items, name, is_first):
    prose = "The clinic is open on weekdays. 诊所工作日开放。"
    over, below = ("", f"\n\n{prose}\n") if is_first else (f"Clinic\n\n{prose}\n\n", "\n")
    text = f"{over}{label}\n\n" + "\n".join(items[:2]) + "\n\n" + "\n".join(items[2:]) + below
    mark = "- " if name.endswith(".md") else ""
    listed = "\n".join(item.removeprefix(mark) for item in items)
    document = read_text(tmp_path, text, name)
    assert f"{label}\n\n{listed}" in document.text
    assert all(label not in chunk.headings for chunk in chunks(document))
