"""What the model is trained to do: read, and make vectors."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, normalize

from training.reader.encoder import Reader, mean_of_runs
from training.reader.packing import Packed, Pointers, ReaderBatch
from training.reader.statement_batches import StatementBatch
from training.reader.vector_batches import VectorBatch

_TEMPERATURE = 0.02  # of cosines. Set by hand; E5 was trained with 0.01.
_IMPOSSIBLE = -1e4
# What each loss counts. Set by hand; only one long run was made.
_READING, _POINTING, _VECTORS, _STATEMENTS = 1.0, 0.3, 0.5, 0.3

MEASURES = ("reader", "pointing", "right", "none", "passage", "sentence", "pairs", "statement")


class Lessons(NamedTuple):
    """The batches of one step."""

    reading: ReaderBatch
    vectors: VectorBatch
    statements: StatementBatch


def sentence_scores(model: Reader, batch: ReaderBatch, states: Tensor) -> Tensor:
    """The log-odds of each sentence: the mean of its tokens' marks, and the mark of its window."""
    marks = model.token_marks(states)[:, :1].index_select(0, batch.places)
    windows = model.first_marks(states, batch.packed)[:, 0]
    return mean_of_runs(marks, batch.lengths)[:, 0] + windows.index_select(0, batch.sequence)


def reading_losses(model: Reader, batch: ReaderBatch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The losses of choosing and of pointing; shares of lessons right: of those with an answer, of those without."""
    states = model(batch.packed)
    scores = sentence_scores(model, batch, states)
    size = (len(batch.target), int(batch.column.max()) + 1)
    table = torch.full(size, _IMPOSSIBLE, device=scores.device)
    table[:, 0] = 0
    table = table.index_put((batch.row, batch.column), scores)
    pointing = torch.zeros((), device=scores.device)
    if batch.pointers is not None:
        pointing = pointing_loss(model.token_marks(states), batch.pointers)
    is_right = table.argmax(1) == batch.target
    shares = [is_right[chosen].float().mean() for chosen in (batch.target > 0, batch.target == 0)]
    return cross_entropy(table, batch.target), pointing, shares[0], shares[1]


def pointing_loss(marks: Tensor, pointers: Pointers) -> Tensor:
    """The loss of the first and the last token of answers, each among the tokens of its window."""
    total = torch.zeros((), device=marks.device)
    for column, target in ((1, pointers.first), (2, pointers.last)):
        pointed = marks[:, column].index_select(0, pointers.places.view(-1)).view(pointers.places.shape)
        total = total + cross_entropy(pointed.masked_fill(~pointers.is_there, _IMPOSSIBLE), target)
    return total


def vector_losses(model: Reader, batch: VectorBatch) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of finding a question's passage, its sentence, and the other side of a pair, within the batch.

    InfoNCE (van den Oord et al., 2018). Vectors of sentences are means over tokens of the whole passage: late chunking.
    """

    def vectors(packed: Packed) -> tuple[Tensor, Tensor]:
        states = model(packed)
        return states, normalize(mean_of_runs(states, packed.lengths), dim=-1)

    _, questions = vectors(batch.questions)
    states, passages = vectors(batch.passages)
    means = mean_of_runs(states.index_select(0, batch.sentence_places), batch.sentence_lengths)
    is_empty = batch.sentence_lengths == 0
    to_sentences = (questions @ normalize(means, dim=-1).T / _TEMPERATURE).masked_fill(is_empty[None], _IMPOSSIBLE)
    passage = cross_entropy(questions @ passages.T / _TEMPERATURE, batch.passage_of)
    sentence = cross_entropy(to_sentences, torch.where(is_empty[batch.sentence_of], -100, batch.sentence_of))
    _, sides = vectors(batch.pairs)
    count = len(sides) // 2
    similar = sides[:count] @ sides[count:].T / _TEMPERATURE
    own = torch.arange(count, device=similar.device)
    return passage, sentence, 0.5 * (cross_entropy(similar, own) + cross_entropy(similar.T, own))


def statement_loss(model: Reader, batch: StatementBatch) -> Tensor:
    """The loss of telling statements that a window bears out from others."""
    marks = model.first_marks(model(batch.packed), batch.packed)[:, 1]
    return binary_cross_entropy_with_logits(marks, batch.is_true)


def add_gradients(model: Reader, lessons: Lessons) -> Tensor:
    """Add the gradients of all losses. Returns what ``MEASURES`` names. One task after another, to spare memory."""
    lessons = model.on_device(lessons)
    choosing, pointing, right, none = reading_losses(model, lessons.reading)
    torch.autograd.backward(_READING * choosing + _POINTING * pointing)
    passage, sentence, pairs = vector_losses(model, lessons.vectors)
    torch.autograd.backward(_VECTORS * (passage + sentence + pairs))
    statement = statement_loss(model, lessons.statements)
    torch.autograd.backward(_STATEMENTS * statement)
    return torch.stack([choosing, pointing, right, none, passage, sentence, pairs, statement]).detach()
