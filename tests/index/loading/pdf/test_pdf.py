"""A PDF is read as people read it: in its order, without what frames each page, with the page of every sentence."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading import load_sources
from index.loading.pdf.hyphens import mend_line_end
from index.reports import Failure
from pdf_files import Text, make_pdf, paragraph
from reading import failure_of, placed_lines, read_file

FILES = Path(__file__).parent / "files"
ENGLISH = [
    "The warehouse opens at a quarter to eight on week-",
    "days and at nine on Saturdays, when volunteers",
    "pack the hampers.",
]
CHINESE = ["灰谷灯塔建于一九零二年，那一年发生了大洪水。", "灯塔高四十米，每天夜里七点亮灯，早上六点", "熄灯。"]


def read(tmp_path, pages, **stated):
    (tmp_path / "a.pdf").write_bytes(make_pdf(pages, **stated))
    return read_file(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (ENGLISH, "The warehouse opens at a quarter to eight on weekdays and at nine on Saturdays, when volunteers pack the hampers."),
        (CHINESE, "灰谷灯塔建于一九零二年，那一年发生了大洪水。灯塔高四十米，每天夜里七点亮灯，早上六点熄灯。"),
    ],
    ids=["en", "zh"],
)  # fmt: skip
def test_rows_are_joined_to_paragraphs(tmp_path, rows, text):
    document = read(tmp_path, [paragraph(60, 700, rows)])
    assert placed_lines(document) == [("page 1", text)]


@pytest.mark.parametrize(
    ("left", "right"), [(ENGLISH * 2, CHINESE * 2), (CHINESE * 2, ENGLISH * 2)], ids=["en-zh", "zh-en"]
)
@pytest.mark.parametrize("is_drawn_across", [False, True])
def test_columns_are_read_one_after_the_other_under_a_title_across_both(tmp_path, left, right, is_drawn_across):
    texts = [*paragraph(60, 700, left), *paragraph(320, 700, right)]
    if is_drawn_across:
        texts.sort(key=lambda text: -text.y)
    title = Text(60, 760, "Annual report of the harbour, with all that was found in it", size=16)
    lines = [text for _, text in placed_lines(read(tmp_path, [[title, *texts]]))]
    assert lines[0] == title.text
    said = "".join(lines[1:]).replace(" ", "").replace("week-", "week")
    assert said == "".join(left + right).replace(" ", "").replace("week-", "week")


def test_what_frames_each_page_is_left_out_and_a_sentence_goes_on_over_the_page(tmp_path):
    def page(number, rows):
        return [
            Text(60, 810, "港口街食物银行 · Handbook"),
            *paragraph(60, 700, rows),
            Text(290, 30, f"Page {number} of 3"),
        ]

    pages = [
        page(1, ["The cold room is kept at three degrees, and milk"]),
        page(2, ["is thrown away after two hours."]),
        page(3, ["灯塔很高。"]),
    ]
    document = read(tmp_path, pages)
    assert {line.text for line in document.left_out} >= {"港口街食物银行 · Handbook", "Page 1 of 3", "Page 3 of 3"}
    assert placed_lines(document) == [
        ("page 1–2", "The cold room is kept at three degrees, and milk is thrown away after two hours."),
        ("page 3", "灯塔很高。"),
    ]


@pytest.mark.parametrize("rows", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_pages_that_are_all_alike_are_not_taken_for_frames(tmp_path, rows):
    document = read(tmp_path, [paragraph(60, 700, rows)] * 4)
    assert document.text.count(rows[0][:8]) == 4


def test_headings_are_found_by_their_size_and_weight(tmp_path):
    page = [
        Text(60, 780, "Handbook 手册", size=20), Text(60, 740, "Opening hours", size=14), *paragraph(60, 710, ENGLISH),
        Text(60, 640, "Cold room", is_bold=True), Text(60, 620, "It is kept at three degrees."),
    ]  # fmt: skip
    document = read(tmp_path, [page], title="Microsoft Word - handbook.docx", author="Mira Sandoval")
    assert [section.title for section in document.sections] == ["Opening hours", "Cold room"]
    assert document.text.startswith("Handbook 手册\n")
    assert (document.source.title, document.source.author) == ("Handbook 手册", "Mira Sandoval")


def test_a_table_of_contents_is_left_out_and_a_menu_is_not(tmp_path):
    contents = [Text(60, 700, "Opening hours . . . . . . . . . . 2"), Text(60, 680, "Soup . . . . . . . . . . . . 12")]
    lines = placed_lines(
        read(tmp_path, [contents, [Text(60, 700, "Opening hours", size=14), Text(60, 670, "Nine to five.")]])
    )
    assert [text for _, text in lines] == ["Soup . . . . . . . . . . . . 12", "Opening hours", "Nine to five."]


def test_a_table_is_read_by_rows_with_the_names_of_its_columns_over_a_page_end(tmp_path):
    def rows(top, *cells):
        return [Text(60 + 120 * i, top - 18 * n, cell) for n, row in enumerate(cells) for i, cell in enumerate(row)]

    first = [
        Text(60, 760, "All prices are in gold."),
        *rows(700, ("Item", "Price", "Stock"), ("Rice", "12", "340"), ("Beans", "9", "120")),
    ]
    lines = placed_lines(read(tmp_path, [first, rows(780, ("药水", "31", "18"))]))
    assert lines == [
        ("page 1", "All prices are in gold."),
        ("page 1", "Item: Rice; Price: 12; Stock: 340"),
        ("page 1", "Item: Beans; Price: 9; Stock: 120"),
        ("page 2", "Item: 药水; Price: 31; Stock: 18"),
    ]


def test_list_items_stay_apart(tmp_path):
    first = ["1. Closed shoes are required at all times in the", "warehouse."]
    items = ["2. Nobody under 16 may operate it.", "（三）禁止吸烟。", "第四条 本规定自公布之日起施行。"]
    texts = [text for _, text in placed_lines(read(tmp_path, [paragraph(60, 700, first + items)]))]
    assert texts == ["1. Closed shoes are required at all times in the warehouse.", *items]


def test_a_scan_is_told_as_one_and_scanned_pages_among_others_too(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(make_pdf([[], []], with_pictures=(1, 2)))
    assert "(a scan): run OCR" in failure_of(tmp_path / "scan.pdf")
    (tmp_path / "scan.pdf").write_bytes(
        make_pdf([[Text(60, 700, "The warehouse opens at eight.")], []], with_pictures=(1, 2))
    )
    document, failure = load_sources(tmp_path)
    assert document.text == "The warehouse opens at eight."
    assert isinstance(failure, Failure)
    assert "only pictures and no text on 1 of its pages (2)" in failure.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html>Not found</html>", "it is not a PDF"),
        (b"%PDF-1.7\n" + b"\x00garbage" * 50, "damaged"),
        (make_pdf([[]]), "no text is on its pages"),
        (make_pdf([[Text(60, 700, "\ue001\ue002\ue003 \ue004\ue005")]]), "OCR"),
    ],
    ids=["empty", "html", "damaged", "blank", "no-characters"],
)
def test_what_cannot_be_read_is_told_with_the_way_out(tmp_path, content, reason):
    (tmp_path / "a.pdf").write_bytes(content)
    assert reason in failure_of(tmp_path / "a.pdf")


def test_an_encrypted_file_is_told_as_one(tmp_path):
    shutil.copy(FILES / "password.pdf", tmp_path)
    assert failure_of(tmp_path / "password.pdf") == "it is protected by a password: save it without one"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_never_stops_the_others(tmp_path, cut):
    content = make_pdf([paragraph(60, 700, ENGLISH)] * 3)
    (tmp_path / "a.pdf").write_bytes(content[: int(len(content) * cut)])
    (tmp_path / "b.txt").write_text("The ferry sails at seven o'clock every day.", "utf-8")
    assert any(getattr(item, "text", "").startswith("The ferry") for item in load_sources(tmp_path))


@pytest.mark.parametrize(
    ("before", "after", "document", "joined"),
    [
        ("an exam\u00ad", "ple of", "", "an example of"),
        ("well\u00ad", "known people", "", "well-known people"),
        ("the Brim\u00ad", "dale line", "brimdale", "the Brimdale line"),
        ("the co-", "operation", "co-operation", "the co-operation"),
        ("state-of-the-", "art", "", "state-of-the-art"),
        ("pages 12-", "14", "", "pages 12-14"),
        ("那一年", "发生了", "", "那一年发生了"),
        ("使用 Python", "编写", "", "使用 Python 编写"),
        ("the hull", "was larch", "", "the hull was larch"),
    ],
)  # fmt: skip
def test_a_divided_word_is_joined_as_the_document_or_the_language_writes_it(before, after, document, joined):
    assert mend_line_end(before, after, words=Counter(document.split())) + after == joined


@given(
    st.lists(
        st.sampled_from(
            ["The hull was larch on oak and very proud", "灯塔很高，负责人是林岚，她管理灯塔", "Short.", "好。"]
        ),
        min_size=1,
        max_size=20,
    )
)
def test_no_row_of_a_page_is_lost(tmp_path_factory, rows):
    document = read(tmp_path_factory.mktemp("pdf"), [paragraph(60, 760, rows)])
    assert document.text.replace(" ", "").replace("\n", "") == "".join(rows).replace(" ", "")
