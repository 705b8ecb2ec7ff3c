"""A hashing embedder, for tests that need speed and not meaning."""

import hashlib
from collections.abc import Sequence

import numpy as np
import regex


class HashingEmbedder:
    """A real embedder of the simplest kind: each word or Chinese character hashed into one of 64 dimensions.

    ``embedded`` counts the texts it was given, for tests of what is embedded anew.
    """

    name = "hashing"
    languages = frozenset({"en", "zh"})
    max_tokens = 96

    def __init__(self, name: str = "hashing") -> None:
        self.name = name
        self.embedded = 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._tokens(text)) for text in texts]

    def embed_documents(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, 64), dtype=np.float32)

    def embed_with_parts(self, texts, parts):
        wholes = self.embed_documents(texts)
        return wholes, [
            np.array([self._vector(text[a:b]) for a, b in spans]) for text, spans in zip(texts, parts, strict=True)
        ]

    def embed_query(self, text: str) -> np.ndarray:
        return self._vector(text)

    @staticmethod
    def _tokens(text: str) -> list[str]:
        return regex.findall(r"\p{Han}|[^\s\p{Han}]+", text)

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for token in self._tokens(text):
            vector[int(hashlib.md5(token.lower().encode()).hexdigest(), 16) % 64] += 1
        return vector / np.linalg.norm(vector)
