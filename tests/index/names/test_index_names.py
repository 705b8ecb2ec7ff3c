import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.index_names import IndexNames, run_pronunciation, token_pronunciation
from index.names.transliteration import transliterated_runs

PAIRS = {
    "布达诺夫": "budanov",
    "纳比乌琳娜": "nabiullina",
    "普里戈任": "prigozhin",
    "梅德韦杰夫": "medvedev",
    "哈尔科夫": "kharkiv",
}
ORDINARY = [
    "deficit",
    "budget",
    "trillion",
    "sanction",
    "tea",
    "42",
    "m_9",
    "预算",
    "赤字",
    "黄金储备",
    "国家福利基金",
    "石狮子",
]
INDEX_WORDS = [*PAIRS, *PAIRS.values(), *ORDINARY]


def names_of(*, words=(), texts=()):
    """The names of an index with these words, and with these texts in Chinese."""
    runs = [run for text in texts for run in transliterated_runs(text)]
    return IndexNames(
        lambda: [(word, token_pronunciation(word)) for word in words],
        lambda: [(run, run_pronunciation(run)) for run in runs],
    )


names = names_of(words=INDEX_WORDS, texts=INDEX_WORDS)
vocabulary = st.lists(st.sampled_from([*PAIRS, *PAIRS.values(), *ORDINARY, "", "é", "那里"]) | st.text(max_size=9))


@pytest.mark.parametrize(("chinese", "latin"), PAIRS.items(), ids=PAIRS.values())
def test_a_name_is_found_by_sound_in_the_other_script(chinese, latin):
    assert next(iter(names.to_latin(chinese))) == latin
    assert next(iter(names.to_chinese(latin))) == chinese


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_sounds_like_no_name(word):
    assert names.to_latin(word) == {}
    assert names.to_chinese(word) == {}


@pytest.mark.parametrize("name", ["泽连斯基", "zelensky"])
def test_a_name_that_is_not_in_the_index_is_not_found(name):
    assert names.to_latin(name) == names.to_chinese(name) == {}


@given(vocabulary, st.sampled_from([*PAIRS.values()]) | st.text(max_size=12))
def test_matches_are_words_of_the_index_with_the_most_similar_first(words, asked):
    found = names_of(words=words).to_latin(asked)
    sure = list(found.values())
    assert set(found) <= set(words)
    assert sure == sorted(sure, reverse=True)
    assert len(sure) <= 4
    assert all(0.95 <= score <= 1 for score in sure)


@given(
    st.sampled_from(sorted(PAIRS)),
    st.text(alphabet="的在说，。 abc", max_size=6),
    st.text(alphabet="的在说，。 abc", max_size=6),
)
def test_a_transliteration_in_running_text_is_found_whole_and_by_its_pairs_of_characters(name, before, after):
    pool = names_of(texts=[f"{before}{name}{after}"]).to_chinese(PAIRS[name])
    assert name in pool
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    assert all(pair in pool for pair in pairs)
    assert sum(pool[pair] for pair in pairs) == pytest.approx(pool[name])


@given(vocabulary)
def test_a_word_is_found_only_in_the_other_script(words):
    index = names_of(words=words, texts=words)
    assert all(not set(index.to_latin(chinese)) & set(PAIRS) for chinese in PAIRS)
    assert all(not set(index.to_chinese(latin)) & set(PAIRS.values()) for latin in PAIRS.values())
