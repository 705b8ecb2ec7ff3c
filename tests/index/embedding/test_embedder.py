import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizerFast

from index import EmbedderMismatchError, EmbedderUnavailableError, IndexSettings, open_embedder, open_retriever, reindex

TEXTS = st.lists(st.sampled_from(["tea", "桥上有石狮子", "a tram stops", "诊所有 beds", "x" * 40, "."]), max_size=6)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def saved(folder, *, prompts=None, seed=7):
    """A sentence-transformers model of two tiny layers that has learnt nothing: the folder it is saved in."""
    folder.mkdir(parents=True)
    vocabulary = [
        *SPECIAL,
        *"abcdefghijklmnopqrstuvwxyz桥上有石狮子诊所:0123456789",
        *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
    ]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=128,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    words = Transformer(str(folder / "bert"), max_seq_length=96)
    modules = [words, Pooling(16, pooling_mode="mean")]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder / "model"))
    return str(folder / "model")


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return saved(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def tiny(model):
    return open_embedder(model)


@pytest.mark.parametrize(
    ("question", "source_id"),
    [("tea houses", "tea.txt"), ("青石桥", "bridge.txt"), ("诊所 beds", "clinic.md")],
    ids=["en", "zh", "mixed"],
)
def test_any_sentence_transformers_model_can_be_named(corpus, tmp_path, model, question, source_id):
    embedder = open_embedder(model)
    reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder)
    with open_retriever(IndexSettings(data_dir=tmp_path / "data"), embedder) as retriever:
        found = retriever.passages(question)
    assert max(found, key=lambda passage: passage.words).source.id == source_id
    assert all(passage.meaning for passage in found)


def test_another_model_says_that_a_reindex_is_needed(corpus, tmp_path, model):
    other = saved(tmp_path / "other", seed=8)
    reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), open_embedder(model))
    with (
        pytest.raises(EmbedderMismatchError, match="footnote index --full") as told,
        open_retriever(IndexSettings(data_dir=tmp_path / "data"), open_embedder(other)) as retriever,
    ):
        retriever.passages("tea")
    assert (told.value.built_with, told.value.configured) == (model, other)
    reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), open_embedder(other), full=True)
    with open_retriever(IndexSettings(data_dir=tmp_path / "data"), open_embedder(other)) as retriever:
        assert retriever.passages("tea")


@pytest.mark.parametrize("config", [None, "{}", "no JSON"], ids=["empty", "no-kind", "damaged"])
def test_a_model_that_cannot_be_loaded_is_an_error_with_a_remedy(tmp_path, config):
    if config is not None:
        (tmp_path / "config.json").write_text(config)
    with pytest.raises(EmbedderUnavailableError, match="EMBED_MODEL=builtin"):
        open_embedder(str(tmp_path)).embed_query("tea")


def test_the_prompts_of_a_model_are_put_before_questions_and_passages(tmp_path):
    plain = open_embedder(saved(tmp_path / "plain"))
    prompted = open_embedder(saved(tmp_path / "prompted", prompts={"query": "query: ", "document": "passage: "}))
    assert np.allclose(prompted.embed_query("tea"), plain.embed_query("query: tea"), atol=1e-5)
    assert np.allclose(prompted.embed_documents(["tea"]), plain.embed_documents(["passage: tea"]), atol=1e-5)
    assert prompted.max_tokens == plain.max_tokens - plain.count_tokens(["passage: "])[0]


def test_a_model_of_a_family_that_needs_prompts_gets_them(tmp_path):
    plain, family = open_embedder(saved(tmp_path / "plain")), saved(tmp_path / "some")
    named = tmp_path / "e5-tiny"
    named.symlink_to(family)
    assert np.allclose(open_embedder(str(named)).embed_query("tea"), plain.embed_query("query: tea"), atol=1e-5)


@given(TEXTS)
def test_every_text_has_a_unit_vector_in_its_place(tiny, texts):
    vectors = tiny.embed_documents(texts)
    assert len(vectors) == len(tiny.count_tokens(texts)) == len(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=-1), 1, atol=1e-3) or not texts
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(vector, tiny.embed_query(text), atol=1e-4)


@given(TEXTS)
def test_a_text_is_as_long_as_its_pieces(tiny, texts):
    counted = tiny.count_tokens
    assert sum(counted(texts)) == (counted([" ".join(texts)])[0] if texts else 0)


def test_the_built_in_model_reads_both_languages_and_counts_no_special_tokens(builtin):
    assert builtin.languages == {"en", "zh"}
    assert builtin.max_tokens == 251
    assert builtin.count_tokens(["", "tea", "银行", "GDP 银行"])[:3] == [0, 1, 2]
