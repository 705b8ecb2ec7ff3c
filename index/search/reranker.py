"""An optional second look at the best passages: a cross-encoder reads question and passage together."""

import logging
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from index.embedding import ModelEndpoint
from index.errors import EmbedderUnavailableError
from index.settings import Endpoint

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


class EndpointReranker:
    """A reranker behind an endpoint: ``POST {url}/rerank``, as Jina, Cohere and vLLM take it, or without a model as TEI does.

    Raises EmbedderUnavailableError where the endpoint gives no scores.
    """

    def __init__(self, model: str, endpoint: Endpoint) -> None:
        self.name = f"endpoint:{model}"
        self._model = model
        self._endpoint = ModelEndpoint(endpoint, setting="RERANK_URL, RERANK_MODEL and RERANK_API_KEY")

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score a passage, higher for better."""
        if not passages:
            return []
        texts = list(passages)
        body: dict[str, Any] = (
            {"model": self._model, "query": question, "documents": texts, "return_documents": False}
            if self._model
            else {"query": question, "texts": texts, "truncate": True}
        )
        reply = self._endpoint.post("rerank", body)
        try:
            rows = reply["results"] if isinstance(reply, dict) else reply
            scores = {int(row["index"]): float(row.get("relevance_score", row.get("score"))) for row in rows}
            return [scores[place] for place in range(len(texts))]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._endpoint.failure(f"it does not hold a score for each passage, {len(texts)} in all") from error


def open_reranker(model: str, endpoint: Endpoint | None = None) -> Reranker | None:
    """The reranker at the endpoint, or the one ``RERANK_MODEL`` names, or None where neither is given."""
    if endpoint:
        return EndpointReranker(model, endpoint)
    return CrossEncoderReranker(model) if model else None
