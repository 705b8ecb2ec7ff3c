"""Documents that we wrote in both languages, with questions, as arrays of tokens; ``preparation/written.py`` writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.reader.token_data import Ends, Runs, SentenceEnds, Tokens, flatten, unflatten


class WrittenQuestion(NamedTuple):
    """A row of ``questions``, asked in both languages.

    ``answering`` has a bit for each sentence that answers; 0 where none does. The answer's tokens are those of the first of
    them, by language.
    """

    document: int
    answering: int
    answer_start: tuple[int, int]
    answer_end: tuple[int, int]
    is_kept_out: bool

    @property
    def sentences(self) -> list[int]:
        """The numbers of the sentences that answer."""
        return [number for number in range(self.answering.bit_length()) if self.answering >> number & 1]


class Statement(NamedTuple):
    """A row of ``statements``, made in both languages. ``sentences`` has a bit for each sentence that bears it out or contradicts it."""

    document: int
    sentences: int
    is_true: bool
    is_kept_out: bool


@dataclass(frozen=True)
class WrittenData:
    """All documents, questions and statements. Texts come in two, English first."""

    texts: Runs
    sentences: SentenceEnds
    titles: Runs
    files: NDArray[np.int32]  # of each document: the file it is from; neighbours in a file are alike
    questions: NDArray[np.int32]  # rows are ``WrittenQuestion``, flat
    question_texts: Runs
    statements: NDArray[np.int32]  # rows are ``Statement``
    statement_texts: Runs

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.files)

    def text(self, document: int, language: int) -> tuple[Tokens, Ends]:
        """A document in a language, and the ends of its sentences."""
        return self.texts[2 * document + language], self.sentences[2 * document + language]

    def question(self, number: int) -> WrittenQuestion:
        """A row of ``questions``."""
        document, answering, *answer, kept_out = map(int, self.questions[number])
        return WrittenQuestion(document, answering, (answer[0], answer[2]), (answer[1], answer[3]), bool(kept_out))

    def statement(self, number: int) -> Statement:
        """A row of ``statements``."""
        document, sentences, is_true, is_kept_out = map(int, self.statements[number])
        return Statement(document, sentences, bool(is_true), bool(is_kept_out))


_RUNS, _ENDS = ("texts", "titles", "question_texts", "statement_texts"), ("sentences",)
_PLAIN = ("files", "questions", "statements")


def write_written_data(path: Path, data: Mapping[str, Any]) -> None:
    """Write the fields of ``WrittenData``: runs and ends as lists of arrays, the others as arrays."""
    np.savez_compressed(path, **{name: data[name] for name in _PLAIN}, **flatten(data, _RUNS, _ENDS))


def read_written_data(path: Path) -> WrittenData:
    """What ``write_written_data`` wrote."""
    with np.load(path) as stored:
        return WrittenData(**{name: stored[name] for name in _PLAIN}, **unflatten(stored, _RUNS, _ENDS))
