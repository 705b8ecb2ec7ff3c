"""An optional second look at the best passages: a cross-encoder reads question and passage together."""

import logging
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from index.errors import EmbedderUnavailableError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """Says how well each passage answers a question."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score a passage, higher for better; only their order means something."""


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder, loaded when first needed.

    Raises EmbedderUnavailableError on first use where the model cannot be loaded.
    """

    def __init__(self, model: str) -> None:
        self.name = model

    @cached_property
    def _model(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - takes seconds

        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        try:
            model: CrossEncoder = CrossEncoder(self.name)
        except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
            raise EmbedderUnavailableError(
                f"The reranking model {self.name!r} cannot be loaded ({str(error).splitlines()[0]}): check RERANK_MODEL, "
                "or leave it empty to do without."
            ) from error
        return model

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score a passage, higher for better."""
        if not passages:
            return []
        found = self._model.predict([(question, passage) for passage in passages], show_progress_bar=False)
        return [float(score) for score in found]


def open_reranker(model: str) -> Reranker | None:
    """The reranker ``RERANK_MODEL`` names, or None where it is empty."""
    return CrossEncoderReranker(model) if model else None
