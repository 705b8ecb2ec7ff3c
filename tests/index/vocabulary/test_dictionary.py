import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vocabulary.tokenizer import tokens

KNOWN = [
    ("赤字", "deficit"),
    ("黄金", "gold"),
    ("银行", "bank"),
    ("制裁", "sanctions"),
    ("天然气", "gas"),
    ("俄罗斯", "Russia"),
]


@pytest.mark.parametrize(("chinese", "english"), KNOWN, ids=[english for _, english in KNOWN])
def test_a_word_is_found_from_either_language(dictionary, chinese, english):
    (token,) = tokens(english)
    assert dictionary.english(chinese)[token] > 0.1
    assert chinese in dictionary.chinese([token])[token]


def test_an_unknown_word_has_no_translation(dictionary):
    assert dictionary.english("布达诺夫") == dictionary.english("") == dictionary.english("deficit") == {}
    assert dictionary.chinese(["budanov", ""]) == {"budanov": {}, "": {}}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("俄罗斯天然气工业股份公司", "Gazprom"), ("沙特阿美公司", "Aramco"), ("宁德时代", "CATL")],
)
def test_a_name_of_our_own_list_is_translated_both_ways(dictionary, chinese, english):
    assert tuple(tokens(english)) in dictionary.listed_names(chinese)
    assert tokens(english)[0] in dictionary.english(chinese)
    assert chinese in dictionary.chinese(tokens(english))[tokens(english)[0]]


def test_an_ordinary_word_is_no_listed_name(dictionary):
    assert not any(map(dictionary.listed_names, ("天然气", "公司", "Gazprom", "")))


def test_every_weight_is_above_nothing_and_at_most_one(dictionary):
    for table in ("english", "chinese"):
        lowest, highest = dictionary._connection.execute(f"SELECT min(weight), max(weight) FROM {table}").fetchone()
        assert 0 < lowest < highest <= 1


def test_words_are_chinese_on_one_side_and_search_tokens_on_the_other(dictionary):
    """One token each, as the index keeps it: nothing else could ever be found."""
    chinese, english = (
        {word for (word,) in dictionary._connection.execute(f"SELECT DISTINCT {columns}")}
        for columns in ("word FROM chinese", "token FROM english")
    )
    assert not [word for word in chinese if not word or " " in word or word.isascii()]
    assert not [token for token in english if not token or " " in token or token != token.casefold()]


def test_a_gloss_of_several_words_is_found_only_by_all_of_them(dictionary):
    some = dictionary._connection.execute(
        "SELECT token, word, gloss FROM chinese AS c WHERE gloss != '' AND rowid % 997 = 0 AND NOT EXISTS "
        "(SELECT 1 FROM chinese WHERE token = c.token AND word = c.word AND gloss = '')"
    ).fetchall()
    assert len(some) > 50
    for token, word, gloss in some:
        assert word not in dictionary.chinese([token])[token]
        among = dictionary.chinese(gloss.split())[token]
        assert word in among or len(among) == 40  # the most that are searched


@given(st.lists(st.sampled_from(tokens("national park deficit gold say bank oil gas price")) | st.text(max_size=6)))
def test_every_token_has_its_translations_and_no_more_than_can_be_searched(dictionary, asked):
    found = dictionary.chinese(asked)
    assert set(found) == set(asked)
    assert all(len(words) <= 40 and all(0 < weight <= 1 for weight in words.values()) for words in found.values())


@given(
    st.lists(st.sampled_from(tokens("national park deficit gold say bank oil gas price")), min_size=1), st.integers()
)
def test_further_tokens_only_ever_add_translations(dictionary, asked, number):
    one = asked[number % len(asked)]
    alone, among = dictionary.chinese([one])[one], dictionary.chinese(asked)[one]
    assert len(among) == 40 or set(alone) <= set(among)
    assert all(among[word] >= weight for word, weight in alone.items() if word in among)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("北大", "北京大学"),
        ("客服", "客户服务"),
        ("化工", "化学工业"),
        ("人大", "全国人民代表大会"),
        ("人大", "人民代表大会"),
    ],
    ids=["stated", "one gloss", "one gloss of two words", "of the country", "of a city"],
)
def test_abbreviations_are_known_both_ways(dictionary, short, full):
    assert full in dictionary.full_forms(short)
    assert short in dictionary.abbreviations(full)


def test_a_word_that_only_means_the_same_is_no_abbreviation(dictionary):
    assert not any(map(dictionary.full_forms, ("番茄", "计算机", "北京", "")))
    assert not any(map(dictionary.abbreviations, ("西红柿", "电脑", "北京市", "")))
