"""Late chunking: the vectors of a text's parts are pooled from the token embeddings of the whole text.

Günther et al., "Late Chunking: Contextual Chunk Embeddings Using Long-Context Embedding Models", 2024. The model reads a
part in its context, so that its vector reflects what "it" or "the firm" means. It takes no time beyond the whole text.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.text import Span

Vectors = NDArray[np.float32]

_BATCH = 32


def uses_mean_pooling(transformer: Any) -> bool:
    """Whether the vector of a text is the mean of its token embeddings, as late chunking needs it."""
    pooling = transformer[1] if len(transformer) > 1 else None
    return getattr(pooling, "pooling_mode", None) == "mean" and bool(transformer.tokenizer.is_fast)


def embed_with_late_chunking(
    transformer: Any, texts: Sequence[str], parts: Sequence[Sequence[Span]], *, prompt: str = ""
) -> tuple[Vectors, list[Vectors]]:
    """The unit vector of each text, and those of its parts: shape ``(parts, dimensions)``.

    A part beyond the model's token limit has a vector of zeros.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
    wholes: list[Any] = [None] * len(texts)
    pooled: list[Any] = [None] * len(texts)
    for start in range(0, len(order), _BATCH):
        some = order[start : start + _BATCH]
        prompted = [prompt + texts[i] for i in some]
        outputs = transformer.encode(prompted, prompt="", output_value=None, batch_size=_BATCH, show_progress_bar=False)
        all_offsets = transformer.tokenizer(
            prompted, return_offsets_mapping=True, truncation=True, max_length=transformer.max_seq_length, verbose=False
        )["offset_mapping"]
        for i, output, offsets in zip(some, outputs, all_offsets, strict=True):
            wholes[i] = output["sentence_embedding"].float().cpu().numpy()
            tokens = output["token_embeddings"].float().cpu().numpy()
            # The tokens after the text's own are padding.
            pooled[i] = pool_parts(tokens[: len(offsets)], np.array(offsets) - len(prompt), parts[i])
    matrix = np.stack(wholes).astype(np.float32) if wholes else np.zeros((0, 0), dtype=np.float32)
    return normalize(matrix), pooled


class _Embeds(Protocol):
    def embed_documents(self, texts: Sequence[str]) -> Vectors: ...


def embed_parts_separately(
    embedder: _Embeds, texts: Sequence[str], parts: Sequence[Sequence[Span]]
) -> tuple[Vectors, list[Vectors]]:
    """The same for a model without mean pooling: each part is embedded as a text by itself."""
    wholes = embedder.embed_documents(texts)
    part_texts = [text[start:end] for text, spans in zip(texts, parts, strict=True) for start, end in spans]
    separate = embedder.embed_documents(part_texts) if part_texts else wholes[:0]
    ends = np.cumsum([len(spans) for spans in parts], dtype=int)
    return wholes, np.split(separate, ends[:-1]) if parts else []


def pool_parts(tokens: NDArray[np.float32], offsets: NDArray[np.int64], parts: Sequence[Span]) -> Vectors:
    """The unit vector of each part of a text: shape ``(parts, dimensions)``.

    ``tokens`` are the token embeddings of the text and ``offsets`` where each token starts and ends in it.
    """
    vectors = np.zeros((len(parts), tokens.shape[1]), dtype=np.float32)
    starts, ends = offsets[:, 0], offsets[:, 1]
    for row, (start, end) in enumerate(parts):
        inside = (starts >= start) & (ends <= end) & (ends > starts)
        if inside.any():
            vectors[row] = tokens[inside].mean(axis=0)
    return normalize(vectors)


def normalize(vectors: Vectors) -> Vectors:
    """Vectors of length one. A vector of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True) if vectors.size else np.ones((len(vectors), 1))
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
