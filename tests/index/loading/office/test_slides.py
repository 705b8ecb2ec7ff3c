"""Slides, OpenDocument and RTF: their texts in order, and the slide each stands on."""

import io
import zipfile

import odfdo
import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from index.loading import load_sources
from office_files import OFFICE_FILES, saved, zipped
from reading import failure_of, placed_lines, read_file


def test_a_presentation_is_read_slide_by_slide_without_what_frames_the_slides(tmp_path):
    deck = pptx.Presentation()
    for number in range(1, 6):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"第{number}部分"
        slide.shapes.add_textbox(0, 9_000_000, 10, 10).text_frame.text = "© Harbour Street"
    first, second, third, hidden, _ = deck.slides
    first.shapes.add_textbox(0, 5_000, 10, 10).text_frame.text = "Monday 9 to 5\n周二休息"
    first.notes_slide.notes_text_frame.text = "Mention the parking fee of 4 euros."
    table = second.shapes.add_table(2, 2, 0, 6_000, 10, 10).table
    for i, row in enumerate([["物品", "单价"], ["药水", "12"]]):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Visitors", (120, 150.5))
    third.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 6_000, 10, 10, data)
    third.shapes.add_group_shape().shapes.add_textbox(0, 9_000, 10, 10).text_frame.text = "In a group"
    hidden.element.set("show", "0")
    (tmp_path / "a.pptx").write_bytes(saved(deck))
    document = read_file(tmp_path / "a.pptx")
    assert document.source.title == "第1部分"
    assert sorted(placed_lines(document)) == sorted([
        ("slide 1", "第1部分"), ("slide 1", "Monday 9 to 5"), ("slide 1", "周二休息"), ("slide 1", "Mention the parking fee of 4 euros."),
        ("slide 2", "第2部分"), ("slide 2", "物品：药水；单价：12"), ("slide 3", "第3部分"), ("slide 3", "In a group"),
        ("slide 3", "2024; Visitors: 120"), ("slide 3", "2025; Visitors: 150.5"), ("slide 5", "第5部分"),
    ])  # fmt: skip


def test_an_opendocument_text_keeps_headings_lists_and_tables(tmp_path):
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "志愿者须知"))
    document.body.append(odfdo.Paragraph("早上八点签到。"))
    document.body.append(odfdo.List(["Gloves", "Vest"]))
    table = odfdo.Table("Prices", width=2, height=3)
    for place, value in {"A1": "Item", "B1": "Price", "A2": "Tea", "B2": 4, "A3": "Oil", "B3": 12}.items():
        table.set_value(place, value)
    document.body.append(table)
    (tmp_path / "a.odt").write_bytes(saved(document))
    found = read_file(tmp_path / "a.odt")
    assert [text for _, text in placed_lines(found)] == [
        "志愿者须知", "早上八点签到。", "Gloves", "Vest", "Item: Tea; Price: 4", "Item: Oil; Price: 12",
    ]  # fmt: skip
    assert found.source.title == "志愿者须知"


def test_rtf_is_read_in_the_encoding_it_states(tmp_path):
    chinese = rb"\'d4\'e7\'c9\'cf\'b0\'cb\'b5\'e3\'c7\'a9\'b5\'bd\'a1\'a3 \u28783?\u22612?"
    text = rb"{\rtf1\ansi\ansicpg936 \b Opening\b0\par " + chinese + rb" The gate is north. \u-10179?\u-8704?\par}"
    (tmp_path / "a.rtf").write_bytes(text)
    assert "早上八点签到。 灯塔 The gate is north. 😀" in read_file(tmp_path / "a.rtf").text


@pytest.mark.parametrize("suffix", [".pptx", ".odt", ".epub", ".docx", ".xlsx"])
def test_another_archive_with_the_suffix_of_a_document_is_told(tmp_path, suffix):
    (tmp_path / f"a{suffix}").write_bytes(zipped({"readme.txt": "nothing"}))
    assert "it is not a" in failure_of(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".pptx", ".odt", ".epub", ".docx", ".xlsx", ".pdf"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off_ends_in_one_line(tmp_path, suffix, share):
    content = OFFICE_FILES[suffix]("The ferry sails at seven.")
    (tmp_path / f"a{suffix}").write_bytes(content[: int(len(content) * share)])
    (tmp_path / "b.txt").write_text("Nothing stops at a broken file, whatever it holds.", "utf-8")
    assert "\n" not in (failure_of(tmp_path / f"a{suffix}") if suffix != ".pdf" else "")


@pytest.mark.parametrize("suffix", [".pptx", ".odt", ".docx", ".xlsx", ".epub"])
def test_parts_full_of_garbage_end_in_one_line(tmp_path, suffix):
    with zipfile.ZipFile(io.BytesIO(OFFICE_FILES[suffix]("The ferry sails at seven."))) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".opf", ".xhtml"))]
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in names:
        (tmp_path / f"a{suffix}").write_bytes(zipped(parts | {name: b"<a" * 50 + b"\xff\x00"}))
        (tmp_path / "b.txt").write_text("Nothing stops at a broken file, whatever it holds.", "utf-8")
        found = [item for item in load_sources(tmp_path) if "b.txt" not in str(item)]
        assert all("\n" not in getattr(item, "reason", "") for item in found)
