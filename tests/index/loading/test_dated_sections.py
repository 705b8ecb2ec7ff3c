"""Date lines in the middle of a text: each heads what follows it, and none is lost."""

import pytest

from reading import chunks, read_text

BOUGHT = {"en": "The club agreed to buy a new shed for its tools.", "zh": "社团决定买一个新的工具棚，放在花园南边。"}
SOLD = {"en": "The club agreed to sell the old mower to Ann.", "zh": "社团决定把旧的割草机卖给陈怡君。"}
SERIES = [
    pytest.param("en", "Meeting of 5 March 2024", "Meeting of 9 April 2024", id="meeting-of"),
    pytest.param("en", "March 5, 2024", "April 9, 2024", id="month-first"),
    pytest.param("en", "Tuesday, 5th March 2024, 7:30 pm", "Tuesday, 9th April 2024, 7:30 pm", id="weekday"),
    pytest.param("en", "2024-03-05 Committee", "2024-04-09 Committee", id="iso"),
    pytest.param("en", "AGM, 5 March 2024", "9 April", id="second-without-year"),
    pytest.param("zh", "2024年3月9日", "2024年4月7日", id="zh"),
    pytest.param("zh", "2024年3月9日会议", "2024年4月7日会议", id="zh-meeting"),
    pytest.param("zh", "二〇二四年三月九日", "二〇二四年四月七日", id="zh-numerals"),
    pytest.param("zh", "例会（2024年3月9日 星期六）", "例会（2024年4月7日 星期日）", id="zh-brackets"),
    pytest.param("zh", "2024年3月9日", "4月7日", id="zh-second-without-year"),
]
TITLE = {"en": "Minutes of the garden club", "zh": "花园社会议记录"}


@pytest.mark.parametrize("name", ["minutes.txt", "minutes.md"])
@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank line", "no blank line"])
@pytest.mark.parametrize(("language", "first", "second"), SERIES)
def test_each_date_heads_its_own_part(tmp_path, language, first, second, gap, name):
    title = TITLE[language]
    # In Markdown a line goes on below, where no blank line stands between.
    gap = "\n\n" if name.endswith(".md") else gap
    text = f"{title}\n\n{first}{gap}{BOUGHT[language]}\n\n{second}{gap}{SOLD[language]}\n"
    document = read_text(tmp_path, text, name)
    assert document.source.title == title
    assert [(c.headings, BOUGHT[language] in c.text, SOLD[language] in c.text) for c in chunks(document)] == [
        ((first,), True, False),
        ((second,), False, True),
    ]


@pytest.mark.parametrize(("language", "first", "second"), SERIES)
def test_a_heading_within_a_meeting_is_below_its_date(tmp_path, language, first, second):
    word = {"en": "Decisions", "zh": "决定"}[language]
    text = f"{TITLE[language]}\n\n{first}\n\n{word}\n\n{BOUGHT[language]}\n\n{second}\n\n{word}\n\n{SOLD[language]}\n"
    found = chunks(read_text(tmp_path, text, "minutes.txt"))
    assert [c.headings for c in found] == [(first, word), (second, word)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param(f"Garden club\n\n{BOUGHT['en']}\n\n9 April 2024\n\n{SOLD['en']}\n", "9 April 2024", id="en"),
        pytest.param(f"花园社\n\n{BOUGHT['zh']}\n\n2024年4月7日\n\n{SOLD['zh']}\n", "2024年4月7日", id="zh"),
        pytest.param(f"The club meets on:\n5 March 2024\n9 April 2024\n\n{SOLD['en']}\n", "9 April 2024", id="list"),
        pytest.param(f"{BOUGHT['zh']}\n\n陈怡君\n2024年4月7日\n", "2024年4月7日", id="at-the-end"),
    ],
)  # fmt: skip
def test_a_date_below_the_first_text_stays(tmp_path, text, date):
    assert date in read_text(tmp_path, text, "note.txt").text.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        f"Garden club\n5 March 2024\n\n{BOUGHT['en']}\n\n{SOLD['en']}\n",
        f"Garden club\nPublished: 5 March 2024\nUpdated: 9 April 2024\n\n{BOUGHT['en']}\n\n{SOLD['en']}\n",
        f"花园社\n2024年3月5日\n\n{BOUGHT['zh']}\n\n{SOLD['zh']}\n",
    ],
    ids=["en", "labelled", "zh"],
)
def test_a_date_over_the_text_alone_says_when_it_was_published(tmp_path, text):
    document = read_text(tmp_path, text, "note.txt")
    assert document.source.published == "2024-03-05"
    assert [chunk.headings for chunk in chunks(document)] == [()]
