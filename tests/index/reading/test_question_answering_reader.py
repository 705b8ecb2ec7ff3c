"""READER_MODEL may name any extractive question-answering model of transformers."""

import math
import threading

import pytest
import torch
from transformers import (
    AutoModelForQuestionAnswering,
    AutoTokenizer,
    BertConfig,
    BertForQuestionAnswering,
    BertModel,
    BertTokenizerFast,
)

from index import EmbedderUnavailableError, Text, open_reader, sentence_spans
from reader_texts import said, text_of

WORDS = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *("lamp", "the", "boat", "is", "red", "who", "where", "harbour"),
    *"灯船是红色港口谁在哪里古老",
]
PAIRS = [
    ("Where is the lamp?", "The harbour is red. The lamp is the boat. The boat is red.", "lamp"),
    ("灯在哪里？", "港口是红色。灯在船里。船古老。", "灯"),
    ("燈在哪裡？", "港口是紅色。燈在船裡。船古老。", "燈"),
    ("Where is the 灯?", "The harbour is 红. The 灯 is in the boat. 船古老。", "灯"),
]
EACH = pytest.mark.parametrize(("question", "text", "answer"), PAIRS, ids=["en", "zh", "zh-traditional", "mixed"])


def save(folder, kind, *, layers, **options):
    (folder / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=layers, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=258,
    )  # fmt: skip
    model = kind(config)
    if layers == 0:
        point_to_lamps(model)
    model.save_pretrained(folder, **options)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def point_to_lamps(model):
    """Weights by which each lamp is an answer, no other word is, and the first token is neither."""
    embeddings = model.bert.embeddings
    for part in (embeddings.position_embeddings, embeddings.token_type_embeddings):
        torch.nn.init.zeros_(part.weight)
    kind = torch.tensor([0 if word in ("lamp", "灯") else 2 if word == "[CLS]" else 1 for word in WORDS])
    embeddings.word_embeddings.weight.data = torch.nn.functional.one_hot(kind, 16).float()
    model.qa_outputs.weight.data = torch.tensor([1.0, -1.0] + [0.0] * 14).repeat(2, 1)
    torch.nn.init.zeros_(model.qa_outputs.bias)


@pytest.fixture(scope="module")
def lamp_finder(tmp_path_factory):
    """A reader whose model has no layers: a lamp is what it looks for."""
    return open_reader(save(tmp_path_factory.mktemp("lamps"), BertForQuestionAnswering, layers=0))


@pytest.fixture(scope="module")
def random_model(tmp_path_factory):
    """The folder of a model of two layers that has learnt nothing."""
    return save(tmp_path_factory.mktemp("random"), BertForQuestionAnswering, layers=2)


@EACH
def test_the_sentence_with_the_span_that_the_model_favours_is_more_probable_than_none_the_others_are_less(
    lamp_finder, question, text, answer
):
    readings = said(lamp_finder, question, text)
    spans = sentence_spans(text)
    for (start, end), reading in zip(spans, readings, strict=True):
        assert (reading.odds > 0) == (answer in text[start:end].lower())
        assert start <= reading.answer[0] < reading.answer[1] <= end
    best = max(readings, key=lambda reading: reading.odds)
    assert text[slice(*best.answer)].lower() == answer


@EACH
def test_the_heading_is_read_and_is_no_answer(lamp_finder, question, text, answer):
    assert said(lamp_finder, question, text, heading=f"{answer} {answer}") == said(lamp_finder, question, text)


@EACH
def test_odds_are_the_logits_of_the_best_span_less_those_of_the_null_answer(random_model, question, text, answer):
    tokenizer = AutoTokenizer.from_pretrained(random_model)
    model = AutoModelForQuestionAnswering.from_pretrained(random_model).eval()
    simplified = text.translate(str.maketrans("紅燈裡", "红灯里"))
    tokens = tokenizer(
        question.translate(str.maketrans("燈裡", "灯里")), simplified, return_tensors="pt", return_offsets_mapping=True
    )
    offsets = tokens.pop("offset_mapping")[0].tolist()
    with torch.inference_mode():
        output = model(**tokens)
    firsts, lasts = output.start_logits[0].tolist(), output.end_logits[0].tolist()
    places = [i for i, part in enumerate(tokens.sequence_ids(0)) if part == 1]
    for (start, end), reading in zip(
        sentence_spans(text), said(open_reader(random_model), question, text), strict=True
    ):
        own = [i for i in places if start <= offsets[i][0] < end]
        best = max(firsts[i] + lasts[j] for i in own for j in own if i <= j)
        assert reading.odds == pytest.approx(best - firsts[0] - lasts[0], abs=1e-4)


def test_a_text_longer_than_the_model_reads_is_read_where_it_promises_most(lamp_finder):
    text = "The boat is red. " * 300 + "The lamp is red. " + "The boat is red. " * 300
    spans = sentence_spans(text)
    promise = [1.0 if "lamp" in text[a:b] else 0.0 for a, b in spans]
    readings = said(lamp_finder, "where is the lamp? " * 50, text, promise=promise, heading="harbour " * 80)
    assert readings[promise.index(1.0)].odds > 0
    assert readings.count(None) > len(spans) / 2


def test_what_is_said_of_a_text_does_not_depend_on_the_others(random_model):
    reader, question = open_reader(random_model), "谁 is the lamp?"
    texts = [text_of(text) for _, text, _ in PAIRS]
    together = reader.read(question, texts)
    for text, readings in zip(texts, together, strict=True):
        for alone, beside in zip(reader.read(question, [text])[0], readings, strict=True):
            assert alone.odds == pytest.approx(beside.odds, abs=1e-4)
            assert alone.answer == beside.answer


@pytest.mark.parametrize(
    "question", ["?", "x" * 2000, "中" * 2000, "\x00 \u202e", "🙂"], ids=["mark", "word", "zh", "hidden", "emoji"]
)
def test_odd_questions_and_texts_get_finite_odds(random_model, question):
    reader = open_reader(random_model)
    for text in ("a. b.", "中" * 900, "🙂", " . ", "\u200b"):
        assert all(reading is None or math.isfinite(reading.odds) for reading in said(reader, question, text))


def test_nothing_to_read_needs_no_model(tmp_path):
    reader = open_reader(str(tmp_path / "nothing"))
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [Text("", "", [], [])]) == [[]]


def test_several_threads_may_read_at_once(random_model):
    reader, found = open_reader(random_model), []
    texts = [text_of(text) for _, text, _ in PAIRS]

    def read():
        found.append(reader.read("灯?", texts))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(other == found[0] for other in found)


def no_weights(folder):
    save(folder, BertForQuestionAnswering, layers=2)
    (folder / "model.safetensors").unlink()


def weights_that_can_run_code(folder):
    no_weights(folder)
    torch.save(BertForQuestionAnswering(BertConfig.from_pretrained(folder)).state_dict(), folder / "pytorch_model.bin")


def damaged_weights(folder):
    save(folder, BertForQuestionAnswering, layers=2)
    (folder / "model.safetensors").write_bytes(b"\x00" * 40)


def damaged_configuration(folder):
    save(folder, BertForQuestionAnswering, layers=2)
    (folder / "config.json").write_text("no JSON")


def model_of_another_kind(folder):
    save(folder, BertModel, layers=2)


def empty_folder(folder):
    pass


@pytest.mark.parametrize(
    "make",
    [no_weights, weights_that_can_run_code, damaged_weights, damaged_configuration, model_of_another_kind, empty_folder],
)  # fmt: skip
def test_a_model_that_cannot_be_used_is_told_in_one_line_with_the_remedy(tmp_path, make):
    make(tmp_path)
    with pytest.raises(EmbedderUnavailableError, match=r"READER_MODEL=builtin") as error:
        open_reader(str(tmp_path)).read("Who?", [text_of("The lamp.")])
    assert "\n" not in str(error.value)


def test_an_unknown_name_without_a_network_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderUnavailableError, match=r"no/such-model.*READER_MODEL=builtin"):
        open_reader("no/such-model").read("谁?", [text_of("灯。")])
