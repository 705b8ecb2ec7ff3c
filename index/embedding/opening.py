"""The embedder that a setting names."""

from functools import cache
from pathlib import Path

from index.embedding.embedder import Embedder
from index.embedding.endpoint_embedder import EndpointEmbedder
from index.embedding.onnx_embedder import OnnxEmbedder, open_onnx_folder
from index.embedding.onnx_model import OnnxLayers, OnnxModel
from index.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder
from index.settings import Endpoint
from index.text import fold_in_place

BUILTIN = "builtin"
_FOLDER = Path(__file__).parent / "builtin"
MODEL_FILE, TOKENIZER_FILE = _FOLDER / "model.onnx", _FOLDER / "tokenizer.json"
STATEMENTS_FILE = _FOLDER / "statements.onnx"
# The first digits of the SHA-256 of each file. A test compares them.
DIGESTS = {MODEL_FILE: "cb42d26f5165", STATEMENTS_FILE: "f683df5112d0"}
# Says which vectors are in an index. It changes with the weights: those of the file that first had this digest.
_VECTORS = "c77c4471f3c6"
# Before questions and passages, as multilingual-e5-small was trained.
_PROMPTS = ("query: ", "passage: ")
MAX_TOKENS = 256


@cache
def builtin_model() -> OnnxModel:
    """The built-in model, loaded once: its token embeddings are pooled to vectors, and the reader reads with it."""
    return OnnxModel(MODEL_FILE, TOKENIZER_FILE, max_tokens=MAX_TOKENS)


@cache
def statement_layers() -> OnnxLayers:
    """The layers of the built-in model that check statements, loaded once."""
    return OnnxLayers(STATEMENTS_FILE)


def open_embedder(model: str, endpoint: Endpoint | None = None) -> Embedder:
    """The embedder that ``EMBED_MODEL`` names: ``builtin``, a sentence-transformers model, a local path, or one at an endpoint.

    A local folder with an ONNX file that can be used runs on ONNX Runtime, every other model on torch.
    """
    if endpoint:
        return EndpointEmbedder(model, endpoint, tokenizer_file=TOKENIZER_FILE)
    if model == BUILTIN:
        return OnnxEmbedder(builtin_model(), name=f"{BUILTIN}@{_VECTORS}", prompts=_PROMPTS, prepare=fold_in_place)
    return open_onnx_folder(Path(model)) or SentenceTransformerEmbedder(model)
