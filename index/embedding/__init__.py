"""Embedding: text to vectors by the built-in bilingual model or any sentence-transformers model, with late chunking."""

from index.embedding.embedder import BUILTIN, Embedder, open_embedder
from index.embedding.late_chunking import Vectors

__all__ = [
    "BUILTIN",
    "Embedder",
    "Vectors",
    "open_embedder",
]
