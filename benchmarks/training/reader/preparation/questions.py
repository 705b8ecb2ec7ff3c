"""The labelled questions and the passages they are about, as they lie on disk."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What we translated of them: `id of the passage, CRC-32 of the question, question in the other language`, parted by tabs.
_TRANSLATED = Path(__file__).parents[1] / "translated"
# One group of questions in so many is kept out of all training. Set by hand.
_KEPT_OUT = 10


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and where in its passage the answer is: ``span`` is that of a sentence where no ``answer`` is given."""

    question: str
    passage: str  # its id
    span: tuple[int, int]
    answer: str
    language: str  # of question and passage: en or zh
    source: str
    is_kept_out: bool
    translated: str  # in the other language; empty for most

    @property
    def is_sentence(self) -> bool:
        """Whether a whole sentence is the answer."""
        return not self.answer


def question_key(passage: str, question: str) -> str:
    """What a question goes by among the translations."""
    return f"{passage}\t{zlib.crc32(question.encode()):08x}"


def read_translations(folder: Path = _TRANSLATED) -> dict[str, str]:
    """The questions that we translated, by ``question_key``."""
    lines = [line for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return dict(line.rsplit("\t", 1) for line in lines)


def is_kept_out(group: str) -> bool:
    """Whether a group of questions is for checks, never for training a model."""
    return zlib.crc32(group.encode()) % _KEPT_OUT == 0


def read_rows(path: Path) -> Iterator[Any]:
    """The values of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_passages(folder: Path) -> dict[str, str]:
    """The passages by id."""
    return dict(read_rows(folder / "passages.jsonl.gz"))


def read_questions(folder: Path, passages: dict[str, str]) -> list[LabelledQuestion]:
    """The questions that their passage answers."""
    questions, translations = [], read_translations()
    for row in read_rows(folder / "questions.jsonl.gz"):
        if row["kind"] == "none":
            continue
        is_sentence = row["kind"] == "sentence"
        text = row["sentence"] if is_sentence else row["answer"]
        start = passages[row["passage"]].find(row["sentence"]) if is_sentence else row["start"]
        if start >= 0 and text:
            questions.append(
                LabelledQuestion(
                    row["question"], row["passage"], (start, start + len(text)), "" if is_sentence else text,
                    row["lang"], row["source"], is_kept_out(row["group"]),
                    translations.get(question_key(row["passage"], row["question"]), ""),
                )
            )  # fmt: skip
    return questions
