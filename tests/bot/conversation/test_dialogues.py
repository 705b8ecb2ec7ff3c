import json

import pytest

from index import question_language
from paths import ROOT

BENCHMARKS = ROOT / "benchmarks"


def rows(name):
    return [json.loads(line) for line in (BENCHMARKS / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("dialogue", rows("dialogues.jsonl"), ids=lambda dialogue: dialogue["id"])
def test_each_turn_of_a_dialogue_has_a_whole_question_and_answers(dialogue):
    turns = dialogue["turns"]
    assert 2 <= len(turns) <= 3
    assert dialogue["standalone"][0] == turns[0]
    assert dialogue["languages"] == [question_language(turn) for turn in turns]
    for name in ("standalone", "answer", "replies"):
        assert len(dialogue.get(name, turns)) == len(turns)


def test_every_answer_of_a_dialogue_stands_in_an_indexed_passage(sample):
    texts = [passage.chunk.text for passage in sample.passages("Russia 俄罗斯", top_k=1000)]
    missing = [
        answer
        for dialogue in rows("dialogues.jsonl")
        for answers in dialogue["answer"]
        for answer in answers
        if not any(answer in text for text in texts)
    ]
    assert not missing


def test_the_labelled_sentences_are_even_between_languages_halves_and_truths():
    pairs = rows("grounding.jsonl")
    assert len({(pair["sentence"], pair["passage"]) for pair in pairs}) == len(pairs) >= 240
    for languages in [("zh", "zh"), ("zh", "en"), ("en", "zh"), ("en", "en")]:
        chosen = [pair for pair in pairs if (pair["sentence_language"], pair["passage_language"]) == languages]
        assert len(chosen) >= 60
        for split in ("dev", "test"):
            half = [pair["supported"] for pair in chosen if pair["split"] == split]
            assert len(half) >= 40
            assert 0.4 <= sum(half) / len(half) <= 0.6


def test_a_labelled_sentence_is_altered_or_supported_and_no_passage_is_in_both_halves():
    pairs = rows("grounding.jsonl")
    assert all(pair["supported"] == (pair["altered"] is None) for pair in pairs)
    halves = [{pair["passage"] for pair in pairs if pair["split"] == split} for split in ("dev", "test")]
    assert not halves[0] & halves[1]
