"""Lessons in the form they are read: windows of passages, and the forms of a question."""

import random
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace

from lessons import CodeSwitcher, Lesson

from index.text import sentence_spans

# The share of a source's passages that is read. Wikipedia in both languages first; reviews and comments are plenty.
SHARES = {
    "cmrc2018-train": 1.0, "drcd-train-subset": 0.45, "squadshifts-new_wiki": 1.0, "squadshifts-reddit": 0.35,
    "squadshifts-amazon_reviews": 0.25, "nq-open-oracle": 1.0, "qed-dev(nq)": 1.0, "squad2-train-subset": 1.0,
    "squad1-nqg-test": 0.12, "covid-qa": 0.15, "selqa-dev": 0.2, "selqa-test": 0.1,
}  # fmt: skip
_CHARACTERS = {"en": 900, "zh": 340, "zh-Hant": 340}  # of a window: about 220 tokens, like the index's chunks


@dataclass(frozen=True, slots=True)
class Window:
    """Successive sentences of a passage, with their spans in ``text``."""

    text: str
    spans: tuple[tuple[int, int], ...]


def passage_windows(passage: str, language: str) -> list[tuple[Window, int]]:
    """A passage cut at sentence ends into windows, each with its start in the passage."""
    most, windows, first = _CHARACTERS[language], [], 0
    spans = sentence_spans(passage)
    for i, (_, end) in enumerate(spans):
        is_last = i + 1 == len(spans)
        if is_last or spans[i + 1][1] - spans[first][0] > most:
            start = spans[first][0]
            inside = tuple((a - start, b - start) for a, b in spans[first : i + 1])
            windows.append((Window(passage[start:end], inside), start))
            first = i + 1
    return windows


def is_read(lesson: Lesson) -> bool:
    """Whether the lesson's passage is among the share of its source that is read."""
    return zlib.crc32(lesson.passage.encode()) % 1000 < 1000 * SHARES.get(lesson.source, 1.0)


def question_forms(lesson: Lesson, switcher: CodeSwitcher) -> list[str]:
    """The question as it is and, for every second one, with words switched: the same in every run."""
    random_ = random.Random(zlib.crc32(lesson.question.encode()))  # noqa: S311
    forms = [lesson.question]
    if random_.random() < 0.5:
        forms.append(switcher.switch(lesson.question, random_, share=random_.choice((0.6, 0.95))))
    return forms


def by_passage(lessons: list[Lesson], *, seed: int) -> list[list[Lesson]]:
    """Lessons grouped by passage, in random order."""
    groups: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        groups[lesson.passage].append(lesson)
    made = list(groups.values())
    random.Random(seed).shuffle(made)  # noqa: S311
    return made


def locate(lesson: Lesson, windows: list[tuple[Window, int]]) -> tuple[int, int, Lesson] | None:
    """The number of the window and of the sentence that answers, and the lesson with its span in that window."""
    if lesson.answer is None:
        return None
    start, end = lesson.answer
    middle = (start + end) / 2 if lesson.is_sentence else start
    for number, (window, first) in enumerate(windows):
        for i, (a, b) in enumerate(window.spans):
            if first + a <= middle < first + b:
                span = (max(start - first, 0), min(end - first, len(window.text)))
                return number, i, replace(lesson, answer=span)
    return None
