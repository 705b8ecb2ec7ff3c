"""The embedder that a setting names."""

from pathlib import Path

from index.embedding.embedder import Embedder
from index.embedding.onnx_embedder import OnnxEmbedder, open_onnx_folder
from index.embedding.onnx_model import OnnxModel
from index.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder

BUILTIN = "builtin"
_FOLDER = Path(__file__).parent / "builtin"
MODEL_FILE, TOKENIZER_FILE = _FOLDER / "model.onnx", _FOLDER / "tokenizer.json"
# The first digits of the SHA-256 of the model file. A test compares them.
_DIGEST = "ca4b7d6de12f"
MAX_TOKENS = 256  # the limit of all-MiniLM-L6-v2


def open_embedder(model: str) -> Embedder:
    """The embedder that ``EMBED_MODEL`` names: ``builtin``, a sentence-transformers model or a local path.

    A local folder with an ONNX file that can be used runs on ONNX Runtime, every other model on torch.
    """
    if model == BUILTIN:
        return OnnxEmbedder(OnnxModel(MODEL_FILE, TOKENIZER_FILE, max_tokens=MAX_TOKENS), name=f"{BUILTIN}@{_DIGEST}")
    return open_onnx_folder(Path(model)) or SentenceTransformerEmbedder(model)
