"""The tables of words give what the packages they are made from give."""

import jieba
import jieba.posseg
import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st

from index.words import (
    cut_for_search,
    cut_known_words,
    cut_words,
    is_dictionary_word,
    is_start_of_dictionary_word,
    tag_chinese,
    zipf_frequency,
)

TEXTS = [
    "俄罗斯的通货膨胀率是多少？",
    "小明硕士毕业于中国科学院计算所，后在日本京都大学深造。",
    "他来到了网易杭研大厦，Footnote v2.4.0 的3.7%和 Discord 服务器。",
    "南京市长江大桥",
    "",
    "no Chinese at all, 42 words",
]
_CHARACTERS = st.text(
    st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动A1。 鑫龘"),
    max_size=24,
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_and_tagged_as_by_jieba_itself(text):
    assert list(cut_words(text)) == list(jieba.cut(text))
    assert list(cut_known_words(text)) == list(jieba.cut(text, HMM=False))
    assert list(cut_for_search(text)) == list(jieba.cut_for_search(text))
    assert [tuple(word) for word in tag_chinese(text)] == [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]


@given(_CHARACTERS)
def test_any_text_is_cut_as_by_jieba_itself(text):
    assert list(cut_words(text)) == list(jieba.cut(text))
    assert "".join(word.word for word in tag_chinese(text)) == text


@given(_CHARACTERS)
def test_a_word_is_known_if_jieba_knows_it(text):
    jieba.initialize()
    assert is_dictionary_word(text) == bool(jieba.dt.FREQ.get(text))
    assert not text or is_start_of_dictionary_word(text) == (text in jieba.dt.FREQ)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_listed_words_are_as_common_as_wordfreq_says(language):
    for word in list(wordfreq.iter_wordlist(language))[::997]:
        assert zipf_frequency(word, language) == wordfreq.zipf_frequency(word, language)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("putin", "en"), ("xyzzyfoo", "en"), ("semi-conductor", "en"), ("o'brien", "en"), ("1990s", "en"), ("", "en"), ("½", "en"),
        ("俄罗斯", "zh"), ("制裁令", "zh"), ("鑫龘龘", "zh"), ("曼佐尼", "zh"), ("app下载", "zh"), ("2024年", "zh"), ("", "zh"),
    ],
)  # fmt: skip
def test_other_words_are_as_common_as_wordfreq_says(word, language):
    assert zipf_frequency(word, language) == pytest.approx(wordfreq.zipf_frequency(word, language), abs=0.011)
