"""What is said of one model number says nothing of another."""

import pytest

from bot.evidence.named.codes import codes_of, has_other_code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("TX-2031B 的额定电流是多少？", {"tx2031b"}),
        ("What does error E104 mean, and E-205?", {"e104", "e205"}),
        ("ＴＸ－２０３１Ｂ", {"tx2031b"}),
        ("What did v2.4 fix, and 2.4.1?", {"2.4", "2.4.1"}),
        ("2.4版和版本 2.5.0 有什么不同", {"2.4", "2.5.0"}),
        ("On 2025.10.14 it rose by 2.4 percent", set()),
        ("第 3 章讲了 5 个人", set()),
        ("In 2019 the 2nd team won 3G rights", set()),
    ],
)
def test_codes_are_letters_and_digits_whatever_their_case_and_separators(text: str, codes: set[str]) -> None:
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    ("question", "sentence", "surroundings", "is_other"),
    [
        ("TX-2301B 的电流？", "TX-2031B 的额定电流为16A。", [], True),
        ("TX-2031B 的电流？", "TX-2031B 的额定电流为16A。", [], False),
        ("tx2031b current?", "The TX-2031B draws 16 A.", [], False),
        ("Current of the TX-2301B?", "It draws 16 A.", ["TX-2031B manual"], True),
        ("Current of the TX-2031B?", "It draws 16 A.", ["Technical data", "TX-2031B manual"], False),
        ("Does the TX-20 fit the RM-40?", "The RM-40 takes any lens.", [], False),  # codes of another kind
        ("Which is heavier, TX-20 or TX-30?", "The TX-30 weighs 3 kg.", [], False),
        ("What did 2.4.1 fix?", "Fixed the wrong time zone.", ["2.4.2 (2025-03-01)", "Changes"], True),
        ("2.4 版修复了什么？", "修复了时区。", ["2.5"], True),
        ("2.4 版修复了什么？", "修复了时区。", ["2.4"], False),
        ("What did 2.4.2 fix?", "A crash that came with 2.4.1.", ["2.4.2"], False),
        ("What did 2.4.2 fix?", "Exports are faster.", ["Changes"], False),
        ("新冠 COVID-19 是什么？", "该病由病毒引起。", ["健康问答"], False),
    ],
)  # fmt: skip
def test_a_sentence_about_another_code_of_the_kind_is_told(
    question: str, sentence: str, surroundings: list[str], *, is_other: bool
) -> None:
    assert has_other_code(codes_of(question), sentence, surroundings) == is_other
