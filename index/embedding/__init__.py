"""Embedding: text to vectors by the built-in bilingual model or any sentence-transformers model, with late chunking."""

from index.embedding.embedder import Embedder
from index.embedding.late_chunking import Vectors
from index.embedding.model_endpoint import ModelEndpoint
from index.embedding.onnx_model import OnnxLayers, OnnxModel
from index.embedding.opening import BUILTIN, builtin_model, open_embedder, statement_layers

__all__ = [
    "BUILTIN",
    "Embedder",
    "ModelEndpoint",
    "OnnxLayers",
    "OnnxModel",
    "Vectors",
    "builtin_model",
    "open_embedder",
    "statement_layers",
]
