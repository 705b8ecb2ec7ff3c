"""Write the documents that we wrote in both languages as tokens.

    python -m training.reader.preparation.written FOLDER WORK [READER]

FOLDER holds text files, FOLDER/kept_out those that are for checks alone. A document there is a title
(``# T Chinese | English``), its sentences in order (``S Chinese | English``), questions with the numbers of the sentences
that answer and the words there (``Q 2,4 | Chinese | English | answer in Chinese | in English``), and questions that nothing
in it answers (``N Chinese | English``). FOLDER/statements holds statements on them: the title of a document again, then what
its sentences bear out (``C 2,4 | Chinese | English``) and what they contradict (``X``); or the id of a public passage of
READER (``# P id``), and the same without numbers. Writes WORK/written_data.npz. Lines that
do not hold to this are left out and counted.
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Encoding, Tokenizer

from index.text import detect_language, fold_in_place, sentence_spans
from training.reader.preparation.questions import read_passages
from training.reader.written_data import write_written_data

_VERDICTS = {"C": True, "X": False}
_MOST_SENTENCES = 31  # a bit each in a number of 32
_ENDINGS = tuple("。！？；：”」")

STATEMENTS = "statements"
_KEPT_OUT_STATEMENTS = 10  # those on one document in so many are for checks
KEPT_OUT = "kept_out"  # the folder of documents that are for checks alone

Pair = tuple[str, str]  # English, Chinese


@dataclass(slots=True)
class Document:
    """A document as written. Questions: the sentences that answer, by number from 0; asked in both; answers in both."""

    title: Pair
    sentences: list[Pair] = field(default_factory=list)
    questions: list[tuple[list[int], Pair, Pair]] = field(default_factory=list)


def read_documents(path: Path, faults: Counter[str]) -> Iterator[Document]:
    """The documents of a file. Counts what is left out in ``faults``."""
    document: Document | None = None
    for line in path.read_text("utf-8").splitlines():
        kind, _, rest = line.strip().removeprefix("# ").partition(" ")
        parts = [fold_in_place(part.strip()) for part in rest.split("|")]
        if kind == "T" and len(parts) == 2:
            if document and document.sentences and document.questions:
                yield document
            document = Document((parts[1], parts[0]))
        elif document and kind == "S" and len(parts) == 2 and all(parts):
            document.sentences.append((parts[1], parts[0]))
        elif document and kind == "N" and len(parts) == 2 and all(parts):
            document.questions.append(([], (parts[1], parts[0]), ("", "")))
        elif document and kind == "Q" and len(parts) == 5 and all(parts):
            numbers = _numbers(parts[0])
            answers = parts[4], parts[3]
            if numbers and max(numbers) < min(len(document.sentences), _MOST_SENTENCES) and min(numbers) >= 0:
                document.questions.append((sorted(numbers), (parts[2], parts[1]), answers))
            else:
                faults["number"] += 1
        elif line.strip():
            faults[f"line {kind[:8]}"] += 1
    if document and document.sentences and document.questions:
        yield document


def _numbers(text: str) -> list[int]:
    """Numbers from 1 on, parted by commas, from 0 on."""
    return [int(part) - 1 for part in text.replace("，", ",").split(",") if part.strip().isdigit()]


class _Writer:
    """Gathers the fields of ``WrittenData``."""

    def __init__(self, tokenizer: Tokenizer, passages: Mapping[str, str]) -> None:
        self._tokenizer = tokenizer
        self._passages = passages
        names = (
            "texts", "sentences", "titles", "files", "questions", "question_texts", "statements", "statement_texts",
        )  # fmt: skip
        self._numbers: dict[Pair, int] = {}  # of documents by title
        self.fields: dict[str, list[Any]] = {name: [] for name in names}
        self.faults: Counter[str] = Counter()

    def add(self, document: Document, file: int, *, is_kept_out: bool) -> None:
        """Add a document with its questions. An answer that does not stand in its sentence is left out: it is not pointed to."""
        number = len(self.fields["files"])
        self.fields["files"].append(file)
        self._numbers[document.title] = number
        spans, encodings = [], []
        for side in (0, 1):
            text, own = _join([pair[side] for pair in document.sentences])
            encoding = self._encode(text)
            starts = np.array([start for start, _ in encoding.offsets])
            ends = [*(int(np.searchsorted(starts, end)) for _, end in own[:-1]), len(encoding.ids)]
            self.fields["texts"].append(encoding.ids)
            self.fields["sentences"].append(ends)
            self.fields["titles"].append(self._encode(document.title[side]).ids)
            spans.append(own)
            encodings.append((text, starts))
        for sentences, asked, answers in document.questions:
            places = [-1] * 4
            for side in (0, 1):
                if sentences:
                    (text, starts), (start, end) = encodings[side], spans[side][min(sentences)]
                    at = text.find(answers[side], start, end)
                    self.faults["answer not there"] += at < 0
                    if at >= 0:
                        first = max(int(np.searchsorted(starts, at, side="right")) - 1, 0)
                        places[2 * side : 2 * side + 2] = first, int(np.searchsorted(starts, at + len(answers[side])))
            row = [number, sum(1 << sentence for sentence in set(sentences)), *places, int(is_kept_out)]
            self.fields["questions"].append(row)
            self.fields["question_texts"] += [self._encode(text).ids for text in asked]

    def add_statements(self, path: Path) -> None:
        """Add the statements of a file on documents that were added."""
        number, is_kept_out = -1, False
        for line in path.read_text("utf-8").splitlines():
            kind, _, rest = line.strip().removeprefix("# ").partition(" ")
            parts = [fold_in_place(part.strip()) for part in rest.split("|")]
            if kind == "P":
                number, is_kept_out = self._add_passage(rest), zlib.crc32(rest.encode()) % _KEPT_OUT_STATEMENTS == 0
            elif kind == "T" and len(parts) == 2:
                number = self._numbers.get((parts[1], parts[0]), -1)
                is_kept_out = zlib.crc32(parts[1].encode()) % _KEPT_OUT_STATEMENTS == 0
                self.faults["statements on nothing"] += number < 0
            elif kind in _VERDICTS and len(parts) in (2, 3) and all(parts) and number >= 0:
                stated = _numbers(parts[0]) if len(parts) == 3 else []
                sentences = sum(1 << at for at in set(stated) if 0 <= at < _MOST_SENTENCES)
                self.fields["statements"].append([number, sentences, int(_VERDICTS[kind]), int(is_kept_out)])
                self.fields["statement_texts"] += [self._encode(text).ids for text in (parts[-1], parts[-2])]
            elif line.strip():
                self.faults["statement"] += 1

    def _add_passage(self, name: str) -> int:
        """Add a public passage, which is in one language, as a document without neighbours. Returns its number, -1 if it is unknown."""
        if not (text := fold_in_place(self._passages.get(name, ""))):
            self.faults["statements on nothing"] += 1
            return -1
        fields, number = self.fields, len(self.fields["files"])
        fields["files"].append(-1 - number)
        own = int(detect_language(text) == "zh")
        encoding = self._encode(text)
        starts = np.array([start for start, _ in encoding.offsets])
        ends = [int(np.searchsorted(starts, end)) for _, end in sentence_spans(text)]
        for side in (0, 1):
            fields["texts"].append(encoding.ids if side == own else [])
            fields["sentences"].append(ends if side == own else [])
            fields["titles"].append([])
        return number

    def _encode(self, text: str) -> Encoding:
        return self._tokenizer.encode(text, add_special_tokens=False)


def _join(sentences: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """One text, and the span of each sentence, the space after it included."""
    text, spans = "", []
    for sentence in sentences:
        start = len(text)
        text += sentence if sentence.endswith(_ENDINGS) else sentence + " "
        spans.append((start, len(text)))
    return text.rstrip(), spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument(
        "reader", type=Path, nargs="?", help="the folder of public questions, for statements on their passages"
    )
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.work / "base" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    passages = read_passages(args.reader) if args.reader else {}
    writer = _Writer(tokenizer, passages)
    paths = sorted(path for folder in (args.folder, args.folder / KEPT_OUT) for path in folder.glob("*.txt"))
    for file, path in enumerate(paths):
        for document in read_documents(path, writer.faults):
            writer.add(document, file, is_kept_out=path.parent.name == KEPT_OUT)
    for path in sorted((args.folder / STATEMENTS).glob("*.txt")):
        writer.add_statements(path)
    fields = writer.fields
    tables = {name: np.array(fields[name], np.int32) for name in ("files", "questions", "statements")}
    write_written_data(args.work / "written_data.npz", fields | tables)
    unanswered = int((tables["questions"][:, 1] == 0).sum())
    kept_out = int(tables["questions"][:, 6].sum())
    print(
        f"{len(fields['files'])} documents, {len(fields['questions'])} questions, {unanswered} of them without an answer,"
    )
    statements = tables["statements"]
    print(f"{len(statements)} statements, {int(statements[:, 2].sum())} of them true")
    print(f"{kept_out} kept out; left out: {dict(writer.faults)}")


if __name__ == "__main__":
    main()
