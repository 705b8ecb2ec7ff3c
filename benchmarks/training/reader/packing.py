"""Sequences one after another in one array, without padding, and the windows of lessons in them."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.reader.token_data import END, START, Ends, Tokens

Array = NDArray[Any]

LONGEST_QUESTION = 64  # in tokens; the reader in use cuts questions at the same length
LONGEST_WINDOW = 220  # in tokens; only a single long sentence comes near it
_WINDOW_LIMITS = (50, 130)  # in tokens. Set by hand.
_LONGEST_LEAD, _LEAD_SHARE = 24, 0.3  # the first sentence of a passage before a later window of it. Set by hand.
_BEFORE_ANSWER = 100  # tokens kept before the answer where a sentence is cut. Set by hand.


class Packed(NamedTuple):
    """Sequences as the encoder takes them: token ids, positions within each, and where each starts (and the last ends)."""

    tokens: Tensor
    positions: Tensor
    bounds: Tensor
    longest: int

    @property
    def starts(self) -> Tensor:
        """The place of the first token of each sequence."""
        return self.bounds[:-1].long()

    @property
    def lengths(self) -> Tensor:
        """The number of tokens of each sequence."""
        return self.bounds.diff().long()


def pack(sequences: Sequence[Array]) -> Packed:
    """Sequences of token ids, packed."""
    lengths = np.array([len(sequence) for sequence in sequences])
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    positions = np.arange(bounds[-1], dtype=np.int32) - np.repeat(bounds[:-1], lengths)
    tokens = np.concatenate(sequences).astype(np.int32)
    longest = int(lengths.max())
    return Packed(torch.from_numpy(tokens), torch.from_numpy(positions), torch.from_numpy(bounds), longest)


def places_of_runs(starts: Array, lengths: Array) -> Tensor:
    """The places of all tokens of some runs, one run after another."""
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return torch.from_numpy(within + np.repeat(starts, lengths))


def read_together(question: Tokens, lead: Tokens, window: Tokens) -> tuple[Array, int]:
    """A question and a window as one sequence, perhaps with a lead between them; and where the window starts in it."""
    question = question[:LONGEST_QUESTION]
    between = [lead, [END]] if len(lead) else []
    sequence = np.concatenate([[START], question, [END, END], *between, window, [END]]).astype(np.int32)
    return sequence, 3 + len(question) + (len(lead) + 1 if len(lead) else 0)


def choose_window(ends: Ends, sentence: int, rng: random.Random, *, avoid: int | None = None) -> tuple[int, int]:
    """The first and last sentence of a window around a sentence, of a random length, without one to ``avoid``."""
    limit = rng.randint(*_WINDOW_LIMITS)
    first = last = sentence
    while True:
        before = first > 0 and ends[last + 1] - ends[first - 1] <= limit and first - 1 != avoid
        after = last + 1 < len(ends) - 1 and ends[last + 2] - ends[first] <= limit and last + 1 != avoid
        if not before and not after:
            return first, last
        if before and (not after or rng.random() < 0.5):
            first -= 1
        else:
            last += 1


def choose_lead(tokens: Tokens, ends: Ends, first: int, rng: random.Random) -> Tokens:
    """The start of the text, sometimes, for a window that does not begin there: it stands for a heading."""
    return tokens[: min(int(ends[1]), _LONGEST_LEAD)] if first > 0 and rng.random() < _LEAD_SHARE else tokens[:0]


class Pointers(NamedTuple):
    """Answers to point to: the places of the tokens of each window (padded), which are there, first and last of the answer."""

    places: Tensor
    is_there: Tensor
    first: Tensor
    last: Tensor


class ReaderBatch(NamedTuple):
    """Windows of lessons. Sentences are cells of a table: a row for each lesson; column 0 is *none*, sentences from 1 on."""

    packed: Packed
    sequence: Tensor  # of each sentence
    places: Tensor  # of the tokens of all sentences, one after another
    lengths: Tensor  # of each sentence
    row: Tensor
    column: Tensor
    target: Tensor  # the right column of each row
    pointers: Pointers | None


@dataclass
class WindowCollector:
    """Gathers the windows of lessons."""

    sequences: list[Array] = field(default_factory=list)
    sentences: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # sequence, start, end, row, column
    answers: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # sequence, window's span, first, last
    targets: list[int] = field(default_factory=list)
    column: int = 0

    def start_lesson(self) -> None:
        """Begin a new row."""
        self.column = 0
        self.targets.append(0)

    def add_sentence(self, start: int, end: int) -> None:
        """A sentence of the last sequence, by its tokens there."""
        self.column += 1
        self.sentences.append((len(self.sequences) - 1, start, end, len(self.targets) - 1, self.column))

    def add(
        self, question: Tokens, lead: Tokens, text: tuple[Tokens, Ends], window: tuple[int, int], *,
        gold: int | None = None, answer: tuple[int, int] = (-1, -1), also_right: Collection[int] = (),
    ) -> None:  # fmt: skip
        """A window of a text, its first and last sentence given. ``answer`` is a span of tokens of the text.

        Sentences that are right as well as ``gold`` are no cells: they are neither asked for nor wrong.
        """
        tokens, ends = text
        start, end = int(ends[window[0]]), int(ends[window[1] + 1])
        has_answer = answer[0] >= 0
        if end - start > LONGEST_WINDOW:
            if has_answer:
                start = max(start, min(answer[0] - _BEFORE_ANSWER, end - LONGEST_WINDOW))
            end = start + LONGEST_WINDOW
        sequence, at = read_together(question, lead, tokens[start:end])
        self.sequences.append(sequence)
        shift = at - start
        for sentence in range(window[0], window[1] + 1):
            first, last = max(int(ends[sentence]), start), min(int(ends[sentence + 1]), end)
            if first < last and (sentence == gold or sentence not in also_right):
                self.add_sentence(first + shift, last + shift)
                if sentence == gold:
                    self.targets[-1] = self.column
        if gold is not None and has_answer and start <= answer[0] < answer[1] <= end:
            number = len(self.sequences) - 1
            self.answers.append((number, at, end + shift, answer[0] + shift, answer[1] - 1 + shift))

    def batch(self) -> ReaderBatch:
        """What was gathered."""
        packed = pack(self.sequences)
        starts = packed.starts.numpy()
        sequence, first, last, row, column = np.array(self.sentences, np.int64).T
        return ReaderBatch(
            packed, torch.from_numpy(sequence.copy()), places_of_runs(starts[sequence] + first, last - first),
            torch.from_numpy(last - first), torch.from_numpy(row.copy()), torch.from_numpy(column.copy()),
            torch.tensor(self.targets), self._pointers(starts) if self.answers else None,
        )  # fmt: skip

    def _pointers(self, starts: Array) -> Pointers:
        number, at, end, first, last = np.array(self.answers, np.int64).T
        steps = np.arange(int((end - at).max()))[None]
        is_there = steps < (end - at)[:, None]
        places = np.where(is_there, (starts[number] + at)[:, None] + steps, 0)
        return Pointers(*map(torch.from_numpy, (places, is_there, first - at, last - at)))
