"""The training data as arrays of tokens in one file, as ``preparation/prepare.py`` writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Tokens = NDArray[np.uint16]
Ends = NDArray[np.int64]

ENGLISH, CHINESE = 0, 1  # languages, and sides of aligned text
# Questions are kept in this order, one after another: ``FORMS`` for each row of ``questions``, two for each side of an aligned
# passage. A form that there is not is empty.
PLAIN, SWITCHED, ALTERED, TRANSLATED = FORMS = range(4)
WHOLE, HALF = 0, 1
# The kept-out tail of aligned passages and of pairs. Set by hand.
KEPT_OUT_GROUPS, KEPT_OUT_PAIRS = 1500, 1000

# The special tokens of the pruned tokenizer, and what E5 puts before a text that it makes a vector of.
START, END = 0, 2
QUERY_PREFIX: tuple[int, ...] = (40, 979, 12)  # "query:"
PASSAGE_PREFIX: tuple[int, ...] = (18502, 12)  # "passage:"


class Runs:
    """Texts as runs of tokens, by number."""

    def __init__(self, tokens: Tokens, offsets: NDArray[np.int32]) -> None:
        self.tokens, self.offsets = tokens, offsets

    def __getitem__(self, number: int) -> Tokens:
        return self.tokens[self.offsets[number] : self.offsets[number + 1]]

    def __len__(self) -> int:
        return len(self.offsets) - 1


class SentenceEnds:
    """Where the sentences of texts end, in tokens."""

    def __init__(self, ends: Array, offsets: NDArray[np.int32]) -> None:
        self.ends, self.offsets = ends.astype(np.int64), offsets

    def __getitem__(self, number: int) -> Ends:
        """0, then the end of each sentence: one value more than there are sentences. Never decreasing."""
        ends = self.ends[self.offsets[number] : self.offsets[number + 1]]
        return np.concatenate([[0], np.maximum.accumulate(ends)])

    @property
    def counts(self) -> NDArray[np.int32]:
        """The number of sentences of each text."""
        return np.diff(self.offsets)


class Question(NamedTuple):
    """A row of ``questions``. The answer's tokens are -1 where the whole sentence is the answer."""

    passage: int
    sentence: int
    answer_start: int
    answer_end: int
    language: int  # of the passage, and of the plain question
    source: int
    is_kept_out: int


@dataclass(frozen=True)
class TokenData:
    """Everything to train on. What is in both languages comes in two, English first."""

    sources: Sequence[str]
    passages: Runs
    sentences: SentenceEnds  # of passages
    passage_languages: NDArray[np.uint8]
    switched_passages: Runs  # passages with words of the other language, by the same numbers; empty for most
    switched_sentences: SentenceEnds
    questions: NDArray[np.int32]  # rows are ``Question``
    question_texts: Runs  # all forms of each question
    answers: Runs
    aligned: Runs
    aligned_sentences: SentenceEnds
    aligned_targets: NDArray[np.int32]  # of each group: the number of the sentence that its questions are of
    aligned_questions: Runs  # two for each side of each group
    pairs: Runs

    @property
    def trained_groups(self) -> int:
        """The number of aligned groups that are trained on: the first ones."""
        return len(self.aligned_targets) - KEPT_OUT_GROUPS

    @property
    def trained_pairs(self) -> int:
        """The number of pairs that are trained on: the first ones."""
        return len(self.pairs) // 2 - KEPT_OUT_PAIRS

    def has_form(self, number: int, form: int) -> bool:
        """Whether there is such a form of a question."""
        return len(self.question_text(number, form)) > 0

    def question_text(self, number: int, form: int) -> Tokens:
        """A form of a question."""
        return self.question_texts[number * len(FORMS) + form]

    def question(self, number: int) -> Question:
        """A row of ``questions`` as plain numbers."""
        return Question(*map(int, self.questions[number]))


_RUNS = ("passages", "switched_passages", "question_texts", "answers", "aligned", "aligned_questions", "pairs")
_ENDS = ("sentences", "switched_sentences", "aligned_sentences")
_PLAIN = ("passage_languages", "questions", "aligned_targets")


def write_token_data(path: Path, data: Mapping[str, Any]) -> None:
    """Write the fields of ``TokenData``: runs and ends as lists of arrays, the others as arrays."""
    plain = {"sources": np.array(data["sources"])} | {name: data[name] for name in _PLAIN}
    np.savez_compressed(path, **plain, **flatten(data, _RUNS, _ENDS))


def flatten(data: Mapping[str, Any], runs: Sequence[str], ends: Sequence[str]) -> dict[str, Array]:
    """Lists of arrays as one array each, with offsets."""
    arrays = {}
    for name, kind in [*((name, np.uint16) for name in runs), *((name, np.int64) for name in ends)]:
        arrays[f"{name}.values"] = np.concatenate([np.asarray(run, kind) for run in data[name]]).astype(np.uint16)
        arrays[f"{name}.offsets"] = np.cumsum([0, *map(len, data[name])]).astype(np.int32)
    return arrays


def unflatten(stored: Mapping[str, Any], runs: Sequence[str], ends: Sequence[str]) -> dict[str, Any]:
    """What ``flatten`` was given."""
    return {name: Runs(stored[f"{name}.values"], stored[f"{name}.offsets"]) for name in runs} | {
        name: SentenceEnds(stored[f"{name}.values"], stored[f"{name}.offsets"]) for name in ends
    }


def read_token_data(path: Path) -> TokenData:
    """What ``write_token_data`` wrote."""
    with np.load(path) as stored:
        fields = {name: stored[name] for name in _PLAIN} | unflatten(stored, _RUNS, _ENDS)
        return TokenData(sources=stored["sources"].tolist(), **fields)


def for_vector(prefix: Sequence[int], tokens: Tokens, longest: int) -> NDArray[np.int32]:
    """A text as it is encoded to make a vector of it."""
    return np.concatenate([[START], prefix, tokens[:longest], [END]]).astype(np.int32)
