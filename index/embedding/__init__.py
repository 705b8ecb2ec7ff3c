"""Embedding: text to vectors by the built-in bilingual model or any sentence-transformers model, with late chunking."""

from index.embedding.embedder import Embedder
from index.embedding.late_chunking import Vectors
from index.embedding.opening import BUILTIN, open_embedder

__all__ = [
    "BUILTIN",
    "Embedder",
    "Vectors",
    "open_embedder",
]
