"""Statements that we wrote, with the texts they are about, as lessons of checking."""

import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.text import fold_in_place, sentence_spans
from training.reader.preparation.written import STATEMENTS, read_documents

# Set by hand.
_CROSSED = 0.5  # statement and text in different languages, where the text is there in both
_WHOLE = 0.3  # the whole text, rather than some sentences around what is stated
_MOST_BESIDE = 3  # sentences to either side
_SPACE_AFTER = re.compile(r"[^。！？；：”」]$")

Pair = tuple[str, str]  # English, Chinese


class StatementTwins(NamedTuple):
    """A statement that a text bears out and one that it contradicts, alike but for a few words, in both languages.

    ``texts`` are the sentences of the text in English and in Chinese, one of them perhaps empty. ``sentences`` are those that
    the statements rest on; none where that is not known.
    """

    true: Pair
    false: Pair
    texts: tuple[Sequence[str], Sequence[str]]
    sentences: tuple[int, ...]
    is_kept_out: bool


class StatementLesson(NamedTuple):
    """A statement, a text, whether the text bears it out; ``twin`` is the number of the two that belong together."""

    statement: str
    text: str
    is_true: bool


def read_twins(folder: Path, passages: Mapping[str, str], faults: Counter[str]) -> list[StatementTwins]:
    """All statements of FOLDER/statements: those on documents of FOLDER, and those on public passages, given by id."""
    texts: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        for document in read_documents(path, Counter()):
            texts[document.title[0]] = tuple(zip(*document.sentences, strict=True))
    twins = []
    for path in sorted((folder / STATEMENTS).glob("*.txt")):
        twins += _twins(path.read_text("utf-8"), texts, passages, faults)
    return twins


def _twins(
    lines: str,
    texts: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    passages: Mapping[str, str],
    faults: Counter[str],
) -> Iterator[StatementTwins]:
    held: tuple[Sequence[str], Sequence[str]] | None = None
    is_kept_out, true, name = False, None, ""
    for line in lines.splitlines():
        kind, _, rest = line.strip().removeprefix("# ").partition(" ")
        parts = [fold_in_place(part.strip()) for part in rest.strip("| ").split("|")]
        if kind in ("T", "P"):
            name = parts[-1]
            held = texts.get(name) if kind == "T" else _one_language(passages.get(name, ""))
            is_kept_out, true = zlib.crc32(name.encode()) % 10 == 0, None
            faults["about nothing"] += held is None
        elif held and kind in ("C", "X") and len(parts) in (2, 3) and all(parts):
            numbers = tuple(int(n) - 1 for n in re.findall(r"\d+", parts[0])) if len(parts) == 3 else ()
            said = parts[-1], parts[-2]
            if kind == "C":
                true = said
            elif true is not None:
                yield StatementTwins(true, said, held, numbers, is_kept_out)
                true = None
        elif line.strip():
            faults["line"] += 1


def _one_language(text: str) -> tuple[Sequence[str], Sequence[str]] | None:
    if not text:
        return None
    text = fold_in_place(text)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return ([], sentences) if re.search(r"[\u4e00-\u9fff]{4}", text[:80]) else (sentences, [])


def draw(twins: StatementTwins, rng: random.Random) -> list[StatementLesson]:
    """Both statements with the same text in one language, whole or in part."""
    there = [side for side in (0, 1) if twins.texts[side]]
    held = rng.choice(there)
    stated = 1 - held if rng.random() < _CROSSED else held
    sentences = twins.texts[held]
    numbers = [n for n in twins.sentences if 0 <= n < len(sentences)]
    first, last = 0, len(sentences) - 1
    if numbers and rng.random() >= _WHOLE:
        first = max(min(numbers) - rng.randint(0, _MOST_BESIDE), 0)
        last = min(max(numbers) + rng.randint(0, _MOST_BESIDE), last)
    text = join(sentences[first : last + 1])
    return [
        StatementLesson(said[stated], text, is_true=is_true)
        for said, is_true in ((twins.true, True), (twins.false, False))
    ]


def join(sentences: Sequence[str]) -> str:
    """Sentences as one text."""
    return "".join(s + " " if _SPACE_AFTER.search(s) else s for s in sentences).rstrip()
