"""From lessons and candidates to the reader's tensors."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from reader import WIDTH, Inputs
from states import States, StateStore
from torch import Tensor

QUERY, PASSAGE = "query: ", "passage: "
Spans = Sequence[tuple[int, int]]


class Assembler:
    """Makes batches out of stored states."""

    def __init__(self, store: StateStore, work: Path) -> None:
        self.store = store
        counts = json.loads((work / "piece-counts.json").read_text("utf-8"))
        kept = np.load(work / "kept-pieces.npy")
        numbers = np.array([counts.get(str(i), 0) for i in kept], dtype=float)
        self._rarity = (np.log(numbers.sum() / (numbers + 10)) / np.log(numbers.sum() / 10)).clip(0.02, 1)
        vocabulary = json.loads((work / "base" / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
        is_word = np.array([any(c.isalnum() for c in piece) for piece, _ in vocabulary])
        self._rarity[~is_word] = 0.02
        self._rarity[:4] = 0.0

    def question(self, text: str) -> tuple[States, NDArray[np.float64]]:
        """States of a question and the rarity of its tokens, 0 for the prompt and the marks around it."""
        states = self.store.get(QUERY, text)
        return states, self._rarity[states.ids] * (states.places[:, 1] > 0)

    def inputs(self, questions: Sequence[str], windows: Sequence[tuple[int, str, Spans]]) -> Inputs:
        """Of windows in the order of their questions: each the number of its question, its text, its sentences' spans.

        ``token_places`` are then the places of all tokens in their windows' texts, and ``token_starts`` where each
        window's tokens begin.
        """
        asked = [self.question(text) for text in questions]
        words = [np.flatnonzero(rarity > 0) if (rarity > 0).any() else np.arange(1) for _, rarity in asked]
        states: list[Any] = []
        sentence_of, ids, places, window_of, before, after = [], [], [], [], [], []
        sentence_means, window_means = [], []
        whole: list[Any] = [states.states[:, 0] for states, _ in asked]
        question_starts = np.cumsum([0, *(len(one) for one in whole)])
        text_places, filled = [], int(question_starts[-1])
        for number, (_, text, spans) in enumerate(windows):
            read = self.store.get(PASSAGE, text)
            tokens = self._inside(read, spans)
            own, last = read.places[tokens], read.states[tokens, -1].astype(np.float32)
            first, of = len(window_of), np.full(len(tokens), -1)
            for j, (a, b) in enumerate(spans):
                inside = (own[:, 1] > a) & (own[:, 0] < b)
                of[inside] = first + j
                sentence_means.append(last[inside].mean(0) if inside.any() else np.zeros(WIDTH, dtype=np.float32))
                window_of.append(number)
                before.append(first + max(j - 1, 0))
                after.append(first + min(j + 1, len(spans) - 1))
            window_means.append(last.mean(0))
            states.append(read.states[tokens])
            # The lower layer's states with the prompt and the marks around them, as the upper layers read them.
            around = np.flatnonzero(read.places[:, 1] <= 0)
            head, tail = around[around < tokens[0]], around[around > tokens[-1]]
            whole.append(read.states[np.concatenate([head, tokens, tail]), 0])
            text_places.append(filled + len(head) + np.arange(len(tokens)))
            filled += len(whole[-1])
            sentence_of.append(of)
            ids.append(read.ids[tokens])
            places.append(own)
        owner = np.array([number for number, _, _ in windows])
        sizes = np.array([len(one) for one in ids])
        window_of_token = np.repeat(np.arange(len(windows)), sizes)
        sentences = np.concatenate(sentence_of)
        counts = np.arange(len(questions) + 1)
        self.token_places, self.token_starts = np.concatenate(places), np.concatenate([[0], sizes.cumsum()])
        return Inputs(
            question_states=_tensor(np.concatenate([s.states[w] for (s, _), w in zip(asked, words, strict=True)])),
            question_ids=torch.from_numpy(np.concatenate([s.ids[w] for (s, _), w in zip(asked, words, strict=True)])),
            question_rarity=_tensor(np.concatenate([r[w] for (_, r), w in zip(asked, words, strict=True)])).clamp(
                min=1e-4
            ),
            question_means=_tensor(np.stack([s.states[:, -1].astype(np.float32).mean(0) for s, _ in asked])),
            question_bounds=[0, *np.cumsum([len(w) for w in words]).tolist()],
            states=torch.from_numpy(np.concatenate(states)),
            ids=torch.from_numpy(np.concatenate(ids)),
            token_bounds=np.searchsorted(owner[window_of_token], counts).tolist(),
            window_of_token=torch.from_numpy(window_of_token),
            sentence_of=torch.from_numpy(np.where(sentences < 0, len(window_of), sentences)),
            sentence_means=_tensor(np.stack(sentence_means)),
            sentence_bounds=np.searchsorted(owner[np.array(window_of)], counts).tolist(),
            window_of=torch.tensor(window_of),
            before=torch.tensor(before),
            after=torch.tensor(after),
            window_means=_tensor(np.stack(window_means)),
            window_bounds=np.searchsorted(owner, counts).tolist(),
            text_states=torch.from_numpy(np.concatenate(whole)),
            text_sizes=torch.tensor([len(one) for one in whole]),
            question_places=torch.from_numpy(
                np.concatenate([first + w for first, w in zip(question_starts, words, strict=False)])
            ),
            places=torch.from_numpy(np.concatenate(text_places)),
        )

    @staticmethod
    def _inside(states: States, spans: Spans) -> NDArray[np.int64]:
        """The tokens from the first sentence's start to the last one's end, without the prompt and the marks."""
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        places = states.places
        inside = (places[:, 1] > max(first, 0)) & (places[:, 0] < last) & (places[:, 1] > places[:, 0].clip(0))
        tokens = np.flatnonzero(inside)
        return tokens if len(tokens) else np.array([len(places) - 1])


def _tensor(array: NDArray[Any]) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))
