"""What the reader says of sentences, and in which windows it reads them."""

import math

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Text, sentence_spans
from index.reading import open_reader
from index.reading.windows import cut_windows, token_spans
from reader_texts import said

CASES = [
    ("Who repairs the nets?", "The harbour is old. Ida Brook mends all the nets. Boats leave at dawn.", "Ida Brook"),
    ("谁修补渔网？", "港口很古老。渔网都由林小满修补。船在黎明出发。", "林小满"),
    ("谁修补渔网？", "The harbour is old. Ida Brook mends all the nets. Boats leave at dawn.", "Ida Brook"),
    ("Who mends the nets?", "港口很古老。渔网都由林小满修补。船在黎明出发。", "林小满"),
]
BOTH = pytest.mark.parametrize(("question", "text", "answer"), CASES, ids=["en", "zh", "zh-en", "en-zh"])


@pytest.fixture(scope="module")
def reader():
    return open_reader("builtin")


@BOTH
def test_the_sentence_that_answers_is_the_most_probable_and_the_answer_is_pointed_to(reader, question, text, answer):
    readings = said(reader, question, text)
    best = max(readings, key=lambda reading: reading.odds)
    assert answer in text[slice(*sentence_spans(text)[readings.index(best)])]
    assert answer in text[slice(*best.answer)]


@BOTH
def test_without_the_sentence_that_answers_none_is_more_probable(reader, question, text, answer):
    others = " ".join(text[a:b] for a, b in sentence_spans(text) if answer not in text[a:b])
    assert max(r.odds for r in said(reader, question, others)) < max(r.odds for r in said(reader, question, text)) - 2


def test_traditional_and_simplified_characters_are_the_same_to_it(reader):
    question, text, _ = CASES[1]
    traditional = opencc.OpenCC("s2t").convert
    assert said(reader, traditional(question), text) == said(reader, question, text)
    assert said(reader, question, traditional(text)) == said(reader, question, text)


def test_only_the_most_promising_sentences_of_a_long_text_are_read(reader):
    text = "".join(f"The {n}. lamp stands at the {n}. corner of the old harbour of Brindle. " for n in range(400))
    spans = sentence_spans(text)
    promise = [1.0 if i == len(spans) - 3 else 0.0 for i in range(len(spans))]
    readings = said(reader, "Where does the lamp stand?", text, promise=promise)
    assert readings[-3] is not None
    assert readings.count(None) > len(readings) / 2


@pytest.mark.parametrize("question", ["?", "x" * 2000, "中" * 2000, "\x00 \u202e", "🙂"], ids=str)
def test_odd_questions_get_finite_odds(reader, question):
    for text in ("a. b.", "中" * 900, "🙂", " . "):
        assert all(reading is None or math.isfinite(reading.odds) for reading in said(reader, question, text))


def test_nothing_to_read_is_nothing_said(reader):
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [Text("", "", [], [])]) == [[]]


def test_there_is_no_reader_where_none_is_wanted():
    assert open_reader("none") is None


@given(st.lists(st.integers(1, 300), min_size=1, max_size=30))
def test_every_sentence_is_in_one_window(lengths):
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    spans = list(zip([0, *ends], ends, strict=False))
    windows = cut_windows(0, spans)
    assert [number for window in windows for number in window.sentences] == list(range(len(spans)))
    for window in windows:
        assert window.start <= spans[window.sentences[0]][0] < window.end
        assert window.end - window.start <= 110 + 220 + 40


@given(st.lists(st.sampled_from(["a ", "lamp ", "中", "灯。", "x. "]), min_size=1).map("".join))
def test_every_sentence_has_a_token(text):
    spans = sentence_spans(text)
    offsets = [(i, i + 1) for i in range(0, len(text), 2)]
    assert all(start < end for start, end in token_spans(offsets, spans))
