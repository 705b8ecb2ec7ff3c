"""Questions that nothing answers: a name or a figure is replaced."""

import random
from collections import defaultdict
from collections.abc import Sequence

import jieba.posseg
import regex

from training.reader.preparation.questions import LabelledQuestion

Slot = tuple[str, tuple[int, int]]  # a kind of name or figure, and its span in the question

_HAN = regex.compile(r"\p{Han}")
_FIGURE = regex.compile(r"\d[\d,.]*\d|\d")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]+)*")
_NAME_TAGS = ("nr", "ns", "nt", "nz", "nrt")  # jieba's
_TRIES = 6
# Set by hand, like the share below.
_STEPS = (-10, -3, -2, -1, 1, 2, 3, 10)
_STEPPED = 0.5


class QuestionAlterer:
    """Replaces a name or a figure that question and passage share by another of its kind from another question."""

    def __init__(self, questions: Sequence[LabelledQuestion], passages: dict[str, str]) -> None:
        self._pool: dict[str, list[str]] = defaultdict(list)
        self._slots = [_slots(one, passages[one.passage]) for one in questions]
        for one, slots in zip(questions, self._slots, strict=True):
            for kind, (start, end) in slots:
                self._pool[kind].append(one.question[start:end])

    def alter(self, number: int, question: str, passage: str, rng: random.Random) -> str:
        """The question of a number with another name or figure, which the passage does not hold; empty if there is none."""
        for kind, (start, end) in rng.sample(self._slots[number], len(self._slots[number])):
            old = question[start:end]
            for _ in range(_TRIES):
                new = rng.choice(self._pool[kind])
                if kind.startswith("figure") and rng.random() < _STEPPED:
                    new = str(int(regex.sub(r"\D", "", old) or 1) + rng.choice(_STEPS))
                if new != old and new not in passage and old not in new:
                    return question[:start] + new + question[end:]
        return ""


def _slots(one: LabelledQuestion, passage: str) -> list[Slot]:
    """The names and figures that a question shares with its passage. Figures of as many characters are of one kind."""
    question = one.question
    slots = [
        (f"figure{len(found.group())}", found.span())
        for found in _FIGURE.finditer(question)
        if found.group() in passage
    ]
    if one.language == "en":
        return slots + [
            (f"name{min(2, found.group().count(' '))}", found.span())
            for found in _CAPITALISED.finditer(question)
            if found.start() > 0 and found.group() in passage
        ]
    at = 0
    for word in jieba.posseg.cut(question):
        if word.flag in _NAME_TAGS and len(word.word) > 1 and word.word in passage:
            slots.append((f"zh-{word.flag}", (at, at + len(word.word))))
        at += len(word.word)
    return slots
