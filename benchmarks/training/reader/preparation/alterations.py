"""Questions that nothing answers and sentences that say the contrary: a name, a figure or a word is replaced."""

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
# Set by hand, like the shares below.
_STEPS = (-10, -3, -2, -1, 1, 2, 3, 10)
_WIDE_STEPS = (-20, -5, -2, -1, 1, 2, 3, 7, 10, 100)
_STEPPED, _FIGURE_TURNED = 0.5, 0.55
# Each word may stand for the other, the first of a pair for the second only where the second is not there yet.
_CHINESE_OPPOSITES = (
    ("增加", "减少"), ("上升", "下降"), ("必须", "不得"), ("可以", "不可以"), ("应当", "不应当"), ("能够", "不能"),
    ("需要", "不需要"), ("高于", "低于"), ("以上", "以下"), ("之前", "之后"), ("允许", "禁止"), ("启用", "禁用"),
    ("成功", "失败"), ("开始", "结束"), ("最大", "最小"), ("支持", "不支持"), ("会", "不会"), ("是", "不是"), ("有", "没有"),
    ("应", "不应"), ("得", "不得"),
)  # fmt: skip
_ENGLISH_OPPOSITES = (
    ("increase", "decrease"), ("must", "must not"), ("can", "cannot"), ("may", "may not"), ("shall", "shall not"),
    ("should", "should not"), ("before", "after"), ("higher", "lower"), ("more", "less"), ("enabled", "disabled"),
    ("enable", "disable"), ("allow", "prevent"), ("first", "last"), ("maximum", "minimum"), ("true", "false"),
    ("start", "stop"), ("will", "will not"), ("is", "is not"), ("are", "are not"), ("does not", "does"),
    ("was", "was not"), ("all", "none"), ("increased", "fell"),
)  # fmt: skip


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


def turn_round(sentence: str, rng: random.Random) -> str:
    """The sentence with another figure or an opposite word; empty if it has neither."""
    figures = list(_FIGURE.finditer(sentence))
    if figures and rng.random() < _FIGURE_TURNED:
        found = rng.choice(figures)
        value = int((regex.sub(r"\D", "", found.group()) or "1")[:9]) + rng.choice(_WIDE_STEPS)
        return sentence[: found.start()] + str(abs(value)) + sentence[found.end() :]
    is_chinese = bool(_HAN.search(sentence))
    opposites = _CHINESE_OPPOSITES if is_chinese else _ENGLISH_OPPOSITES
    for first, second in rng.sample(opposites, len(opposites)):
        for old, new in ((second, first), (first, second)):
            found_old = regex.search(_word(old, is_chinese=is_chinese), sentence)
            is_ambiguous = old == first and regex.search(_word(second, is_chinese=is_chinese), sentence)
            if found_old and not is_ambiguous:
                return sentence[: found_old.start()] + new + sentence[found_old.end() :]
    return ""


def _word(text: str, *, is_chinese: bool) -> str:
    return text if is_chinese else rf"\b{text}\b"
