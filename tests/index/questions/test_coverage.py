import pytest


@pytest.mark.parametrize(
    ("sentence", "about_it", "about_something_else"),
    [
        ("中风减少了三分之一。", "Among those who took it strokes fell by a third.", "The canal opened after ten years of digging."),
        ("The canal opened after ten years.", "运河挖了十年才通航。", "中风减少了三分之一。"),
        ("Octopuses taste with their arms.", "An octopus tastes with its arm.", "The canal opened after ten years."),
    ],
)  # fmt: skip
def test_a_text_about_the_same_covers_more_of_a_sentence(coverage, sentence, about_it, about_something_else):
    assert coverage.coverage(sentence, about_it) > 0.4
    assert coverage.coverage(sentence, about_something_else) < 0.15
