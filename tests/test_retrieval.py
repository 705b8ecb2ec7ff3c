import pytest
from conftest import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.base.base_retriever import BaseRetriever

from index import QueryError, open_retriever, reindex
from index.retrieval import MAX_QUERY_CHARACTERS, combine

SCORES = st.dictionaries(st.integers(1, 30), st.floats(0.01, 50), max_size=30)


@pytest.fixture
def retriever(indexed):
    with open_retriever(data_dir=indexed, embedder=HashingEmbedder()) as retriever:
        yield retriever


def order(scores):
    return sorted(scores, key=lambda row: (-scores[row], row))


@given(SCORES)
def test_a_silent_leg_leaves_the_order_of_the_other(scores):
    tied = len(set(scores.values())) == len(scores)
    if tied:
        assert order(combine(scores, {}, weight=0.8)) == order(scores)
        assert order(combine({}, scores, weight=0.8)) == order(scores)


@given(SCORES, SCORES)
def test_what_is_better_on_both_legs_ranks_higher(words, meaning):
    scores = combine(words, meaning, weight=0.8)
    for a in scores:
        for b in scores:
            if words.get(a, 0) > words.get(b, 0) + 1e-6 and meaning.get(a, 0) > meaning.get(b, 0) + 1e-6:
                assert scores[a] >= scores[b]


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


def test_the_retriever_is_llama_indexs(retriever):
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("How many tea houses?")
    assert [node.node_id for node in nodes] == [p.chunk.id for p in retriever.passages("How many tea houses?")]


def test_a_reindex_is_seen_without_opening_anew(retriever, corpus, indexed):
    (corpus / "moon.txt").write_text("The moon base has 77 rooms. It is quiet there.", "utf-8")
    reindex(sources_dir=corpus, data_dir=indexed, embedder=HashingEmbedder())
    assert retriever.passages("How many rooms has the moon base?")[0].source.id == "moon.txt"
