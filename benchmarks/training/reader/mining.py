"""Hard negatives: sentences whose vectors the untrained model puts near a question, though they do not answer it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import normalize

from training.reader.encoder import Reader, mean_of_runs
from training.reader.packing import LONGEST_QUESTION, pack
from training.reader.token_data import PASSAGE_PREFIX, PLAIN, QUERY_PREFIX, TokenData, for_vector

Array = NDArray[Any]

# The nearest sentences of the question's language, and of the other one. Set by hand.
_SAME_LANGUAGE, _OTHER_LANGUAGE = 48, 8
_LONGEST_SENTENCE = 100  # in tokens. Set by hand.
_SHORTEST_ANSWER = 2  # in bytes of token numbers: one token. Any passage that holds the answer is left out.


@dataclass(frozen=True)
class Mined:
    """For each question the numbers of near sentences, nearest first, -1 for those left out.

    Sentences are numbered through all passages: ``passage_of`` and ``place_of`` say which one a number is.
    """

    near: NDArray[np.int32]
    passage_of: NDArray[np.int64]
    place_of: NDArray[np.int64]
    questions_of: Mapping[int, Sequence[int]]  # of each passage, those that are trained on

    def negatives(self, question: int) -> NDArray[np.int32]:
        """The near sentences of a question that are left."""
        found: NDArray[np.int32] = self.near[question]
        return np.extract(found >= 0, found)


def make_vectors(model: Reader, sequences: Sequence[Array], *, batch: int = 512) -> NDArray[np.float16]:
    """The normalised mean of the last states of each sequence."""
    vectors = np.zeros((len(sequences), model.width), np.float16)
    order = np.argsort([len(sequence) for sequence in sequences])
    with torch.no_grad():
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            packed = pack([sequences[i] for i in part])
            means = mean_of_runs(model(packed), packed.lengths.to(model.device))
            vectors[part] = normalize(means, dim=-1).half().cpu().numpy()
    return vectors


def mine(model: Reader, data: TokenData, *, sentences: int | None = None, questions: int | None = None) -> Mined:
    """The negatives of all questions, from all sentences; or from the first ones alone, to try it out."""
    counts = data.sentences.counts
    passage_of = np.repeat(np.arange(len(data.passages)), counts)
    place_of = np.concatenate([np.arange(count) for count in counts])
    chosen = list(zip(passage_of, place_of, strict=True))[:sentences]
    count = len(data.questions) if questions is None else questions
    texts = [_sentence(data, int(passage), int(place)) for passage, place in chosen]
    asked = [data.question_text(i, PLAIN) for i in range(count)]
    device = model.device
    sentence_vectors = torch.from_numpy(make_vectors(model, texts, batch=1024)).to(device).float()
    question_vectors = torch.from_numpy(
        make_vectors(model, [for_vector(QUERY_PREFIX, text, LONGEST_QUESTION) for text in asked], batch=1024)
    )
    languages = torch.from_numpy(data.passage_languages[passage_of[: len(chosen)]].astype(np.int64)).to(device)
    asked_in = torch.from_numpy(data.questions[:, 4].astype(np.int64)).to(device)
    near = np.full((len(data.questions), _SAME_LANGUAGE + _OTHER_LANGUAGE), -1, np.int32)
    for start in range(0, count, 2048):
        end = min(start + 2048, count)
        similar = question_vectors[start:end].to(device).float() @ sentence_vectors.T
        near[start:end] = _nearest(similar, languages[None] == asked_in[start:end, None])
    _leave_out_answers(near[:count], data, passage_of)
    return Mined(near, passage_of, place_of, _questions_of(data))


def mine_once(path: Path, model: Reader, data: TokenData) -> Mined:
    """What was mined before and kept in a file, or mined now and kept there."""
    if not path.exists():
        np.save(path, mine(model, data).near)
    counts = data.sentences.counts
    places = np.concatenate([np.arange(count) for count in counts])
    return Mined(np.load(path), np.repeat(np.arange(len(counts)), counts), places, _questions_of(data))


def _sentence(data: TokenData, passage: int, place: int) -> Array:
    ends = data.sentences[passage]
    return for_vector(PASSAGE_PREFIX, data.passages[passage][ends[place] : ends[place + 1]], _LONGEST_SENTENCE)


def _nearest(similar: Tensor, is_same_language: Tensor) -> Array:
    same = similar.masked_fill(~is_same_language, -9).topk(_SAME_LANGUAGE, 1).indices
    other = similar.masked_fill(is_same_language, -9).topk(_OTHER_LANGUAGE, 1).indices
    return torch.cat([same, other], 1).cpu().numpy()


def _leave_out_answers(near: NDArray[np.int32], data: TokenData, passage_of: Array) -> None:
    """Replace by -1 what stands in a question's own passage, or in one that holds the tokens of its answer."""
    passages = [data.passages[i].tobytes() for i in range(len(data.passages))]
    for number, row in enumerate(near):
        answer, own = data.answers[number].tobytes(), data.question(number).passage
        has_answer = len(answer) >= _SHORTEST_ANSWER
        for column, sentence in enumerate(row):
            passage = passage_of[sentence]
            if passage == own or (has_answer and answer in passages[passage]):
                row[column] = -1


def _questions_of(data: TokenData) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(data.questions[:, 6] == 0):
        found[int(data.questions[number, 0])].append(int(number))
    return dict(found)
