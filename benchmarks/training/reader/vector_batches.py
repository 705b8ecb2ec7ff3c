"""Batches for vectors: questions with passages and their sentences, and aligned pairs."""

import random
from collections.abc import Hashable
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.reader.mining import Mined
from training.reader.packing import LONGEST_QUESTION, Packed, pack, places_of_runs
from training.reader.reader_batches import ReaderLessons
from training.reader.token_data import (
    HALF,
    PASSAGE_PREFIX,
    PLAIN,
    QUERY_PREFIX,
    SWITCHED,
    TRANSLATED,
    WHOLE,
    Ends,
    TokenData,
    Tokens,
    for_vector,
)  # fmt: skip

Array = NDArray[Any]

# Set by hand, all of them.
LONGEST_PASSAGE = 240  # in tokens: the embedder in use reads 254 with the prompt
# Questions with a passage; questions about what we wrote; the others are sentences with an aligned passage.
_QUESTIONS, _WRITTEN = 0.6, 0.25
_TRANSLATED, _SWITCHED = 0.5, 0.3  # questions that are translated, where they are; with words of the other language
_NEAR, _NEAREST = 3, 30  # so many other questions of the passages near a question, of so many near sentences
_CROSSED = 0.85  # aligned: the passage in the other language
_WRITTEN_CROSSED = 0.6  # written: the passage in the other language
_WRITTEN_NEAR = 2  # documents beside a written one in its file: they are alike
_WRITTEN_PAIRS = 0.2  # pairs that are written sentences or questions
_LONGEST_PAIR = 96  # in tokens, cut when the data is written


class VectorBatch(NamedTuple):
    """Texts to make vectors of, and which belong together."""

    questions: Packed
    passages: Packed
    passage_of: Tensor  # of each question: the right passage
    sentence_of: Tensor  # of each question: the right sentence
    sentence_places: Tensor  # the tokens of all sentences of all passages, one sentence after another
    sentence_lengths: Tensor  # 0 where the passage was cut before the sentence
    pairs: Packed  # first sides, then second sides


class _Asked:
    """Questions of a batch and the passages they are about, each passage once."""

    def __init__(self) -> None:
        self.questions: list[Array] = []
        self.gold: list[tuple[int, int]] = []  # of each question: its passage and the sentence in it
        self.passages: list[Array] = []
        self.ends: list[Ends] = []
        self._numbers: dict[Hashable, int] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._numbers

    def add(self, question: Tokens, key: Hashable, text: tuple[Tokens, Ends], sentence: int) -> None:
        tokens, ends = text
        if key not in self._numbers:
            self._numbers[key] = len(self.passages)
            self.passages.append(for_vector(PASSAGE_PREFIX, tokens, LONGEST_PASSAGE))
            self.ends.append(np.minimum(ends, LONGEST_PASSAGE) + 1 + len(PASSAGE_PREFIX))
        self.questions.append(for_vector(QUERY_PREFIX, question, LONGEST_QUESTION))
        self.gold.append((self._numbers[key], min(sentence, len(ends) - 2)))


class VectorLessons:
    """Draws batches from the training data."""

    def __init__(self, data: TokenData, mined: Mined, lessons: ReaderLessons) -> None:
        self.data, self.mined, self._lessons = data, mined, lessons

    def batch(self, questions: int, pairs: int, rng: random.Random) -> VectorBatch:
        """Some questions and pairs. Questions about near passages come together, to be told apart."""
        asked = _Asked()
        while len(asked.questions) < int(questions * _QUESTIONS):
            number = self._lessons.choose_question(rng)
            self._add_question(asked, number, rng)
            near = list(self.mined.negatives(number)[:_NEAREST])
            for sentence in rng.sample(near, min(_NEAR, len(near))):
                others = self.mined.questions_of.get(int(self.mined.passage_of[int(sentence)]))
                if others is not None:
                    self._add_question(asked, int(rng.choice(others)), rng)
        while len(asked.questions) < int(questions * (_QUESTIONS + _WRITTEN)):
            self._add_written(asked, rng)
        while len(asked.questions) < questions:
            self._add_aligned(asked, rng)
        packed = pack(asked.passages)
        firsts = np.cumsum([0, *(len(ends) - 1 for ends in asked.ends)])
        passage = np.repeat(np.arange(len(asked.ends)), np.diff(firsts))
        starts = np.concatenate([ends[:-1] for ends in asked.ends])
        lengths = np.concatenate([np.diff(ends) for ends in asked.ends])
        return VectorBatch(
            pack(asked.questions), packed, torch.tensor([number for number, _ in asked.gold]),
            torch.tensor([int(firsts[number]) + sentence for number, sentence in asked.gold]),
            places_of_runs(packed.starts.numpy()[passage] + starts, lengths), torch.from_numpy(lengths),
            self._pairs(pairs, rng),
        )  # fmt: skip

    def _add_question(self, asked: _Asked, number: int, rng: random.Random) -> None:
        row, form = self.data.question(number), PLAIN
        if rng.random() < _TRANSLATED and self.data.has_form(number, TRANSLATED):
            form = TRANSLATED
        elif rng.random() < _SWITCHED and self.data.has_form(number, SWITCHED):
            form = SWITCHED
        text = self.data.passages[row.passage], self.data.sentences[row.passage]
        asked.add(self.data.question_text(number, form), row.passage, text, row.sentence)

    def _add_written(self, asked: _Asked, rng: random.Random) -> None:
        """Questions about a document and those beside it, each document in one language of a batch."""
        written = self._lessons.written
        first = written.data.question(written.choose_question(rng)).document
        for document in {first, *(first + rng.randint(-_WRITTEN_NEAR, _WRITTEN_NEAR) for _ in range(_WRITTEN_NEAR))}:
            answered = written.answered.get(document)
            if answered is None or any(("w", document, language) in asked for language in (0, 1)):
                continue
            held = rng.randrange(2)
            for number in rng.sample(answered, min(_NEAR, len(answered))):
                side = 1 - held if rng.random() < _WRITTEN_CROSSED else held
                sentence = rng.choice(written.data.question(number).sentences)
                question = written.data.question_texts[2 * number + side]
                asked.add(question, ("w", document, held), written.data.text(document, held), sentence)

    def _add_aligned(self, asked: _Asked, rng: random.Random) -> None:
        group, side = rng.randrange(self.data.trained_groups), rng.randrange(2)
        other = 1 - side if rng.random() < _CROSSED else side
        form = HALF if other == side else rng.choice([WHOLE, HALF])
        question = self.data.aligned_questions[group * 4 + side * 2 + form]
        if len(question) >= 3:
            text = self.data.aligned[group * 2 + other], self.data.aligned_sentences[group * 2 + other]
            asked.add(question, (group, other), text, int(self.data.aligned_targets[group]))

    def _pairs(self, count: int, rng: random.Random) -> Packed:
        """Aligned pairs, both prefixes in all combinations, one for each batch."""
        prefixes = rng.choice([
            (QUERY_PREFIX, QUERY_PREFIX), (QUERY_PREFIX, PASSAGE_PREFIX),
            (PASSAGE_PREFIX, QUERY_PREFIX), (PASSAGE_PREFIX, PASSAGE_PREFIX),
        ])  # fmt: skip
        drawn = [
            self._lessons.written.choose_pair(rng) if rng.random() < _WRITTEN_PAIRS else self._pair(rng)
            for _ in range(count)
        ]
        return pack([
            for_vector(prefix, pair[side], _LONGEST_PAIR) for side, prefix in enumerate(prefixes) for pair in drawn
        ])  # fmt: skip

    def _pair(self, rng: random.Random) -> tuple[Tokens, Tokens]:
        number = rng.randrange(self.data.trained_pairs)
        return self.data.pairs[2 * number], self.data.pairs[2 * number + 1]
