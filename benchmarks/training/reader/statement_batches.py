"""Lessons of checking: a statement, a window of a document, and whether the window bears the statement out."""

import random
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from training.reader.packing import LONGEST_WINDOW, Packed, choose_window, pack, read_together
from training.reader.token_data import Ends
from training.reader.written_data import Statement, WrittenData

# Set by hand.
_CROSSED = 0.5  # statement and document in different languages
_SIBLING, _NEAR = 0.2, 3  # a document so near in the file instead, which is like it and bears nothing out
_WHOLE = 0.3  # the document from its start, rather than a window around what is stated


class StatementBatch(NamedTuple):
    """Statements together with windows, and which are borne out (1 or 0)."""

    packed: Packed
    is_true: Tensor


class StatementLessons:
    """Draws lessons from the statements that we wrote."""

    def __init__(self, data: WrittenData) -> None:
        self.data = data
        self._trained = np.flatnonzero(data.statements[:, 3] == 0)

    def batch(self, count: int, rng: random.Random) -> StatementBatch:
        """Some lessons."""
        sequences, verdicts = [], []
        for _ in range(count):
            number = int(rng.choice(self._trained))
            row = self.data.statement(number)
            held = rng.choice([side for side in (0, 1) if len(self.data.text(row.document, side)[0])])
            stated = 1 - held if rng.random() < _CROSSED else held
            sibling = row.document + rng.choice([i for i in range(-_NEAR, _NEAR + 1) if i])
            is_elsewhere = rng.random() < _SIBLING and self._is_beside(sibling, row.document)
            document = sibling if is_elsewhere else row.document
            sequences.append(self.sequence(number, stated, document, held, rng))
            verdicts.append(float(row.is_true and not is_elsewhere))
        return StatementBatch(pack(sequences), torch.tensor(verdicts))

    def sequence(self, number: int, stated: int, document: int, held: int, rng: random.Random) -> np.ndarray:
        """A statement in a language together with a document in a language."""
        tokens, ends = self.data.text(document, held)
        first, last = _window(ends, self.data.statement(number), rng)
        start, end = int(ends[first]), min(int(ends[last + 1]), int(ends[first]) + LONGEST_WINDOW)
        statement = self.data.statement_texts[2 * number + stated]
        return read_together(statement, tokens[:0], tokens[start:end])[0]

    def _is_beside(self, document: int, own: int) -> bool:
        files = self.data.files
        return 0 <= document < len(files) and files[document] == files[own]


def _window(ends: Ends, row: Statement, rng: random.Random) -> tuple[int, int]:
    """The first and last sentence to show: around the one that is stated, or the whole where several are."""
    count = len(ends) - 1
    stated = [at for at in range(min(count, row.sentences.bit_length())) if row.sentences >> at & 1]
    if len(stated) != 1 or rng.random() < _WHOLE:
        return 0, count - 1
    return choose_window(ends, stated[0], rng)
