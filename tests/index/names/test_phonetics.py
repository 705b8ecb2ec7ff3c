import pytest

from index.names.phonetics import chinese_sounds, is_pinyin, is_pinyin_syllable, latin_sounds, letters_of, pinyin


@pytest.mark.parametrize("run", ["", "重庆", "AB银行", "中··国", "2025年", "伽利略"])
def test_there_is_one_syllable_a_character_whatever_the_character(run):
    assert len(pinyin(run)) == len(run)


def test_a_character_is_read_as_in_names_of_foreigners():
    assert pinyin("伽利略A") == ["ga", "li", "lve", "?"]


@pytest.mark.parametrize(
    ("letters", "is_whole_name", "is_syllable"),
    [("zhang", True, True), ("xiaodong", True, False), ("smith", False, False), ("", False, False)],
)
def test_pinyin_is_told_by_its_syllables(letters, is_whole_name, is_syllable):
    assert is_pinyin(letters) is is_whole_name
    assert is_pinyin_syllable(letters) is is_syllable


def test_accents_and_doubled_consonants_do_not_change_the_sounds():
    assert letters_of("Milošević") == "miloshevich"
    assert latin_sounds("miller") == latin_sounds("miler")


def test_a_chinese_sound_is_one_character():
    assert chinese_sounds("张") == "AaN"
