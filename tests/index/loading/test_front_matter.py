"""Front matter that is no YAML is read line by line, and no file is skipped for it."""

import pytest

from reading import read_text

SENTENCE = {"en": "The clinic is open on weekdays.", "zh": "诊所工作日开放，周末休息。"}


@pytest.mark.parametrize(
    ("fields", "language", "title", "facts"),
    [
        pytest.param(
            "title: Clinics: where to go\nnurse: Mira", "en", "Clinics: where to go", ["nurse: Mira"], id="colon"
        ),
        pytest.param("title: [unclosed\nnurse: Mira", "en", "[unclosed", ["nurse: Mira"], id="bracket"),
        pytest.param('title: "Clinics" today\nnurse: Mira', "en", '"Clinics" today', ["nurse: Mira"], id="quotes"),
        pytest.param("title: Clinics\nnurse: @mira", "en", "Clinics", ["nurse: @mira"], id="at-sign"),
        pytest.param(
            "title: 'Clinics'\nnote: a: b\nstaff:\n  - Ann\n  - Bo\nrooms: [1, 2]",
            "en",
            "Clinics",
            ["note: a: b", "staff: Ann, Bo", "rooms: 1, 2"],
            id="lists",
        ),
        pytest.param("title: Clinics\nopened: 2024-02-30", "en", "Clinics", ["opened: 2024-02-30"], id="no-such-day"),
        pytest.param("title: 诊所: 去哪里\n护士: 米拉", "zh", "诊所: 去哪里", ["护士: 米拉"], id="zh-colon"),
        pytest.param("标题：河边诊所\n护士：米拉", "zh", "河边诊所", ["护士: 米拉"], id="zh-full-width"),
        pytest.param("title: 诊所\n护士：米拉", "zh", "诊所", ["护士: 米拉"], id="zh-mixed"),
        pytest.param("標題: 診所: 去哪裡\n護士: 米拉", "zh", "診所: 去哪裡", ["護士: 米拉"], id="zh-traditional"),
        pytest.param("title: 诊所\n地址: *河边路", "zh", "诊所", ["地址: *河边路"], id="zh-asterisk"),
    ],
)
def test_lines_of_front_matter_are_split_at_their_first_colon(tmp_path, fields, language, title, facts):
    document = read_text(tmp_path, f"---\n{fields}\n---\n\n{SENTENCE[language]}\n")
    assert document.source.title == title
    assert [line for line in document.text.splitlines() if line] == [*facts, SENTENCE[language]]


def test_front_matter_that_is_very_long_is_read_too(tmp_path):
    document = read_text(tmp_path, "---\ntitle: Clinics\nnote: " + "x" * 300_000 + f"\n---\n\n{SENTENCE['en']}\n")
    assert (document.source.title, document.text) == ("Clinics", SENTENCE["en"])


@pytest.mark.parametrize("language", SENTENCE)
def test_text_between_two_rules_is_no_front_matter(tmp_path, language):
    document = read_text(tmp_path, f"---\n\n{SENTENCE[language]}\n\n---\n\n# Clinic\n\n{SENTENCE[language]}\n")
    assert document.text.count(SENTENCE[language]) == 2
