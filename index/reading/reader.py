"""The reader: a cross-encoder over a question and windows of text (Nogueira and Cho, "Passage Re-ranking with BERT", 2019)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index.embedding import OnnxModel
from index.reading.spans import best_span
from index.reading.windows import Window, cut_windows, token_spans
from index.text import Span, fold_in_place

if TYPE_CHECKING:
    from tokenizers import Encoding

# The most tokens of a question and of a heading that are read, as in training.
_LONGEST_QUESTION, _LONGEST_HEADING = 64, 24
# Tokens that are read for a question, itself included in each window: about 0.15 s on two cores.
_BUDGET = 1100
# The special tokens of XLM-RoBERTa.
_START, _END = 0, 2
_MARKS, _FIRST = "reader.token_head", "reader.cls_head"


@dataclass(frozen=True, slots=True)
class Text:
    """A text to read: the heading it stands under, the spans of its sentences, and how promising each sentence is."""

    text: str
    heading: str
    sentences: Sequence[Span]
    promise: Sequence[float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a sentence.

    ``odds`` are the log-odds that it answers against that none does. ``pointing`` is the strength with which the reader
    points to an answer in it, ``answer`` the span of that in the text.
    """

    odds: float
    pointing: float
    answer: Span


class Reader(Protocol):
    """Reads questions together with text."""

    name: str

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """What it says of each sentence of each text; None of those that were not read.

        The most promising sentences are read, with what stands around them, as far as time allows.
        """
        ...


class BuiltinReader:
    """The reader that shares its weights with the built-in embedder. Safe to use from several threads."""

    name = "builtin"

    def __init__(self, model: OnnxModel) -> None:
        self._model = model

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """What it says of each sentence, as ``Reader.read`` describes it."""
        asked = self._tokenize([question])[0].ids[:_LONGEST_QUESTION]
        bodies = self._tokenize([text.text for text in texts])
        headings = self._tokenize([text.heading for text in texts])
        spans = [token_spans(body.offsets, text.sentences) for body, text in zip(bodies, texts, strict=True)]
        prefixes = [[_START, *asked, _END, _END, *(_with_end(heading.ids[:_LONGEST_HEADING]))] for heading in headings]
        windows = _within_budget(
            [window for i, own in enumerate(spans) for window in cut_windows(i, own)], texts, prefixes
        )
        outputs = self._model.run_tokens(
            [[*prefixes[w.text], *bodies[w.text].ids[w.start : w.end], _END] for w in windows], [_MARKS, _FIRST]
        )
        said: list[list[Reading | None]] = [[None] * len(text.sentences) for text in texts]
        for window, (marks, first) in zip(windows, outputs, strict=True):
            shift = len(prefixes[window.text]) - window.start
            for number in window.sentences:
                start, end = spans[window.text][number]
                inside = marks[shift + start : shift + min(end, window.end)]
                if inside.size:
                    a, b, pointing = best_span(inside[:, 1], inside[:, 2])
                    offsets = bodies[window.text].offsets
                    answer = offsets[start + a][0], offsets[start + b][1]
                    said[window.text][number] = Reading(float(inside[:, 0].mean() + first[0, 0]), pointing, answer)
        return said

    def _tokenize(self, texts: Sequence[str]) -> "list[Encoding]":
        """The tokens of texts in simplified characters: question and text are often in different ones."""
        return self._model.tokenize_parts([fold_in_place(text) for text in texts])


def _within_budget(windows: Sequence[Window], texts: Sequence[Text], prefixes: Sequence[Sequence[int]]) -> list[Window]:
    """The windows with the most promising sentences, in that order, at least one."""
    chosen: list[Window] = []
    left = _BUDGET
    for window in sorted(windows, key=lambda w: -max(texts[w.text].promise[number] for number in w.sentences)):
        left -= len(prefixes[window.text]) + window.end - window.start + 1
        if chosen and left < 0:
            break
        chosen.append(window)
    return chosen


def _with_end(tokens: Sequence[int]) -> list[int]:
    return [*tokens, _END] if tokens else []
