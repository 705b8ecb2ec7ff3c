import pytest

from index.text import detect_language, question_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("俄罗斯为何谈判", "zh"),
        ("Why negotiate", "en"),
        ("俄罗斯的GDP是多少亿美元", "zh"),
        ("贷款利率 lending rate rises now", "mixed"),
        ("", "en"),
    ],
)
def test_the_script_decides_the_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("SWIFT是什么?", "zh"),
        ("What does 俄罗斯 mean?", "en"),
        ("Gazprom 和 Rosneft 哪个更大?", "zh"),
        ("Who is 董明珠?", "en"),
    ],
)
def test_a_foreign_name_does_not_change_the_language_of_a_question(question, language):
    assert question_language(question) == language
