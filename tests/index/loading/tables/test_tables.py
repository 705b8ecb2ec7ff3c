"""A row of a table is a line that carries the names of its columns, and says which row it is."""

import datetime
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading.tables.rows import Row, read_table_lines
from reading import failure_of, placed_lines, read_file


def table(*rows):
    return [line.text for line in read_table_lines([Row(i, row) for i, row in enumerate(rows, 1)], locate=str)]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([("name", "role"), ("Ann", "healer"), ("Bo", "")], ["name: Ann; role: healer", "name: Bo"]),
        ([("姓名", "职务"), ("小满", "副会长")], ["姓名：小满；职务：副会长"]),
        ([("价目表", ""), ("单位：金币", ""), ("物品", "单价"), ("药水", "12")], ["价目表", "单位：金币", "物品：药水；单价：12"]),
        ([("", "2023", "", "2024", ""), ("Region", "Q1", "Q2", "Q1", "Q2"), ("North", "1", "2", "3", "4")],
         ["Region: North; 2023 Q1: 1; 2023 Q2: 2; 2024 Q1: 3; 2024 Q2: 4"]),
        ([("年份", "营收"), ("", "（万元）"), ("2023", "412")], ["年份：2023；营收 （万元）：412"]),
        ([("1", "2"), ("3", "4")], ["1 | 2", "3 | 4"]),
        ([("milk",), ("eggs",)], ["milk", "eggs"]),
        ([("Item", "Price")], ["Item | Price"]),
    ],
    ids=["en", "zh", "captions", "groups", "units", "no-names", "one-column", "names-alone"],
)  # fmt: skip
def test_each_row_carries_the_names_of_its_columns(rows, lines):
    assert table(*rows) == lines


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([("Orchard", "Apples", "Juice"), ("", "t", "hl"), ("North slope", "42.5", "298"), ("Old wall", "7.2", "50")],
         "Orchard: North slope; Apples (t): 42.5; Juice (hl): 298"),
        ([("Lake", "Area", "Depth"), ("Unit", "km²", "m"), ("Orrest", "1.4", "8"), ("Tarn", "0.2", "31")],
         "Lake: Orrest; Area (km²): 1.4; Depth (m): 8"),
        ([("Motor", "Power", "Speed"), ("", "kW", "r/min"), ("A", "4", "1,450"), ("B", "5.5", "2,900")],
         "Motor: A; Power (kW): 4; Speed (r/min): 1,450"),
        ([("县名", "人口", "产值"), ("", "万人", "亿元"), ("青石", "31.2", "58"), ("白河", "17.8", "44")],
         "县名：青石；人口 (万人)：31.2；产值 (亿元)：58"),
        ([("水库", "库容", "坝高"), ("单位", "万立方米", "米"), ("龙潭", "860", "41"), ("石门", "1200", "55")],
         "水库：龙潭；库容 (万立方米)：860；坝高 (米)：41"),
    ],
    ids=["en", "en, named", "en, with a stroke", "zh", "zh, named"],
)  # fmt: skip
def test_a_row_of_units_without_brackets_goes_with_the_names(rows, first):
    assert table(*rows)[0] == first


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "Task"), ("", "pressing"), ("Vos", "bottling"), ("Sarti", "sales")],
        [("姓名", "得分"), ("待定", "轮空"), ("小满", "12"), ("阿青", "9")],
        [("Day", "Visitors"), ("Monday", "closed"), ("Tuesday", "41"), ("Friday", "77")],
    ],
    ids=["words", "zh", "no value"],
)
def test_a_row_of_words_is_no_row_of_units(rows):
    assert len(table(*rows)) == len(rows) - 1


@given(
    st.lists(
        st.lists(st.sampled_from(["", "a", "12", "金币", "3.5%", "x" * 300]), min_size=1, max_size=6).map(tuple),
        max_size=8,
    )
)
def test_no_value_of_a_table_is_lost(rows):
    lines = read_table_lines([Row(i, row) for i, row in enumerate(rows, 1)], locate=lambda n: f"row {n}")
    found = [
        cell
        for line in lines
        for cell in [*line.text.replace("：", ": ").replace("；", "; ").replace(" | ", "; ").split("; ")]
    ]
    for number, row in enumerate(rows, 1):
        own = [line.text for line in lines if line.location == f"row {number}"]
        assert not own or all(any(cell in text for text in own) for cell in row if cell)
    assert len({line.location for line in lines}) >= sum(any(row) for row in rows) - 2
    assert len(found) >= len(lines)


def test_a_row_too_long_for_one_line_names_itself_in_each_part():
    names = ("name", *(f"column {i}" for i in range(40)))
    lines = table(names, ("Ann", *("value of some length" for _ in range(40))), ("Bo", *"x" * 40))
    assert len(lines) > 2
    assert all(line.startswith("name: Ann; ") for line in lines[:-1])


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.csv", "name,joined\n夜航星,2023-05-01\n", [("row 2", "name: 夜航星; joined: 2023-05-01")]),
        ("a.csv", "\ufeff名称;备注\n药水;\"每人限购\n三瓶\"\n", [("row 2", "名称：药水；备注：每人限购 三瓶")]),
        ("a.tsv", "name\trole\nAnn\thealer, tank\n", [("row 2", "name: Ann; role: healer, tank")]),
        ("a.csv", "sep=|\nname|role\n\nAnn|healer\n", [("row 3", "name: Ann; role: healer")]),
        ("a.csv", 'size,colour\n5",red\n6,blue\n', [("row 2", 'size: 5"; colour: red'), ("row 3", "size: 6; colour: blue")]),
    ],
    ids=["comma", "semicolon", "tab", "stated", "open-quote"],
)  # fmt: skip
def test_csv_is_read_with_the_delimiter_it_has(tmp_path, name, text, lines):
    (tmp_path / name).write_text(text, "utf-8")
    assert placed_lines(read_file(tmp_path / name)) == lines


def test_a_csv_in_the_encoding_of_chinese_excel_is_read(tmp_path):
    (tmp_path / "价目.csv").write_bytes("名称,单价\n治疗药水,十二金\n法力药水,十五金\n".encode("gb18030"))
    assert placed_lines(read_file(tmp_path / "价目.csv"))[1] == ("row 3", "名称：法力药水；单价：十五金")


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    prices = book.active
    prices.title = "价目"
    for row in (
        ["2026年春季"],
        ["物品", "单价", "涨幅", "更新"],
        ["药水", 1234.5, 0.125, datetime.datetime(2026, 3, 1)],
    ):
        prices.append(row)
    prices["B3"].number_format, prices["C3"].number_format = '#,##0.00"金"', "0.0%"
    loot = book.create_sheet("Loot, old")
    loot.append(["Item", "Price", "Sold"])
    loot.append(["Staff", -12, True])
    loot["B2"].number_format = "[$€-407] #,##0"
    secret = book.create_sheet("secret")
    secret.sheet_state = "hidden"
    secret.append(["never", "shown"])
    book.save(tmp_path / "guild.xlsx")
    return tmp_path / "guild.xlsx"


def test_a_workbook_is_read_sheet_by_sheet_as_its_cells_are_shown(workbook):
    document = read_file(workbook)
    assert placed_lines(document) == [
        (None, "价目"),
        ("sheet 价目, row 1", "2026年春季"),
        ("sheet 价目, row 3", "物品：药水；单价：1,234.50金；涨幅：12.5%；更新：2026-03-01"),
        (None, "Loot, old"),
        ("sheet Loot, old, row 2", "Item: Staff; Price: -€12; Sold: TRUE"),
    ]
    assert [section.title for section in document.sections] == ["价目", "Loot, old"]


def test_a_sheet_that_claims_a_billion_cells_is_read_for_those_it_has(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["A1048576"], book.active["XFD7"] = "name", "role", "Ann", "far"
    book.save(tmp_path / "far.xlsx")
    assert placed_lines(read_file(tmp_path / "far.xlsx"))[-1] == ("row 1048576", "name: Ann")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"name,role\nAnn,healer\n", "it is not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 cut off", "copied"),
    ],
)
def test_what_is_no_workbook_is_told_for_what_it_is(tmp_path, content, reason):
    (tmp_path / "a.xlsx").write_bytes(content)
    assert reason in failure_of(tmp_path / "a.xlsx")


def test_a_workbook_made_to_fill_the_memory_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", b" " * 130_000_000)
    assert "would unpack to 130,000,000 bytes" in failure_of(tmp_path / "bomb.xlsx")


def test_entities_of_a_workbook_are_not_expanded(workbook):
    parts = {}
    with zipfile.ZipFile(workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 50 + b'">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + i]), (b"&%s;" % bytes([97 + i])) * 50) for i in range(8)
    ) + b"]>"  # fmt: skip
    sheet = next(name for name in parts if name.endswith("sheet1.xml"))
    parts[sheet] = declared + parts[sheet].replace(b"<v>", b"<v>&i;", 1)
    with zipfile.ZipFile(workbook, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "damaged" in failure_of(workbook)
