"""Write the training data as tokens.

    python -m training.reader.preparation.prepare PARALLEL READER WORK

PARALLEL holds aligned text (``train.tsv.gz``: English, Chinese, source), READER the labelled questions
(``passages``, ``questions``: ``.jsonl.gz``), WORK/base the model of ``base_model.py``. Writes
WORK/token_data.npz.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.text import sentence_spans
from training.reader.preparation.aligned_text import AlignedPassage, Pair, read_aligned
from training.reader.preparation.alterations import QuestionAlterer
from training.reader.preparation.code_switching import CodeSwitcher, to_traditional
from training.reader.preparation.questions import (
    LabelledQuestion,
    read_passages,
    read_questions,
)
from training.reader.token_data import CHINESE, ENGLISH, Question, write_token_data

_HAN = regex.compile(r"\p{Han}")
_SEED = 11
# Set by hand: shares of the words of a question or passage that are switched, one of them for each; Chinese questions that are
# copied in traditional characters, with their passages; the share of pairs whose Chinese is; tokens of one side of a pair.
_QUESTION_SHARES, _PASSAGE_SHARES = (0.4, 0.7, 1.0, 1.0), (0.7, 1.0)
_SWITCHED_PASSAGES = 0.4  # the share of passages that are there with words switched as well
_TRADITIONAL_COPIES, _TRADITIONAL_PAIRS, _LONGEST_PAIR = 2500, 0.15, 96
# The middle of a long sentence is looked for in its first characters.
_SENTENCE_START = 40

Span = tuple[int, int]


class _Passage(NamedTuple):
    number: int
    text: str
    sentences: list[Span]
    starts: NDArray[np.int64]  # of its tokens, in characters


class _Writer:
    """Gathers the fields of ``TokenData``."""

    def __init__(self, tokenizer: Tokenizer, rng: random.Random) -> None:
        self._tokenizer, self._rng, self._switcher = tokenizer, rng, CodeSwitcher()
        names = (
            "passages", "sentences", "passage_languages", "questions", "question_texts", "answers", "aligned",
            "aligned_sentences", "aligned_targets", "aligned_questions", "pairs", "switched_passages", "switched_sentences",
        )  # fmt: skip
        self.fields: dict[str, list[Any]] = {name: [] for name in names}
        self._sources: list[str] = []

    def data(self) -> dict[str, Any]:
        """All fields, tables as arrays."""
        tables = {name: np.array(self.fields[name], np.int32) for name in ("questions", "aligned_targets")}
        languages = np.array(self.fields["passage_languages"], np.uint8)
        return self.fields | tables | {"passage_languages": languages, "sources": self._sources}

    def _encode(self, texts: Sequence[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def _add_texts(self, field: str, texts: Sequence[str], *, longest: int | None = None) -> None:
        self.fields[field] += [encoding.ids[:longest] for encoding in self._encode(texts)]

    def add_passage(self, text: str, sentences: list[Span], language: int) -> _Passage:
        """Add a passage with its sentences."""
        encoding = self._encode([text])[0]
        self.fields["passages"].append(encoding.ids)
        self.fields["sentences"].append(_ends(encoding, sentences))
        self.fields["passage_languages"].append(language)
        self._add_switched(text, sentences)
        starts = np.array([start for start, _ in encoding.offsets], np.int64)
        return _Passage(len(self.fields["passages"]) - 1, text, sentences, starts)

    def _add_switched(self, text: str, sentences: list[Span]) -> None:
        """Add the passage with words switched, or an empty one."""
        if self._rng.random() >= _SWITCHED_PASSAGES:
            self.fields["switched_passages"].append([])
            self.fields["switched_sentences"].append([])
            return
        share, switched = self._rng.choice(_PASSAGE_SHARES), ""
        spans = []
        for start, end in sentences:
            own = len(switched)
            switched += self._switcher.switch(text[start:end], self._rng, share=share) + " "
            spans.append((own, len(switched)))
        encoding = self._encode([switched.rstrip()])[0]
        self.fields["switched_passages"].append(encoding.ids)
        self.fields["switched_sentences"].append(_ends(encoding, spans))

    def add_questions(self, questions: Sequence[LabelledQuestion], passages: dict[str, _Passage]) -> None:
        """Add all questions, each plain, switched, altered and translated; then copies of some in traditional characters."""
        self._sources = sorted({one.source for one in questions})
        alterer = QuestionAlterer(questions, {key: passage.text for key, passage in passages.items()})
        for number, one in enumerate(questions):
            text, passage = one.question, passages[one.passage]
            switched = self._switcher.switch(text, self._rng, share=self._rng.choice(_QUESTION_SHARES))
            altered = alterer.alter(number, text, passage.text, self._rng)
            self._add_question(one, passage, (text, switched, altered, one.translated), one.answer)
        chinese = [number for number, one in enumerate(questions) if one.language == "zh"]
        copies: dict[str, _Passage] = {}
        for number in self._rng.sample(chinese, min(_TRADITIONAL_COPIES, len(chinese))):
            one, passage = questions[number], passages[questions[number].passage]
            if one.passage not in copies:
                copies[one.passage] = self.add_passage(to_traditional(passage.text), passage.sentences, CHINESE)
            switched = self._switcher.switch(one.question, self._rng, share=1.0)
            altered = to_traditional(alterer.alter(number, one.question, passage.text, self._rng))
            texts = (to_traditional(one.question), switched, altered, one.translated)
            self._add_question(one, copies[one.passage], texts, to_traditional(one.answer))

    def _add_question(self, one: LabelledQuestion, passage: _Passage, texts: Sequence[str], answer: str) -> None:
        start, end = one.span
        asked = (start + min(end, start + _SENTENCE_START)) / 2 if one.is_sentence else start
        first, last = -1, -1
        if not one.is_sentence:
            first = max(int(np.searchsorted(passage.starts, start, side="right")) - 1, 0)
            last = int(np.searchsorted(passage.starts, end))
        row = Question(
            passage.number, _sentence_at(passage.sentences, asked), first, last,
            ENGLISH if one.language == "en" else CHINESE, self._sources.index(one.source), int(one.is_kept_out),
        )  # fmt: skip
        self.fields["questions"].append(row)
        self._add_texts("question_texts", texts)
        self._add_texts("answers", [answer])

    def add_aligned(self, groups: Sequence[AlignedPassage], pairs: Sequence[Pair]) -> None:
        """Add aligned passages with the questions for them, and pairs, some in traditional characters."""
        for group in groups:
            for side in (ENGLISH, CHINESE):
                text, sentences = group.text(side)
                encoding = self._encode([text])[0]
                self.fields["aligned"].append(encoding.ids)
                self.fields["aligned_sentences"].append(_ends(encoding, sentences))
            self._add_texts("aligned_questions", group.questions(self._rng))
            self.fields["aligned_targets"].append(group.target)
        for english, chinese in pairs:
            is_traditional = self._rng.random() < _TRADITIONAL_PAIRS
            sides = (english, to_traditional(chinese) if is_traditional else chinese)
            self._add_texts("pairs", sides, longest=_LONGEST_PAIR)


def _ends(encoding: Encoding, sentences: Sequence[Span]) -> list[int]:
    """The token after each sentence; the last sentence ends with the text."""
    starts = np.array([start for start, _ in encoding.offsets])
    return [*(int(np.searchsorted(starts, end)) for _, end in sentences[:-1]), len(encoding.ids)]


def _sentence_at(sentences: Sequence[Span], place: float) -> int:
    return next((i for i, (_, end) in enumerate(sentences) if place < end), len(sentences) - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("parallel", "reader", "work"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    rng = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    tokenizer = Tokenizer.from_file(str(args.work / "base" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = read_passages(args.reader)
    questions = read_questions(args.reader, texts)
    languages = {one.passage: ENGLISH if one.language == "en" else CHINESE for one in questions}
    writer = _Writer(tokenizer, rng)
    passages = {
        key: writer.add_passage(
            text,
            sentence_spans(text) or [(0, len(text))],
            languages.get(key, CHINESE if _HAN.search(text) else ENGLISH),
        )
        for key, text in texts.items()
    }
    writer.add_questions(questions, passages)
    writer.add_aligned(*read_aligned(args.parallel, rng))
    write_token_data(args.work / "token_data.npz", writer.data())
    print({name: len(values) for name, values in writer.fields.items()})


if __name__ == "__main__":
    main()
