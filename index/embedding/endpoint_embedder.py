"""Embedding by an endpoint that speaks OpenAI's protocol, such as a text-embeddings-inference (TEI) server."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.late_chunking import Vectors, embed_parts_separately, normalize
from index.embedding.model_endpoint import ModelEndpoint
from index.embedding.model_prompts import family_prompts
from index.settings import Endpoint
from index.text import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BATCH = 32  # TEI takes no more in one request by default


class EndpointEmbedder:
    """A model behind an endpoint: ``POST {url}/embeddings`` with the model's name and texts.

    What a token is there is not known: tokens are counted with the tokenizer of the built-in model. Raises
    EmbedderUnavailableError where the endpoint gives no vectors.
    """

    languages = frozenset({"en", "zh"})

    def __init__(self, model: str, endpoint: Endpoint, *, tokenizer_file: Path) -> None:
        self.name = f"endpoint:{model}"
        self._model = model
        self._endpoint = ModelEndpoint(endpoint, setting="EMBED_URL, EMBED_MODEL and EMBED_API_KEY")
        self._tokenizer_file = tokenizer_file
        self.max_tokens = endpoint.max_tokens
        self._query_prompt, self._passage_prompt = family_prompts(model)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer  # noqa: PLC0415

        return Tokenizer.from_file(str(self._tokenizer_file))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False) if texts else []
        return [len(encoding) for encoding in encodings]

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text: shape ``(len(texts), dimensions)``."""
        batches = [
            self._embed([self._passage_prompt + text for text in texts[start : start + _BATCH]])
            for start in range(0, len(texts), _BATCH)
        ]
        if len({batch.shape[1] for batch in batches}) > 1:
            raise self._endpoint.failure("its vectors differ in length")
        return np.concatenate(batches) if batches else np.zeros((0, 0), dtype=np.float32)

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """One unit vector for each text and one for each part of it; parts are embedded by themselves."""
        return embed_parts_separately(self, texts, parts)

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question."""
        vector: Vectors = self._embed([self._query_prompt + text])[0]
        return vector

    def _embed(self, texts: list[str]) -> Vectors:
        reply = self._endpoint.post("embeddings", {"model": self._model, "input": texts, "encoding_format": "float"})
        try:
            return normalize(_vectors(reply, len(texts)))
        except (KeyError, TypeError, ValueError) as error:
            raise self._endpoint.failure(f"it does not hold one vector for each text, {len(texts)} in all") from error


def _vectors(reply: Any, count: int) -> Vectors:
    """The vectors of a reply in the order of the texts. Raises KeyError, TypeError or ValueError for another reply."""
    by_place = {int(row["index"]): row["embedding"] for row in reply["data"]}
    vectors = np.array([by_place[place] for place in range(count)], dtype=np.float32)
    if not vectors.size or not np.isfinite(vectors).all():
        raise ValueError(vectors.shape)
    return vectors.reshape(count, -1)
