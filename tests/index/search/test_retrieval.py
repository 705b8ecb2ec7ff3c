import pytest

from embedders import HashingEmbedder
from index import IndexSettings, QueryError, SearchIndexError, open_retriever, reindex
from index.search.query import MAX_QUERY_CHARACTERS

# Each fact stands in one language only; figures and names are written as that language writes them.
APART = {
    "zh-budget.txt": "国库的账\n\n据估算，赤字接近6万亿卢布。布达诺夫作了这个预测。\n",
    "zh-tea.txt": "茶馆的账\n\n茶馆去年接待了15万人，价格涨了22.6%。\n",
    "en-budget.txt": "The books of Brindle\n\nThe deficit came to 3 trillion crowns. Nabiullina signed the report.\n",
    "en-tram.txt": "The tram of Brindle\n\nThe tram carried 400,000 people in September and stops at midnight.\n",
}


@pytest.fixture
def retriever(indexed):
    with open_retriever(IndexSettings(data_dir=indexed), HashingEmbedder()) as retriever:
        yield retriever


@pytest.mark.parametrize(
    ("question", "source_id"),
    [
        ("青石桥有多长?", "bridge.txt"),
        ("When did the oldest tea house open?", "tea.txt"),
        ("诊所有多少 beds?", "clinic.md"),
    ],
    ids=["zh", "en", "mixed"],
)
def test_the_passage_that_answers_comes_first(retriever, question, source_id):
    assert retriever.passages(question)[0].source.id == source_id


def test_passages_are_exact_slices_of_their_source(retriever):
    for passage in retriever.passages("tea 桥 beds"):
        assert retriever.text(passage.source.id)[passage.chunk.start : passage.chunk.end] == passage.chunk.text


def test_a_question_can_be_put_to_some_sources_only(retriever):
    assert {p.source.id for p in retriever.passages("How many tea houses?", source_ids=["clinic.md"])} == {"clinic.md"}


@pytest.mark.parametrize(
    "question",
    ["", "   ", "?!。", "🙂" * 500, "x" * (MAX_QUERY_CHARACTERS + 1)],
    ids=["empty", "blank", "marks", "emoji", "long"],
)
def test_a_question_without_words_or_too_long_is_refused_with_the_remedy(retriever, question):
    with pytest.raises(QueryError, match="ask it"):
        retriever.passages(question)


def test_a_reindex_is_seen_without_opening_anew(retriever, corpus, indexed):
    (corpus / "moon.txt").write_text("The moon base has 77 rooms. It is quiet there.", "utf-8")
    reindex(IndexSettings(sources_dir=corpus, data_dir=indexed), HashingEmbedder())
    assert retriever.passages("How many rooms has the moon base?")[0].source.id == "moon.txt"


@pytest.fixture
def apart(tmp_path):
    folder = tmp_path / "apart"
    folder.mkdir()
    for name, text in APART.items():
        (folder / name).write_text(text, "utf-8")
    embedder = HashingEmbedder()
    reindex(IndexSettings(sources_dir=folder, data_dir=tmp_path / "of-apart"), embedder)
    with open_retriever(IndexSettings(data_dir=tmp_path / "of-apart"), embedder) as retriever:
        yield retriever


@pytest.mark.parametrize(
    ("question", "source_id"),
    [
        pytest.param("Who spoke of 6 trillion roubles?", "zh-budget.txt", id="en-scale"),
        pytest.param("谁说过3万亿克朗?", "en-budget.txt", id="zh-scale"),
        pytest.param("Did 150,000 people come?", "zh-tea.txt", id="en-grouped"),
        pytest.param("真有40万人坐过吗?", "en-tram.txt", id="zh-grouped"),
        pytest.param("Which price rose 22.6 per cent?", "zh-tea.txt", id="en-percent"),
        pytest.param("九月有多少人?", "en-tram.txt", id="zh-month"),
    ],
)
def test_a_figure_crosses_by_value(apart, question, source_id):
    found = {p.source.id: p.words for p in apart.passages(question)}
    others = [words for name, words in found.items() if name[:2] == source_id[:2] and name != source_id]
    assert found[source_id] > max(others, default=0)


@pytest.mark.parametrize(
    ("question", "source_id"),
    [
        ("What did Budanov foresee?", "zh-budget.txt"),
        ("纳比乌琳娜签了什么?", "en-budget.txt"),
        ("Budanov 的预测?", "zh-budget.txt"),
    ],
    ids=["en", "zh", "mixed"],
)
def test_a_name_crosses_by_sound(apart, question, source_id):
    assert max(apart.passages(question), key=lambda passage: passage.words).source.id == source_id


def test_a_question_to_some_sources_only_crosses_languages_but_never_leaves_them(apart):
    for question in ("6 trillion deficit", "赤字有6万亿吗?", "tram 茶馆"):
        for allowed in (["zh-budget.txt"], ["en-budget.txt", "zh-tea.txt"]):
            assert {p.source.id for p in apart.passages(question, source_ids=allowed)} == set(allowed)


class EnglishEmbedder(HashingEmbedder):
    """Its vectors of Chinese mean nothing, and it says so."""

    languages = frozenset({"en"})


def test_words_alone_find_what_the_embedder_cannot_read(corpus, tmp_path):
    embedder = EnglishEmbedder()
    reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder)
    with open_retriever(IndexSettings(data_dir=tmp_path / "data"), embedder) as retriever:
        asked_in_chinese, asked_in_english = (
            retriever.passages(question) for question in ("青石桥有多长?", "How many stone lions are on the bridge?")
        )
    assert asked_in_chinese[0].source.id == "bridge.txt"
    assert max(asked_in_english, key=lambda passage: passage.words).source.id == "bridge.txt"
    assert {p.meaning for p in asked_in_chinese} == {0.0}
    assert {p.meaning for p in asked_in_english if p.chunk.language == "zh"} == {0.0}
    assert any(p.meaning > 0 for p in asked_in_english if p.chunk.language == "en")


@pytest.mark.parametrize(
    ("question", "words", "language"),
    [
        pytest.param("布达诺夫是谁?", "Budanov, who heads", "en", id="zh-name"),
        pytest.param("俄罗斯银行为什么不再买国债?", "lost their appetite", "en", id="zh-why"),
        pytest.param("俄罗斯取消了几次国债拍卖?", "call off several domestic bond auctions", "en", id="zh-count"),
        pytest.param("How much of its gas did Germany buy from Russia?", "55%", "zh", id="en-figure"),
        pytest.param("How many rounds of sanctions has the EU imposed?", "第19轮", "zh", id="en-count"),
        pytest.param("Which banks were thrown out of SWIFT?", "SWIFT", "zh", id="mixed"),
    ],
)
def test_a_question_finds_the_passage_that_answers_it_in_the_other_language(sample, question, words, language):
    first, second, *_ = sample.passages(question)
    assert any(words in p.chunk.text and p.chunk.language == language for p in (first, second))


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("俄罗斯煤炭行业雇用多少人?", "zh", "15万人"),
        ("How many jobs does coal provide in Russia?", "en", "150,000 jobs"),
        ("2025年10月的 inflation 是多少?", "zh", "7.7%"),
    ],
    ids=["zh", "en", "mixed"],
)
def test_where_both_languages_hold_the_answer_the_askers_comes_first(sample, question, language, words):
    holding = [p for p in sample.passages(question) if words in p.chunk.text]
    assert sample.passages(question)[0] == holding[0]
    assert holding[0].chunk.language == language


def test_terms_carry_the_words_of_the_other_language(sample):
    (budanov,) = (term for term in sample.search("布达诺夫是谁?").terms if term.word == "布达诺夫")
    assert "budanov" in {token for translation in budanov.translations for token, _ in translation.tokens}


def test_a_cache_folder_that_cannot_be_made_is_told_with_the_remedy(indexed, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(SearchIndexError, match="CACHE_DIR"),
        open_retriever(IndexSettings(data_dir=indexed, cache_dir=tmp_path / "file" / "cache"), HashingEmbedder()),
    ):
        pass
