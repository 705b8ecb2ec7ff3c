"""How well the model reads and finds: dev candidates and what was kept out of training."""

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.reader.encoder import Reader
from training.reader.losses import sentence_scores
from training.reader.mining import make_vectors
from training.reader.packing import LONGEST_QUESTION, LONGEST_WINDOW, WindowCollector, pack, read_together
from training.reader.statement_batches import StatementLessons
from training.reader.token_data import (
    CHINESE,
    ENGLISH,
    KEPT_OUT_PAIRS,
    PASSAGE_PREFIX,
    PLAIN,
    QUERY_PREFIX,
    SWITCHED,
    TokenData,
    for_vector,
)  # fmt: skip
from training.reader.vector_batches import LONGEST_PASSAGE
from training.reader.written_batches import WrittenLessons
from training.reader.written_data import WrittenData

_WINDOW = 110  # tokens of a window in use
_ANSWERED = 0.9  # the share of answerable questions that the threshold lets through
_NOTHING = -9.0  # the score of a question without candidates
_WRITTEN_QUESTIONS = 800  # of those that we wrote and kept out
_QUESTIONS = 1500  # kept-out questions that passages are looked for, half of each language


class Sentence(NamedTuple):
    """A candidate: its span in tokens of its passage, whether it holds the answer, the score of the evidence in use."""

    start: int
    end: int
    is_gold: bool
    score: float


class Case(NamedTuple):
    """A question and its candidates by passage. ``is_answerable``: found in the whole corpus, not in one without the answer."""

    name: str
    is_answerable: bool
    question: Sequence[int]
    passages: list[tuple[Sequence[int], list[Sentence]]]


def read_cases(folder: Path, tokenizer: Tokenizer, *, every: int = 1) -> list[Case]:
    """The dev candidates, or every so manieth question of them."""
    cases = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for i, line in enumerate(lines) if i % every == 0]
        for row in rows:
            question = tokenizer.encode(row["question"], add_special_tokens=False).ids
            cases += [
                Case(path.name.removesuffix(".jsonl.gz"), kind == "full", question, _passages(row[kind], tokenizer))
                for kind in ("full", "without")
            ]
    return cases


def _passages(found: dict[str, Any], tokenizer: Tokenizer) -> list[tuple[Sequence[int], list[Sentence]]]:
    passages: list[tuple[Sequence[int], list[Sentence]]] = []
    for number, passage in enumerate(found["passages"]):
        encoding = tokenizer.encode(passage["text"], add_special_tokens=False)
        starts = np.array([start for start, _ in encoding.offsets])
        sentences = [
            Sentence(
                max(int(np.searchsorted(starts, s["start"], side="right")) - 1, 0),
                int(np.searchsorted(starts, s["end"])), s["is_gold"], s["score"],
            )
            for s in found["sentences"]
            if s["passage"] == number
        ]  # fmt: skip
        passages.append((encoding.ids, sorted(sentences)))
    return passages


def check_reading(model: Reader, cases: Sequence[Case]) -> None:
    """Print for each set: first sentence right, AUC, and questions refused at the threshold that answers nine in ten."""
    scored: list[tuple[Case, list[Sentence], NDArray[np.float32]]] = []
    for start in range(0, len(cases), 32):
        scored += _scores(model, cases[start : start + 32])
    for name in sorted({case.name for case in cases}):
        own = [(case, read, said) for case, read, said in scored if case.name == name]
        best = {
            kind: np.array(
                [said.max() if len(said) else _NOTHING for case, _, said in own if case.is_answerable == kind]
            )
            for kind in (True, False)
        }
        full = [(read, said) for case, read, said in own if case.is_answerable]
        right = [len(said) > 0 and read[int(said.argmax())].is_gold for read, said in full]
        today = [bool(read) and max(read, key=lambda s: s.score).is_gold for read, _ in full]
        auc = (best[True][:, None] > best[False]).mean()
        refused = (best[False] < np.quantile(best[True], 1 - _ANSWERED)).mean()
        print(
            f"{name:12} right {np.mean(right):.3f} (evidence {np.mean(today):.3f}) AUC {auc:.3f} refused {refused:.3f}",
            flush=True,
        )


def _scores(model: Reader, cases: Sequence[Case]) -> Iterable[tuple[Case, list[Sentence], NDArray[np.float32]]]:
    """The sentences of each case in the order read, and their scores."""
    collector = WindowCollector()
    read: list[list[Sentence]] = []
    for case in cases:
        collector.start_lesson()
        read.append(
            [s for tokens, sentences in case.passages for s in _add_windows(collector, case, tokens, sentences)]
        )
    if not collector.sentences:
        return [(case, own, np.zeros(0, np.float32)) for case, own in zip(cases, read, strict=True)]
    with torch.no_grad():
        batch = model.on_device(collector.batch())
        scores = sentence_scores(model, batch, model(batch.packed)).cpu().numpy()
    rows = batch.row.cpu().numpy()
    return [(case, own, scores[rows == row]) for row, (case, own) in enumerate(zip(cases, read, strict=True))]


def _add_windows(
    collector: WindowCollector, case: Case, tokens: Sequence[int], sentences: Sequence[Sentence]
) -> Sequence[Sentence]:
    question, text = np.array(case.question, np.uint16), np.array(tokens, np.uint16)
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].end - sentences[first].start <= _WINDOW:
            last += 1
        start = sentences[first].start
        end = min(sentences[last].end, start + LONGEST_WINDOW)
        sequence, at = read_together(question, text[:0], text[start:end])
        collector.sequences.append(sequence)
        for sentence in sentences[first : last + 1]:
            # A sentence without tokens of its own, or beyond the cut, stands for the token before.
            to = min(max(sentence.end, sentence.start + 1), end)
            collector.add_sentence(at - start + min(sentence.start, end - 1, to - 1), at - start + to)
        first = last + 1
    return sentences


def check_vectors(model: Reader, data: TokenData) -> None:
    """Print how often a kept-out question finds its passage among all, and a sentence the other side of its pair."""
    drawn, languages = np.random.default_rng(3), data.questions[:, 4]
    kept_out = np.flatnonzero(data.questions[:, 6] == 1)
    asked = np.concatenate([
        drawn.choice(kept_out[languages[kept_out] == language], _QUESTIONS // 2, replace=False)
        for language in (ENGLISH, CHINESE)
    ])  # fmt: skip
    texts = [for_vector(PASSAGE_PREFIX, data.passages[i], LONGEST_PASSAGE) for i in range(len(data.passages))]
    passages = make_vectors(model, texts).astype(np.float32)
    for form, label in ((PLAIN, "plain"), (SWITCHED, "switched")):
        texts = [for_vector(QUERY_PREFIX, data.question_text(i, form), LONGEST_QUESTION) for i in asked]
        similar = make_vectors(model, texts).astype(np.float32) @ passages.T
        own = np.take_along_axis(similar, data.questions[asked, :1].astype(np.int64), 1)
        rank = (similar > own).sum(1)
        for language, name in ((ENGLISH, "en"), (CHINESE, "zh")):
            of_language = rank[languages[asked] == language]
            found = f"first {(of_language < 1).mean():.3f}, in the first eight {(of_language < 8).mean():.3f}"
            print(f"passages found, {name}, {label}: {found}", flush=True)
    numbers = range(data.trained_pairs, data.trained_pairs + KEPT_OUT_PAIRS)
    english, chinese = (
        make_vectors(model, [for_vector(QUERY_PREFIX, data.pairs[2 * i + side], LONGEST_PASSAGE) for i in numbers])
        for side in (ENGLISH, CHINESE)
    )
    similar = english.astype(np.float32) @ chinese.astype(np.float32).T
    shares = [(similar.argmax(axis) == np.arange(len(numbers))).mean() for axis in (1, 0)]
    print(f"aligned sentences found: {shares[0]:.3f} {shares[1]:.3f}", flush=True)


def check_written(model: Reader, data: WrittenData) -> None:
    """Print for kept-out written questions, by language of question and document: right ones, and those rightly refused."""
    lessons, rng = WrittenLessons(data), random.Random(5)  # noqa: S311 - a sample, not a secret
    kept_out = np.flatnonzero(data.questions[:, 6] == 1)
    kept_out = np.random.default_rng(5).permutation(kept_out)[:_WRITTEN_QUESTIONS]
    for asked, held in ((0, 0), (1, 1), (1, 0), (0, 1)):
        right: dict[bool, list[bool]] = {True: [], False: []}
        for start in range(0, len(kept_out), 32):
            collector = WindowCollector()
            for number in kept_out[start : start + 32]:
                collector.start_lesson()
                lessons.add_question(collector, int(number), (asked, held), rng, is_removed=False)
            with torch.no_grad():
                batch = model.on_device(collector.batch())
                scores = sentence_scores(model, batch, model(batch.packed)).cpu().numpy()
            rows = batch.row.cpu().numpy()
            for row, target in enumerate(collector.targets):
                said = np.concatenate([[0.0], scores[rows == row]])
                right[target > 0].append(int(said.argmax()) == target)
        shares = f"right {np.mean(right[True]):.3f} of {len(right[True])}, refused {np.mean(right[False]):.3f} of {len(right[False])}"
        print(f"written, {['en', 'zh'][asked]}-{['en', 'zh'][held]}: {shares}", flush=True)


def check_statements(model: Reader, data: WrittenData) -> None:
    """Print for kept-out statements, by language of statement and document: the AUC, and the share that is told rightly."""
    lessons, rng = StatementLessons(data), random.Random(7)  # noqa: S311 - a sample, not a secret
    numbers = np.flatnonzero(data.statements[:, 3] == 1)
    is_true = data.statements[numbers, 2] == 1
    for stated, held in ((0, 0), (1, 1), (1, 0), (0, 1)):
        packed = pack([lessons.sequence(int(i), stated, data.statement(int(i)).document, held, rng) for i in numbers])
        with torch.no_grad():
            marks = model.first_marks(model(packed), model.on_device(packed))[:, 1].cpu().numpy()
        auc = (marks[is_true][:, None] > marks[~is_true]).mean()
        print(
            f"statements, {['en', 'zh'][stated]}-{['en', 'zh'][held]}: AUC {auc:.3f}, right {((marks > 0) == is_true).mean():.3f}"
            f" of {len(numbers)}",
            flush=True,
        )
