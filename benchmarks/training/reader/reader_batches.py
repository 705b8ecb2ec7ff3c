"""Lessons of reading: a question, eight windows of text, and which sentence answers it, or none."""

import random

import numpy as np

from training.reader.mining import Mined
from training.reader.packing import ReaderBatch, WindowCollector, choose_lead, choose_window
from training.reader.token_data import (
    ALTERED,
    CHINESE,
    HALF,
    PLAIN,
    SWITCHED,
    TRANSLATED,
    WHOLE,
    Question,
    TokenData,
    Tokens,
)  # fmt: skip
from training.reader.written_batches import WrittenLessons

# All shares here are set by hand; only one long run was made.
_WINDOWS = 8  # as many as passages are read for a question
_WRITTEN, _ALIGNED = 0.3, 0.08  # lessons from documents that we wrote; from aligned text
_CROSSED = 0.8  # of those: question and windows in different languages
_ALIGNED_REMOVED = 0.3  # of those: without the window that answers
# Of the other lessons: with an altered question, which nothing answers; of the rest, those with the question translated, where
# we did; of the rest, those with words of it switched into the other language; of all that are not altered, those without the
# passage that answers.
_ALTERED, _TRANSLATED, _SWITCHED, _REMOVED = 0.12, 0.55, 0.35, 0.32
_TRANSLATED_WEIGHT = 1.6  # questions that are translated come oftener
_SWITCHED_PASSAGE = 0.5  # of the plain questions on passages that there are so: words of the passage are switched
_SECOND_WINDOW = 0.5  # another window of the passage that answers
_CHINESE_WEIGHT = 2.2  # there are fewer questions in Chinese
_LOOSE_WEIGHT = 0.5  # reviews and forum posts, where many passages could answer a question
_LOOSE_SKIPPED = 12  # so their nearest sentences are no negatives
_NEAREST_FIRST = 4  # the greater, the less the order of negatives follows their nearness

Shown = set[tuple[int, int]]  # sentences by passage and number


class ReaderLessons:
    """Draws lessons from the training data."""

    def __init__(self, data: TokenData, mined: Mined, written: WrittenLessons) -> None:
        self.data, self.mined, self.written = data, mined, written
        self._loose = {i for i, name in enumerate(data.sources) if "reddit" in name or "amazon" in name}
        self._trained = np.flatnonzero(data.questions[:, 6] == 0)
        weights = np.where(data.questions[:, 4] == CHINESE, _CHINESE_WEIGHT, 1.0)
        weights[np.isin(data.questions[:, 5], list(self._loose))] *= _LOOSE_WEIGHT
        weights[[data.has_form(number, TRANSLATED) for number in range(len(weights))]] *= _TRANSLATED_WEIGHT
        self._cumulated = np.cumsum(weights[self._trained])
        self._cumulated /= self._cumulated[-1]

    def choose_question(self, rng: random.Random) -> int:
        """The number of a question to train on."""
        return int(self._trained[np.searchsorted(self._cumulated, rng.random())])

    def batch(self, lessons: int, rng: random.Random) -> ReaderBatch:
        """Some lessons."""
        collector = WindowCollector()
        for _ in range(lessons):
            collector.start_lesson()
            drawn = rng.random()
            if drawn < _WRITTEN:
                self.written.add(collector, rng)
            elif drawn < _WRITTEN + _ALIGNED:
                self._add_aligned(collector, rng)
            else:
                self._add_question(collector, rng)
        return collector.batch()

    def _add_aligned(self, collector: WindowCollector, rng: random.Random) -> None:
        """Ask for a sentence by its translation, or by half of itself."""
        data = self.data
        group, side = rng.randrange(data.trained_groups), rng.randrange(2)
        other = 1 - side if rng.random() < _CROSSED else side
        form = rng.choice([WHOLE, HALF, HALF]) if other != side else HALF
        question = data.aligned_questions[group * 4 + side * 2 + form]
        if len(question) < 3:
            question = data.aligned_questions[group * 4 + side * 2 + WHOLE]
        no_lead = question[:0]
        if rng.random() > _ALIGNED_REMOVED:
            text = data.aligned[group * 2 + other], data.aligned_sentences[group * 2 + other]
            gold = min(int(data.aligned_targets[group]), len(text[1]) - 2)
            collector.add(question, no_lead, text, choose_window(text[1], gold, rng), gold=gold)
        left = _WINDOWS - 1
        while left > 0:
            drawn = rng.randrange(data.trained_groups)
            if drawn == group:
                continue
            number = drawn * 2 + (other if rng.random() < _CROSSED else 1 - other)
            text = data.aligned[number], data.aligned_sentences[number]
            window = choose_window(text[1], rng.randrange(len(text[1]) - 1), rng)
            collector.add(question, no_lead, text, window)
            left -= 1

    def _add_question(self, collector: WindowCollector, rng: random.Random) -> None:
        """Ask a question, in one of its forms, with its passage or without."""
        number = self.choose_question(rng)
        row = self.data.question(number)
        form = self._choose_form(number, rng)
        question = self.data.question_text(number, form)
        shown: Shown = set()
        left = _WINDOWS
        if form == ALTERED or rng.random() >= _REMOVED:
            is_switched = form == PLAIN and rng.random() < _SWITCHED_PASSAGE
            left -= self._add_own_passage(
                collector, question, row, rng, shown=shown, is_answered=form != ALTERED, is_switched=is_switched
            )
        negatives = self.mined.negatives(number)
        if row.source in self._loose:
            negatives = negatives[_LOOSE_SKIPPED:] if len(negatives) > 20 else negatives[-4:]
        for place in sorted(range(len(negatives)), key=lambda x: (x + _NEAREST_FIRST) * rng.random()):
            if left <= 0:
                break
            sentence = int(negatives[place])
            passage = int(self.mined.passage_of[sentence])
            if passage != row.passage:
                at = int(self.mined.place_of[sentence])
                left -= self._add_window(collector, question, (passage, at), rng, shown=shown)

    def _choose_form(self, number: int, rng: random.Random) -> int:
        for form, share in ((ALTERED, _ALTERED), (TRANSLATED, _TRANSLATED), (SWITCHED, _SWITCHED)):
            if rng.random() < share and self.data.has_form(number, form):
                return form
        return PLAIN

    def _add_own_passage(
        self, collector: WindowCollector, question: Tokens, row: Question, rng: random.Random, *,
        shown: Shown, is_answered: bool, is_switched: bool,
    ) -> int:  # fmt: skip
        """Add the window that answers, sometimes another of the same passage. Returns how many."""
        data, answer = self.data, (row.answer_start, row.answer_end)
        text = data.passages[row.passage], data.sentences[row.passage]
        if is_switched and len(data.switched_passages[row.passage]):
            text, answer = (data.switched_passages[row.passage], data.switched_sentences[row.passage]), (-1, -1)
        gold = min(row.sentence, len(text[1]) - 2)
        window = choose_window(text[1], gold, rng)
        shown.update((row.passage, i) for i in range(window[0], window[1] + 1))
        collector.add(
            question, choose_lead(*text, window[0], rng), text, window,
            gold=gold if is_answered else None, answer=answer,
        )  # fmt: skip
        rest = [i for i in range(len(text[1]) - 1) if (row.passage, i) not in shown]
        if not rest or rng.random() >= _SECOND_WINDOW:
            return 1
        return 1 + self._add_window(collector, question, (row.passage, rng.choice(rest)), rng, shown=shown)

    def _add_window(
        self,
        collector: WindowCollector,
        question: Tokens,
        sentence: tuple[int, int],
        rng: random.Random,
        *,
        shown: Shown,
    ) -> bool:
        """Add a window around a sentence, unless it holds one that is shown already. Returns whether it did."""
        if sentence in shown:
            return False
        passage, at = sentence
        text = self.data.passages[passage], self.data.sentences[passage]
        window = choose_window(text[1], at, rng)
        held = {(passage, i) for i in range(window[0], window[1] + 1)}
        if held & shown:
            return False
        shown |= held
        collector.add(question, choose_lead(*text, window[0], rng), text, window)
        return True
