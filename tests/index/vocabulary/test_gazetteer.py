import pytest

from index.vocabulary import open_gazetteer


@pytest.fixture(scope="module")
def gazetteer(cache_dir):
    opened = open_gazetteer(cache_dir)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("北约", ("nato",)), ("莫斯科", ("moscow",)), ("中芯国际", ("smic",))],
    ids=lambda name: name[0],
)
def test_a_name_is_found_from_either_language(gazetteer, chinese, english):
    assert english in gazetteer.english_names(chinese)
    assert (chinese, english) in gazetteer.chinese_names(english[0])


def test_an_abbreviation_and_its_full_form_are_found_from_each_other(gazetteer):
    assert "北大西洋公约组织" in gazetteer.full_forms("北约")
    assert "北约" in gazetteer.abbreviations("北大西洋公约组织")


@pytest.mark.parametrize(
    ("word", "is_name"), [("莫斯科", True), ("预算", False), ("黄金", False), ("苹果", True), ("", False)]
)
def test_only_a_word_without_another_meaning_is_a_name(gazetteer, word, is_name):
    assert gazetteer.is_name(word) is is_name


def test_a_word_that_glosses_write_in_lower_case_is_an_english_word(gazetteer):
    assert gazetteer.is_english_word("bank")
    assert not gazetteer.is_english_word("moscow")
    assert gazetteer.is_english_name("moscow")
    assert not gazetteer.is_english_name("kingdom")
