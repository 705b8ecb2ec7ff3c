"""The embedder that a setting names."""

from functools import cache
from pathlib import Path

from index.embedding.embedder import Embedder
from index.embedding.endpoint_embedder import EndpointEmbedder
from index.embedding.onnx_embedder import OnnxEmbedder, open_onnx_folder
from index.embedding.onnx_model import OnnxModel
from index.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder
from index.settings import Endpoint
from index.text import fold_in_place

BUILTIN = "builtin"
_FOLDER = Path(__file__).parent / "builtin"
MODEL_FILE, TOKENIZER_FILE = _FOLDER / "model.onnx", _FOLDER / "tokenizer.json"
# The first digits of the SHA-256 of the model file. A test compares them.
_DIGEST = "c77c4471f3c6"
# Before questions and passages, as multilingual-e5-small was trained.
_PROMPTS = ("query: ", "passage: ")
MAX_TOKENS = 256


@cache
def builtin_model() -> OnnxModel:
    """The built-in model, loaded once: its token embeddings are pooled to vectors, and the reader reads with it."""
    return OnnxModel(MODEL_FILE, TOKENIZER_FILE, max_tokens=MAX_TOKENS)


def open_embedder(model: str, endpoint: Endpoint | None = None) -> Embedder:
    """The embedder that ``EMBED_MODEL`` names: ``builtin``, a sentence-transformers model, a local path, or one at an endpoint.

    A local folder with an ONNX file that can be used runs on ONNX Runtime, every other model on torch.
    """
    if endpoint:
        return EndpointEmbedder(model, endpoint, tokenizer_file=TOKENIZER_FILE)
    if model == BUILTIN:
        return OnnxEmbedder(builtin_model(), name=f"{BUILTIN}@{_DIGEST}", prompts=_PROMPTS, prepare=fold_in_place)
    return open_onnx_folder(Path(model)) or SentenceTransformerEmbedder(model)
