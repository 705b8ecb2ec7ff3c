import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.phonetics import pinyin
from index.names.transliteration import SoundIndex, TransliterationIndex, looks_transliterated

NAMES = {
    "布达诺夫": "Budanov",
    "泽连斯基": "Zelenskyy",
    "特朗普": "Trump",
    "普里戈任": "Prigozhin",
    "梅德韦杰夫": "Medvedev",
    "哈尔科夫": "Kharkiv",
    "默克尔": "Merkel",
    "施特劳斯": "Strauss",
    "约翰逊": "Johnson",
    "纳比乌琳娜": "Nabiullina",
}
ENGLISH = [
    "the",
    "government",
    "budget",
    "deficit",
    "increased",
    "because",
    "inflation",
    "stubborn",
    "banks",
    "struggled",
]

LEAST = 0.75


def nearest(chinese, words, *, least=LEAST):
    return SoundIndex(words).nearest(chinese, least=least)


def similarity(chinese, latin):
    return max((score for _, score in nearest(chinese, [latin, *latin.split()], least=0)), default=0)


chinese_text = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=10)


@pytest.mark.parametrize(("chinese", "latin"), NAMES.items(), ids=NAMES.values())
def test_a_transliteration_finds_its_name_among_others_and_among_words(chinese, latin):
    found = nearest(chinese, [*ENGLISH, *NAMES.values()])
    assert found[0][0] == latin


@pytest.mark.parametrize("chinese", NAMES)
def test_a_transliteration_finds_no_ordinary_word(chinese):
    assert nearest(chinese, ENGLISH) == []


@pytest.mark.parametrize(
    ("chinese", "spellings"),
    [
        pytest.param("泽连斯基", ["Zelensky", "Zelenskyy", "Zelenskiy", "ZELENSKY"], id="endings-and-case"),
        pytest.param("澤連斯基", ["Zelensky"], id="traditional"),
        pytest.param("米洛舍维奇", ["Milošević", "Milosevic"], id="accents"),
        pytest.param("绍伊古", ["Shoigu", "Shoygu"], id="y-for-i"),
    ],
)
def test_every_usual_spelling_sounds_like_the_name(chinese, spellings):
    assert len(nearest(chinese, spellings)) == len(spellings)


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [("张艺谋", "Zhang Yimou"), ("张艺谋", "Yimou"), ("张艺谋", "Zhang"), ("北京", "Beijing"), ("十堰市", "Shiyan")],
)
def test_a_chinese_name_matches_its_pinyin(chinese, latin):
    assert similarity(chinese, latin) >= 0.75


@pytest.mark.parametrize("latin", ["Vladimir", "Zelensky", "Volodymyr Zelensky"])
def test_a_name_in_parts_matches_by_its_best_part(latin):
    assert similarity("弗拉基米尔·泽连斯基", latin) >= 0.75


@pytest.mark.parametrize("run", [*NAMES, "弗拉基米尔", "澤連斯基", "阿布扎比"])
def test_a_foreign_name_looks_transliterated(run):
    assert looks_transliterated(run)


@pytest.mark.parametrize("run", ["预算赤字", "黄金储备", "三明治", "张艺谋", "夫", "Budanov", "", "战争", "十五万"])
def test_other_words_do_not_look_transliterated(run):
    assert not looks_transliterated(run)


@given(st.text(max_size=12) | chinese_text, st.text(max_size=12))
def test_any_two_texts_have_a_similarity_between_0_and_1(chinese, latin):
    assert 0 <= similarity(chinese, latin) <= 1


@given(chinese_text, st.lists(st.sampled_from([*ENGLISH, *NAMES.values(), "", "东京"])), st.floats(0, 1))
def test_matches_are_similar_enough_with_the_best_first(chinese, words, least):
    found = nearest(chinese, words, least=least)
    scores = [score for _, score in found]
    assert {word for word, _ in found} <= set(words)
    assert scores == sorted(scores, reverse=True)
    assert all(score >= least for score in scores)


def test_an_index_of_many_words_finds_what_an_index_of_one_finds():
    words = [*ENGLISH, *NAMES.values()]
    index = SoundIndex(words)
    for name in NAMES:
        alone = {word: score for other in words for word, score in nearest(name, [other])}
        assert dict(index.nearest(name, least=LEAST)) == pytest.approx(alone)


transliterations = st.lists(
    st.sampled_from([*NAMES, "莫尔甘", "十堰市", "北京", "斯斯斯"])
    | st.text("斯特尔德克布拉马尼", min_size=2, max_size=8),
    min_size=1,
    unique=True,
)


@given(transliterations, st.sampled_from([*NAMES.values(), "shiyan", "beijing"]) | st.text("abkmnorstvz", max_size=9))
def test_many_chinese_names_are_compared_with_a_latin_one_as_it_is_with_each_of_them(runs, latin):
    many = dict(TransliterationIndex(runs, list(map(pinyin, runs))).nearest(latin, least=LEAST))
    single = SoundIndex([latin])
    one_by_one = {run: found[0][1] for run in runs if (found := single.nearest(run, least=LEAST))}
    assert many == pytest.approx(one_by_one, abs=1e-4)


@given(st.sampled_from(sorted(NAMES)) | chinese_text, st.floats(0.05, 0.95))
def test_what_is_left_out_before_names_are_aligned_is_below_the_least_similarity(chinese, least):
    words = [*ENGLISH, *NAMES.values(), "shiyan", "beijing", "ha", "hhh", "orr"]
    everything = nearest(chinese, words, least=0)
    assert nearest(chinese, words, least=least) == [(word, score) for word, score in everything if score >= least]
