"""An article of a law or a rule of a manual is found by its number, however question and text write it."""

import pytest

from indexing import found, run

ONES, TENS = "一二三四五六七八九", ["", "十", "二十", "三十"]
SUBJECTS = ["lamps", "boats", "fees", "guests", "dogs", "keys", "noise", "votes", "debts", "ropes"]
TOPICS = ["灯火", "船只", "会费", "来客", "家犬", "钥匙", "声响", "表决", "欠款", "绳索"]


def chinese(number):
    return TENS[number // 10] + (ONES[number % 10 - 1] if number % 10 else "")


@pytest.fixture(scope="module")
def laws(tmp_path_factory):
    folder = tmp_path_factory.mktemp("laws")
    english = [
        f"## Section {n}\n\nOf {SUBJECTS[n % 10]} the harbour master decides in house {n + 100}." for n in range(1, 31)
    ]
    zh = [f"## 第{chinese(n)}条\n\n{TOPICS[n % 10]}一事由理事会第{chinese(n % 3 + 1)}组决定。" for n in range(1, 31)]
    (folder / "rules.md").write_text("# House rules\n\n" + "\n\n".join(english), "utf-8")
    (folder / "law.md").write_text("# 行会章程\n\n" + "\n\n".join(zh), "utf-8")
    data = folder.parent / "laws-data"
    run(folder, data)
    return data


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("第23条规定了什么？", "第二十三条"),
        ("第二十三条规定了什么？", "第二十三条"),
        ("第 8 條怎麼說？", "第八条"),
        ("What does Article 17 say?", "Section 17"),
        ("What does § 12 say?", "Section 12"),
        ("What is in section 29?", "Section 29"),
    ],
)
def test_a_part_is_found_by_its_number(laws, question, heading):
    assert found(laws, question)[0].chunk.text.startswith(heading)


@pytest.mark.parametrize(
    ("question", "heading"), [("第23条规定了什么？", "Section 23"), ("What does Article 8 say?", "第八条")]
)
def test_a_part_is_found_in_the_other_language_too(laws, question, heading):
    assert any(passage.chunk.text.startswith(heading) for passage in found(laws, question)[:3])
