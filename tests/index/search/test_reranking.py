import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from embedders import HashingEmbedder
from index import EmbedderUnavailableError, IndexSettings, open_reranker, open_retriever
from index.search.reranker import CrossEncoderReranker

QUESTION = "How many 狮子 are there?"
PASSAGES = ["tea houses", "桥上有二十四只石狮子", "a tram stops at 12"]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A cross-encoder of two tiny layers that has learnt nothing: the folder it is saved in."""
    folder = tmp_path_factory.mktemp("cross-encoder")
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyz狮子桥上有石",
        "tea",
        "tram",
        "##s",
    ]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


class LongestFirst:
    """A reranker of the simplest kind: it thinks the longer a passage is, the better. Remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def scores(self, question, passages):
        self.asked.append((question, list(passages)))
        return [float(len(passage)) for passage in passages]


def found(data_dir, reranker, question, **options):
    with open_retriever(IndexSettings(data_dir=data_dir), HashingEmbedder(), reranker=reranker) as retriever:
        return retriever.passages(question, **options)


@pytest.mark.parametrize(
    "question", ["How many tea houses?", "青石桥有多长?", "诊所有多少 beds?"], ids=["en", "zh", "mixed"]
)
def test_passages_come_in_the_order_of_the_reranker_and_no_other_comes_in(indexed, question):
    reranker = LongestFirst()
    before, after = found(indexed, None, question), found(indexed, reranker, question)
    assert {p.chunk.id for p in after} == {p.chunk.id for p in before}
    assert [p.score for p in after] == sorted((float(len(p.chunk.text)) for p in before), reverse=True)
    assert reranker.asked == [(question, [p.chunk.text for p in before])]


def test_the_reranker_looks_beyond_the_passages_that_are_wanted(indexed):
    reranker = LongestFirst()
    (best,) = found(indexed, reranker, "How many tea houses?", top_k=1)
    (_, seen), *_ = reranker.asked
    assert len(seen) > 1
    assert best.chunk.text == max(seen, key=len)


def test_a_reranker_keeps_to_the_sources_asked(indexed):
    assert {p.source.id for p in found(indexed, LongestFirst(), "tea 桥 beds", source_ids=["tea.txt"])} == {"tea.txt"}


def test_a_cross_encoder_scores_each_passage_by_itself_as_its_library_does(model):
    scores = CrossEncoderReranker(model).scores(QUESTION, PASSAGES)
    pairs = [(QUESTION, passage) for passage in PASSAGES]
    assert scores == pytest.approx(CrossEncoder(model).predict(pairs, show_progress_bar=False).tolist(), abs=1e-5)
    assert scores[::-1] == pytest.approx(CrossEncoderReranker(model).scores(QUESTION, PASSAGES[::-1]), abs=1e-5)
    assert len(set(scores)) == len(PASSAGES)


def test_a_cross_encoder_orders_real_passages(indexed, model):
    passages = found(indexed, CrossEncoderReranker(model), "tea 桥 beds")
    scores = CrossEncoderReranker(model).scores("tea 桥 beds", [p.chunk.text for p in passages])
    assert scores == sorted(scores, reverse=True)
    assert len(passages) > 2


def test_no_passages_need_no_model(tmp_path):
    assert CrossEncoderReranker(str(tmp_path / "nothing")).scores(QUESTION, []) == []


@pytest.mark.parametrize("config", [None, "{}", "no JSON"], ids=["empty", "no-kind", "damaged"])
def test_a_model_that_cannot_be_loaded_is_told_with_the_remedy(tmp_path, config):
    if config is not None:
        (tmp_path / "config.json").write_text(config)
    with pytest.raises(EmbedderUnavailableError, match=r"RERANK_MODEL.*leave it empty"):
        open_reranker(str(tmp_path)).scores(QUESTION, PASSAGES)


def test_an_unknown_name_without_a_network_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderUnavailableError, match=r"no/such-model.*RERANK_MODEL.*leave it empty"):
        open_reranker("no/such-model").scores(QUESTION, PASSAGES)


def test_no_name_is_no_reranker():
    assert open_reranker("") is None
