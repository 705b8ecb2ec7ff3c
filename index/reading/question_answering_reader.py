"""Reading with any extractive question-answering model of transformers, on torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderUnavailableError
from index.reading.reader import Reading, Text
from index.reading.spans import best_span
from index.reading.windows import cut_windows, token_spans
from index.text import Span, fold_in_place

# Windows of text that are read for a question: about as much as the built-in reader reads.
_MOST_WINDOWS = 10
# The most tokens of a question and of a heading that are read, as the built-in reader does.
_LONGEST_QUESTION, _LONGEST_HEADING = 64, 24
# The most tokens that are read at a time. Such models are trained on 384 or 512.
_MOST_TOKENS = 512
# RoBERTa counts positions from 2: so many embeddings of positions are not for tokens.
_UNUSED_POSITIONS = 2
# What transformers raises for models that are not there, damaged or of another kind.
_LOADING_ERRORS = (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError, ImportError)


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a text as the model reads it. ``offset`` is added to a place in ``context`` to get that in the text."""

    text: int
    context: str
    offset: int
    sentences: range
    promise: float


class QuestionAnsweringReader:
    """A model of ``AutoModelForQuestionAnswering``, by its name or path. Safe to use from several threads.

    Question and window are read together. The log-odds of a sentence are the logits of the best span in it less those of
    the null answer, which such a model gives to its first token (Rajpurkar et al., "Know What You Don't Know:
    Unanswerable Questions for SQuAD", 2018).

    The model is loaded on first use. Raises EmbedderUnavailableError then, where it cannot be loaded, has no weights in
    safetensors (other formats can run code), or was not trained to answer questions.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._lock = Lock()  # a tokenizer of transformers serves one thread at a time

    def read(self, question: str, texts: Sequence[Text]) -> list[list[Reading | None]]:
        """What it says of each sentence, as ``Reader.read`` describes it."""
        said: list[list[Reading | None]] = [[None] * len(text.sentences) for text in texts]
        if not any(said):
            return said
        with self._lock:
            asked = self._cut(fold_in_place(question), min(_LONGEST_QUESTION, self._max_tokens // 4))
            windows = [window for i, text in enumerate(texts) for window in self._windows(i, text)]
            chosen = sorted(windows, key=lambda window: -window.promise)[:_MOST_WINDOWS]
            outputs = list(self._run(asked, [window.context for window in chosen])) if chosen else []
        for window, (spans, starts, ends, null) in zip(chosen, outputs, strict=True):
            own = spans + window.offset
            for number in window.sentences:
                start, end = texts[window.text].sentences[number]
                inside = np.flatnonzero((own[:, 0] < end) & (own[:, 1] > start))
                if inside.size:
                    first, last, pointing = best_span(starts[inside], ends[inside])
                    answer = int(own[inside[first], 0]), int(own[inside[last], 1])
                    said[window.text][number] = Reading(pointing - null, pointing, answer)
        return said

    @cached_property
    def _model(self) -> Any:
        from safetensors import SafetensorError  # noqa: PLC0415 - comes with transformers
        from transformers import AutoModelForQuestionAnswering  # noqa: PLC0415 - takes seconds

        _silence_transformers()
        try:
            model, loading = AutoModelForQuestionAnswering.from_pretrained(
                self.name, use_safetensors=True, output_loading_info=True
            )
        except (SafetensorError, *_LOADING_ERRORS) as error:
            raise self._unavailable(_first_line(error)) from error
        if loading["missing_keys"]:  # transformers makes up what answers
            raise self._unavailable("it was not trained to answer questions")
        return model.eval().to(_device())

    @cached_property
    def _tokenizer(self) -> Any:
        from transformers import AutoTokenizer  # noqa: PLC0415 - takes seconds

        try:
            tokenizer = AutoTokenizer.from_pretrained(self.name, use_fast=True)
        except _LOADING_ERRORS as error:
            raise self._unavailable(_first_line(error)) from error
        if not tokenizer.is_fast:
            raise self._unavailable("its tokenizer does not tell where tokens stand")
        return tokenizer

    def _unavailable(self, reason: str) -> EmbedderUnavailableError:
        return EmbedderUnavailableError(
            f"The reading model {self.name!r} cannot be loaded ({reason}): check READER_MODEL, or set READER_MODEL=builtin "
            "to use the one that comes with Footnote."
        )

    @property
    def _max_tokens(self) -> int:
        positions = getattr(self._model.config, "max_position_embeddings", None) or _MOST_TOKENS + _UNUSED_POSITIONS
        return min(_MOST_TOKENS, int(self._tokenizer.model_max_length), positions - _UNUSED_POSITIONS)

    def _offsets(self, text: str) -> list[Span]:
        found = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        return [(start, end) for start, end in found["offset_mapping"]]

    def _cut(self, text: str, most: int) -> str:
        """The text up to a number of tokens."""
        offsets = self._offsets(text)
        return text if len(offsets) <= most else text[: offsets[most - 1][1]]

    def _windows(self, number: int, text: Text) -> Iterator[_Window]:
        folded = fold_in_place(text.text)
        offsets = self._offsets(folded)
        if not offsets:
            return
        heading = self._cut(fold_in_place(text.heading), _LONGEST_HEADING)
        prefix = f"{heading}\n" if heading else ""
        for window in cut_windows(number, token_spans(offsets, text.sentences)):
            start, end = offsets[window.start][0], offsets[min(window.end, len(offsets)) - 1][1]
            promise = max(text.promise[sentence] for sentence in window.sentences)
            yield _Window(number, prefix + folded[start:end], start - len(prefix), window.sentences, promise)

    def _run(
        self, question: str, contexts: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32], float]]:
        """For each context the characters of its tokens, their logits as first and as last token, and those of the null answer."""
        import torch  # noqa: PLC0415 - takes seconds

        tokens = self._tokenizer(
            [question] * len(contexts), list(contexts), truncation="only_second", max_length=self._max_tokens,
            padding=True, return_offsets_mapping=True, return_tensors="pt",
        )  # fmt: skip
        offsets = tokens.pop("offset_mapping").numpy()
        with torch.inference_mode():
            output = self._model(**tokens.to(self._model.device))
        starts, ends = output.start_logits.float().cpu().numpy(), output.end_logits.float().cpu().numpy()
        for i in range(len(contexts)):
            is_context = np.array([part == 1 for part in tokens.sequence_ids(i)])
            null = self._null_position(tokens["input_ids"][i].tolist())
            yield (
                offsets[i][is_context], starts[i][is_context], ends[i][is_context],
                float(starts[i][null] + ends[i][null]),
            )  # fmt: skip

    def _null_position(self, ids: Sequence[int]) -> int:
        """The place of the token that stands for no answer: the one for the whole text, which is the first in most models."""
        token = self._tokenizer.cls_token_id
        return ids.index(token) if token in ids else 0


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _device() -> Any:
    import torch  # noqa: PLC0415 - takes seconds

    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def _silence_transformers() -> None:
    from transformers.utils import logging  # noqa: PLC0415 - takes seconds

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
