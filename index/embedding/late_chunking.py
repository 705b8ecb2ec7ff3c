"""Vectors of the parts of a text, pooled from the text's own tokens: late chunking (Günther et al. 2024).

A part's tokens were read together with all around them, so that its vector knows what "it" or "the firm" is; and it costs
nothing beside the vector of the whole.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.text import Span

Vectors = NDArray[np.float32]

_BATCH = 32


def uses_mean_pooling(transformer: Any) -> bool:
    """Whether a sentence-transformers model gives the mean of a text's tokens as its vector, whole words of prompts included."""
    pooling = transformer[1] if len(transformer) > 1 else None
    return getattr(pooling, "pooling_mode", None) == "mean" and bool(transformer.tokenizer.is_fast)


def embed_with_late_chunking(
    transformer: Any, texts: Sequence[str], parts: Sequence[Sequence[Span]], *, prompt: str = ""
) -> tuple[Vectors, list[Vectors]]:
    """The unit vector of each text, and for each text those of its parts: shape ``(parts, dimensions)``.

    A part the model did not read to, for the text is longer than its window, has a vector of zeros.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
    wholes: list[Any] = [None] * len(texts)
    pooled: list[Any] = [None] * len(texts)
    for start in range(0, len(order), _BATCH):
        some = order[start : start + _BATCH]
        prompted = [prompt + texts[i] for i in some]
        read = transformer.encode(prompted, prompt="", output_value=None, batch_size=_BATCH, show_progress_bar=False)
        places = transformer.tokenizer(
            prompted, return_offsets_mapping=True, truncation=True, max_length=transformer.max_seq_length, verbose=False
        )["offset_mapping"]
        for i, output, offsets in zip(some, read, places, strict=True):
            wholes[i] = output["sentence_embedding"].float().cpu().numpy()
            tokens = output["token_embeddings"].float().cpu().numpy()
            # What follows the text's own tokens fills up its batch.
            pooled[i] = _pooled(tokens[: len(offsets)], np.array(offsets) - len(prompt), parts[i])
    matrix = np.stack(wholes).astype(np.float32) if wholes else np.zeros((0, 0), dtype=np.float32)
    return _unit(matrix), pooled


class _Embeds(Protocol):
    def embed_documents(self, texts: Sequence[str]) -> Vectors: ...


def embed_parts_separately(
    embedder: _Embeds, texts: Sequence[str], parts: Sequence[Sequence[Span]]
) -> tuple[Vectors, list[Vectors]]:
    """The same from a model whose tokens say nothing on their own: each part is embedded as a text of itself."""
    wholes = embedder.embed_documents(texts)
    spoken = [text[start:end] for text, spans in zip(texts, parts, strict=True) for start, end in spans]
    separate = embedder.embed_documents(spoken) if spoken else wholes[:0]
    ends = np.cumsum([len(spans) for spans in parts], dtype=int)
    return wholes, np.split(separate, ends[:-1]) if parts else []


def _pooled(tokens: NDArray[np.float32], offsets: NDArray[np.int64], parts: Sequence[Span]) -> Vectors:
    vectors = np.zeros((len(parts), tokens.shape[1]), dtype=np.float32)
    starts, ends = offsets[:, 0], offsets[:, 1]
    for row, (start, end) in enumerate(parts):
        inside = (starts >= start) & (ends <= end) & (ends > starts)
        if inside.any():
            vectors[row] = tokens[inside].mean(axis=0)
    return _unit(vectors)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True) if vectors.size else np.ones((len(vectors), 1))
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
