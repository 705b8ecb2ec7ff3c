"""Lessons from the documents that we wrote: question and document in the same language or not, and near misses."""

import random
from collections import defaultdict

import numpy as np

from training.reader.packing import WindowCollector, choose_window
from training.reader.token_data import Ends, Tokens
from training.reader.written_data import WrittenData, WrittenQuestion

# All shares are set by hand; only one run was made with them.
_WINDOW = 110  # tokens of a window in use
_WINDOWS = 8  # as many as passages are read for a question
_CROSSED = 0.55  # question and document in different languages
_REMOVED = 0.2  # of the questions with an answer: without the sentence that answers
_TITLED = 0.6  # with the titles of the documents before the windows
_OWN_REST = 0.75  # another window of the document that answers
_BOTH_LANGUAGES = 0.3  # the document in the other language as well, where its answer is neither right nor wrong
_QUESTION_PAIRS = 0.5  # of pairs; the others are sentences
_SIBLINGS, _NEAR = 3, 3  # so many windows of documents so near in the file, where the question has an answer
_FAR = 8  # documents so far away in a file do not answer a question by chance
_OTHER_FILE, _OTHER_LANGUAGE = 0.3, 0.3  # of the remaining windows


class WrittenLessons:
    """Draws lessons from the documents."""

    def __init__(self, data: WrittenData) -> None:
        self.data = data
        self._trained = np.flatnonzero(data.questions[:, 6] == 0)
        self.answered: dict[int, list[int]] = defaultdict(list)  # questions with an answer, by document
        for number in self._trained:
            if data.questions[number, 1]:
                self.answered[int(data.questions[number, 0])].append(int(number))

    def choose_question(self, rng: random.Random) -> int:
        """The number of a question to train on, with an answer or without."""
        return int(rng.choice(self._trained))

    def choose_pair(self, rng: random.Random) -> tuple[Tokens, Tokens]:
        """A sentence or a question in English and Chinese."""
        number = self.choose_question(rng)
        if rng.random() < _QUESTION_PAIRS:
            return self.data.question_texts[2 * number], self.data.question_texts[2 * number + 1]
        document = self.data.question(number).document
        english, chinese = (self.data.text(document, language) for language in (0, 1))
        place = rng.randrange(len(english[1]) - 1)
        return tuple(tokens[ends[place] : ends[place + 1]] for tokens, ends in (english, chinese))

    def add(self, collector: WindowCollector, rng: random.Random) -> None:
        """Add the windows of a lesson."""
        held = rng.randrange(2)
        asked = 1 - held if rng.random() < _CROSSED else held
        self.add_question(collector, self.choose_question(rng), (asked, held), rng)

    def add_question(
        self, collector: WindowCollector, number: int, languages: tuple[int, int], rng: random.Random, *,
        is_removed: bool | None = None,
    ) -> None:  # fmt: skip
        """Ask a question in a language of documents in a language."""
        asked, held = languages
        question, row = self.data.question_texts[2 * number + asked], self.data.question(number)
        is_titled = rng.random() < _TITLED
        if is_removed is None:
            is_removed = rng.random() < _REMOVED
        is_answered = row.answering > 0 and not is_removed
        left = _WINDOWS - self._add_own(
            collector, question, row, held, rng, is_titled=is_titled, is_answered=is_answered
        )
        if is_answered:
            if rng.random() < _BOTH_LANGUAGES:
                left -= self._add_other_language(collector, question, row, 1 - held, rng, is_titled=is_titled)
            for _ in range(min(_SIBLINGS, left)):
                document = row.document + rng.choice([i for i in range(-_NEAR, _NEAR + 1) if i])
                left -= self._add_elsewhere(collector, question, row, (document, held), rng, is_titled=is_titled)
        while left > 0:
            document = rng.randrange(self.data.documents)
            if self._is_far(document, row.document, rng):
                language = 1 - held if rng.random() < _OTHER_LANGUAGE else held
                left -= self._add_elsewhere(collector, question, row, (document, language), rng, is_titled=is_titled)

    def _is_far(self, document: int, own: int, rng: random.Random) -> bool:
        if self.data.files[document] != self.data.files[own]:
            return rng.random() < _OTHER_FILE
        return abs(document - own) >= _FAR

    def _lead(self, document: int, language: int, *, is_titled: bool) -> Tokens:
        title = self.data.titles[2 * document + language]
        return title if is_titled else title[:0]

    def _add_own(
        self, collector: WindowCollector, question: Tokens, row: WrittenQuestion, held: int, rng: random.Random, *,
        is_titled: bool, is_answered: bool,
    ) -> int:  # fmt: skip
        """Add windows of the document that the question is about. Returns how many."""
        text, lead = self.data.text(row.document, held), self._lead(row.document, held, is_titled=is_titled)
        golds, count, added = row.sentences, len(self.data.text(row.document, held)[1]) - 1, 0
        shown: set[int] = set()
        if is_answered:
            gold = rng.choice(golds)
            window = choose_window(text[1], gold, rng)
            # The words to point to are known for the first sentence that answers.
            answer = (row.answer_start[held], row.answer_end[held]) if gold == golds[0] else (-1, -1)
            collector.add(question, lead, text, window, gold=gold, answer=answer, also_right=golds)
            shown.update(range(window[0], window[1] + 1))
            added += 1
            if rng.random() >= _OWN_REST:
                return added
        # Where the answer is taken out, or there is none, all that is left of the document is read.
        most = added + 1 if is_answered else 3
        for sentence in rng.sample(range(count), count):
            if added >= most:
                break
            if sentence in shown or (sentence in golds):
                continue
            window = _window_without(text[1], sentence, shown | set(golds))
            collector.add(question, lead, text, window)
            shown.update(range(window[0], window[1] + 1))
            added += 1
        return added

    def _add_other_language(
        self, collector: WindowCollector, question: Tokens, row: WrittenQuestion, language: int, rng: random.Random, *,
        is_titled: bool,
    ) -> int:  # fmt: skip
        """Add the answer's window in another language."""
        text = self.data.text(row.document, language)
        window = choose_window(text[1], row.sentences[0], rng)
        lead = self._lead(row.document, language, is_titled=is_titled)
        collector.add(question, lead, text, window, also_right=row.sentences)
        return 1

    def _add_elsewhere(
        self, collector: WindowCollector, question: Tokens, row: WrittenQuestion, place: tuple[int, int],
        rng: random.Random, *, is_titled: bool,
    ) -> int:  # fmt: skip
        """Add a window of another document, given by number and language, if there is one. Returns how many."""
        document, language = place
        if not 0 <= document < self.data.documents or document == row.document:
            return 0
        text = self.data.text(document, language)
        if not len(text[0]):
            return 0  # a public passage is in one language
        window = choose_window(text[1], rng.randrange(len(text[1]) - 1), rng)
        collector.add(question, self._lead(document, language, is_titled=is_titled), text, window)
        return 1


def _window_without(ends: Ends, sentence: int, avoided: set[int]) -> tuple[int, int]:
    """The sentences around one up to those that are avoided, within the length of a window in use."""
    first = last = sentence
    while first > 0 and first - 1 not in avoided and ends[last + 1] - ends[first - 1] <= _WINDOW:
        first -= 1
    while last + 1 < len(ends) - 1 and last + 1 not in avoided and ends[last + 2] - ends[first] <= _WINDOW:
        last += 1
    return first, last
