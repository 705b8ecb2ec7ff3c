"""Embedding with any sentence-transformers model, on torch."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.late_chunking import Vectors, embed_parts_separately, embed_with_late_chunking, uses_mean_pooling
from index.embedding.model_prompts import find_prompts
from index.errors import EmbedderUnavailableError
from index.text import Span

if TYPE_CHECKING:  # the import takes seconds, and an unchanged index is opened without it
    from sentence_transformers import SentenceTransformer

_BATCH = 32


class SentenceTransformerEmbedder:
    """A sentence-transformers model, by its name or path.

    It is loaded on first use. Raises EmbedderUnavailableError then, where it cannot be loaded.
    """

    languages = frozenset({"en", "zh"})

    def __init__(self, model: str) -> None:
        self.name = model

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        _silence_libraries()
        try:
            query, passage = find_prompts(self.name)
            return SentenceTransformer(self.name, prompts={"query": query, "text": passage})
        except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
            raise EmbedderUnavailableError(
                f"The embedding model {self.name!r} cannot be loaded ({str(error).splitlines()[0]}): check EMBED_MODEL, or "
                "set EMBED_MODEL=builtin to use the one that comes with Footnote."
            ) from error

    @cached_property
    def _prompt_tokens(self) -> int:
        return self._count(self._model.prompts["text"] or "")

    @property
    def max_tokens(self) -> int:
        """The token limit of a text, special tokens and prompt not counted."""
        tokenizer = self._model.tokenizer
        special: int = tokenizer.num_special_tokens_to_add()
        return int(self._model.max_seq_length or tokenizer.model_max_length) - special - self._prompt_tokens

    def _count(self, text: str) -> int:
        return self.count_tokens([text])[0] if text else 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        if not texts:
            return []
        tokens = self._model.tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in tokens["input_ids"]]

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text. Texts of similar length share a batch, which saves padding."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
        result: Vectors | None = None
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors = self._encode([texts[i] for i in rows], "text")
            result = np.empty((len(texts), vectors.shape[1]), dtype=np.float32) if result is None else result
            result[rows] = vectors
        return np.empty((0, 0), dtype=np.float32) if result is None else result

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """One unit vector for each text and one for each part of it, by late chunking where the model has mean pooling."""
        transformer = self._model
        if not uses_mean_pooling(transformer):
            return embed_parts_separately(self, texts, parts)
        return embed_with_late_chunking(transformer, texts, parts, prompt=transformer.prompts["text"] or "")

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question, cut off at the token limit."""
        _ = self._model  # loaded with all threads
        with _single_threaded():
            vector: Vectors = self._encode([text], "query")[0]
        return vector

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        vectors = self._model.encode(
            texts, batch_size=_BATCH, prompt_name=prompt, normalize_embeddings=True, show_progress_bar=False
        )  # fmt: skip
        return np.asarray(vectors, dtype=np.float32)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let torch compute in one thread: for one short text, starting others takes longer than they save."""
    import torch  # noqa: PLC0415 - takes seconds

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _silence_libraries() -> None:
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415 - takes seconds

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    warnings.filterwarnings("ignore", message=".*Token indices sequence length.*")
