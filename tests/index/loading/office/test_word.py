"""A Word document is read as it reads on the page: its numbers, tables, notes and boxes, and changes as if accepted."""

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from index.loading.office.numbering import format_count
from office_files import saved
from reading import failure_of, placed_lines, read_file


def read(tmp_path, document):
    (tmp_path / "a.docx").write_bytes(saved(document))
    return read_file(tmp_path / "a.docx")


def texts(tmp_path, document):
    return [text for _, text in placed_lines(read(tmp_path, document))]


def test_headings_are_sections_and_the_title_names_the_document(tmp_path):
    document = docx.Document()
    document.core_properties.author = "林岚"
    document.add_paragraph("志愿者须知 Handbook", style="Title")
    document.add_heading("签到", 1)
    document.add_paragraph("早上八点签到。")
    document.add_paragraph().add_run("Parking").bold = True
    document.add_paragraph("It is north of the gate.")
    found = read(tmp_path, document)
    assert [section.title for section in found.sections] == ["签到", "Parking"]
    assert found.text.startswith("志愿者须知 Handbook\n")
    assert (found.source.title, found.source.author) == ("志愿者须知 Handbook", "林岚")


def numbered(document, text, list_id, level=0):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id


def test_the_numbers_that_word_writes_before_paragraphs_are_read(tmp_path):
    document = docx.Document()
    levels = [("chineseCounting", "第%1条"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")]
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{"<w:isLgl/>" if i == 1 else ""}</w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{xml}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text, level in (
        ("会费每年两百元。", 0),
        ("Paid in May.", 1),
        ("Late fees.", 2),
        ("More.", 2),
        ("会员可以退会。", 0),
        ("In writing.", 1),
    ):
        numbered(document, text, 91, level)
    document.add_paragraph("Bring gloves.", style="List Bullet")
    document.add_paragraph("Sign in.", style="List Number")
    document.add_paragraph("Take a vest.", style="List Number")
    assert texts(tmp_path, document) == [
        "第一条 会费每年两百元。", "1.1 Paid in May.", "(a) Late fees.", "(b) More.", "第二条 会员可以退会。", "2.1 In writing.",
        "Bring gloves.", "1. Sign in.", "2. Take a vest.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (23, "chineseCounting", "二十三"),
        (10, "chineseCountingThousand", "十"),
        (105, "japaneseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (3, "upperRoman", "III"),
        (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "decimalZero", "07"),
        (5, "unheardOf", "5"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format(count, kind, text):
    assert format_count(count, kind) == text


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["岗位", "人数"], ["引导", "12"]], [("table 1, row 2", "岗位：引导；人数：12")]),
        (
            [["姓名", "张三"], ["部门：", "运营部"]],
            [("table 1, row 1", "姓名：张三"), ("table 1, row 2", "部门：运营部")],
        ),
        (
            [["Day", "Shift", "Lead"], ["Mon", "early", "Ann"]],
            [("table 1, row 2", "Day: Mon; Shift: early; Lead: Ann")],
        ),
        ([["One column."], ["Only text."]], [(None, "One column."), (None, "Only text.")]),
    ],
    ids=["header", "form", "three", "layout"],
)
def test_tables_are_read_by_rows(tmp_path, rows, lines):
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    assert placed_lines(read(tmp_path, document)) == lines


def test_a_cell_over_several_rows_is_in_each(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(table.rows, [("组", "岗位", "人数"), ("北门", "引导", "12"), ("", "医疗", "4")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert texts(tmp_path, document) == ["组：北门；岗位：引导；人数：12", "组：北门；岗位：医疗；人数：4"]


def element(tag, *children, text=None, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    if text is not None:
        made.text = text
    return made


def run(text, tag="w:t"):
    return element("w:r", element(tag, text=text))


def test_tracked_changes_are_read_as_if_accepted_and_content_controls_too(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("The fee is ")
    paragraph._p.append(element("w:del", run("12", "w:delText"), id="1", author="a"))
    paragraph._p.append(element("w:ins", run("15 euros"), id="2", author="a"))
    paragraph._p.append(run(" a year."))
    inner = element("w:p", run("会费每年两百元。"))
    document.element.body.insert(1, element("w:sdt", element("w:sdtContent", inner)))
    assert texts(tmp_path, document) == ["The fee is 15 euros a year.", "会费每年两百元。"]


def test_a_text_box_is_read_after_its_paragraph(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("See the box.")
    box = element("w:txbxContent", element("w:p", run("紧急电话 555-0143。")))
    paragraph._p.append(element("w:r", element("w:pict", box)))
    assert texts(tmp_path, document) == ["See the box.", "紧急电话 555-0143。"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "copied"),
        (b"{\\rtf1 old}", "it is an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "before 2007"),
        (saved(docx.Document()), "no text"),
    ],
    ids=["empty", "cut", "rtf", "old", "blank"],
)
def test_what_cannot_be_read_is_told_with_the_way_out(tmp_path, content, reason):
    (tmp_path / "a.docx").write_bytes(content)
    assert reason in failure_of(tmp_path / "a.docx")


def test_tables_in_tables_without_end_are_read_or_refused_but_never_hang(tmp_path):
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for _ in range(60):
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "deep"
    document.add_paragraph("The ferry sails at seven.")
    assert "The ferry sails at seven." in texts(tmp_path, document)
