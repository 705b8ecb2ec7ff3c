"""What an embedder is."""

from collections.abc import Sequence
from typing import Protocol

from index.embedding.late_chunking import Vectors
from index.text import Span


class Embedder(Protocol):
    """Turns text into unit vectors. Questions and passages may be embedded differently."""

    @property
    def name(self) -> str:
        """Identifies the model; vectors of different names are never mixed."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages (``en``, ``zh``) in which its vectors are meaningful."""

    @property
    def max_tokens(self) -> int:
        """The token limit of a text, special tokens not counted."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text: shape ``(len(texts), dimensions)``."""

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """One unit vector for each text and one for each of its parts, which are spans into the text."""

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question: shape ``(dimensions,)``."""
