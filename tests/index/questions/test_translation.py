import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.index_names import IndexNames, run_pronunciation, token_pronunciation
from index.questions.coverage import TokenizedText
from index.questions.terms import content_terms
from index.questions.translation import Translator, question_pools
from index.text.detection import question_language
from index.text.stop_words import ENGLISH_STOP_WORDS
from index.vocabulary.tokenizer import tokens

VOCABULARY = ["budanov", "nabiullina", "deficit", "swift", "gold", "布达诺夫", "纳比乌琳娜", "赤字", "黄金"]
QUESTIONS = st.lists(
    st.sampled_from(
        [
            "布达诺夫",
            "Budanov",
            "预算赤字",
            "6万亿",
            "what",
            "the ",
            " gold ",
            "SWIFT",
            "，",
            "是谁",
            "3.7 trillion",
            "的",
            "9月",
        ]
    )
    | st.text(max_size=5),
    max_size=8,
).map("".join)


@pytest.fixture(scope="module")
def translator(dictionary):
    words = [(word, token_pronunciation(word)) for word in VOCABULARY]
    runs = [(word, run_pronunciation(word)) for word in VOCABULARY if not word.isascii()]
    return Translator(dictionary, IndexNames(lambda: words, lambda: runs))


def pools(translator, question):
    return translator.translated_pools(question, language=question_language(question))


def terms(translator, question):
    language = question_language(question)
    return translator.translate_terms(content_terms(question), question, language=language)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("黄金储备还剩多少?", "gold reserves"),
        ("预算赤字有多大?", "budget deficit"),
        ("How much gold did the bank sell?", "黄金 银行"),
        ("What sanctions hit the economy?", "制裁 经济"),
        ("SWIFT制裁了哪些银行?", "SWIFT sanctions banks"),
    ],
    ids=["zh", "zh-compound", "en", "en-plural", "mixed"],
)
def test_every_content_word_of_a_question_is_translated(translator, question, answer):
    found = {token for pool in pools(translator, question) for token in pool}
    wanted = set(tokens(answer)) if answer.isascii() else set(answer.split())
    assert wanted <= found


@pytest.mark.parametrize(
    ("question", "name"),
    [("布达诺夫说了什么?", "budanov"), ("What did Budanov say?", "布达诺夫"), ("纳比乌琳娜的GDP报告", "nabiullina")],
    ids=["zh", "en", "mixed"],
)
def test_a_name_that_is_not_in_the_dictionary_is_transliterated(translator, question, name):
    assert any(name in pool for pool in pools(translator, question))
    assert any(name in dict(found.tokens) for term in terms(translator, question) for found in term.translations)


@pytest.mark.parametrize("question", ["Is it 6 trillion?", "接近6万亿吗?", "GDP是6万亿吗?"], ids=["en", "zh", "mixed"])
def test_a_figure_is_translated_by_value(translator, question):
    assert {"6000000000000": 1.0} in [dict(pool) for pool in pools(translator, question)]


def test_a_lower_case_word_is_never_taken_for_a_name(translator):
    assert all(set(pool) == {"budanov"} for pool in pools(translator, "budanov"))
    assert any("布达诺夫" in pool for pool in pools(translator, "Budanov"))


@given(QUESTIONS)
def test_every_pool_has_tokens_with_weights_up_to_one(translator, question):
    for found in (pools(translator, question), question_pools(question)):
        assert len(found) <= 400
        assert all(pool and all(0 < weight <= 1 for weight in pool.values()) for pool in found)


@given(QUESTIONS)
def test_the_pools_of_a_question_are_its_tokens_without_repeats_and_stop_words(question):
    held = [token for pool in question_pools(question) for token in pool]
    asked = list(dict.fromkeys(tokens(question)))
    # Stop words are stemmed like every other word: any is ani.
    stop_words = ENGLISH_STOP_WORDS | set(tokens(" ".join(ENGLISH_STOP_WORDS)))
    assert held == ([token for token in asked if token not in stop_words] or asked)


@given(QUESTIONS)
def test_every_english_token_is_also_a_translation_of_itself(translator, question):
    """A text of the other language may hold it as it is."""
    for pool in translator.translated_pools(question, language="en"):
        assert 1.0 in pool.values()
        assert set(pool) & set(tokens(question))


@given(QUESTIONS)
def test_terms_keep_their_order_and_their_shares_add_up_to_one_at_most(translator, question):
    plain, made = content_terms(question), terms(translator, question)
    words = [term.word for term in plain]
    assert len(made) <= len(plain)
    assert [term.word for term in made if term.word in words] == [
        word for word in words if word in {term.word for term in made}
    ]
    assert all(sum(found.share for found in term.translations) <= 1.001 for term in made)


def test_a_name_that_word_segmentation_cuts_apart_is_one_term(translator):
    question = "俄罗斯天然气工业股份公司贡献了多少收入？"
    terms = translator.translate_terms(content_terms(question), question, language="zh")
    (name,) = [term for term in terms if term.is_name]
    assert name.word == "俄罗斯天然气工业股份公司"
    assert dict(name.translations[0].tokens)["gazprom"] == 1.0


def test_the_pieces_of_a_name_that_was_cut_apart_are_one_term(translator):
    words = [term.word for term in terms(translator, "布达诺夫在2024年说了什么?")]
    assert "布达诺夫" in words
    assert not [word for word in words if word != "布达诺夫" and word in "布达诺夫"]


@pytest.mark.parametrize("mark", ["·", "，", "（", " "])
def test_a_name_does_not_cross_punctuation(translator, mark):
    words = [term.word for term in terms(translator, f"基里洛{mark}布达诺夫在2024年说了什么?")]
    assert "布达诺夫" in words


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("预算赤字有多大?", "The budget deficit grew.", "The tea house is old."),
        ("How large is the budget deficit?", "预算赤字在扩大。", "石狮子很老。"),
        ("Budanov的预测是什么?", "Budanov made a forecast.", "The tea house is old."),
    ],
    ids=["zh", "en", "mixed"],
)
def test_a_text_covers_the_terms_of_a_question_in_the_other_language(translator, question, text, other):
    asked = terms(translator, question)
    assert sum(TokenizedText(text).term_coverage(term) for term in asked) > 0.5
    assert sum(TokenizedText(other).term_coverage(term) for term in asked) == 0


@pytest.mark.parametrize(
    ("question", "whole", "part"), [("流动资产减少了多少?", "Its liquid assets shrank.", "Its assets shrank.")]
)
def test_a_translation_of_several_words_counts_in_full_only_where_the_text_holds_all(translator, question, whole, part):
    (asked, *_) = terms(translator, question)
    assert TokenizedText(whole).term_coverage(asked) == 1.0
    assert 0 < TokenizedText(part).term_coverage(asked) < 1.0
