"""Embedding on ONNX Runtime: the built-in model, and a user's own model where its folder holds an ONNX file."""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.late_chunking import Vectors, normalize, pool_parts
from index.embedding.model_prompts import find_prompts
from index.embedding.onnx_model import OnnxModel
from index.errors import EmbedderUnavailableError
from index.text import Span

# Texts that are computed at once. Their token embeddings are held in memory until they are pooled: 400 KB a text.
_BATCH = 64


class OnnxEmbedder:
    """A transformer with mean pooling. It is loaded on first use, and never imports torch.

    ``prepare`` changes a text before it is read, and keeps the place of every character.

    Raises EmbedderUnavailableError on first use where it cannot be loaded.
    """

    languages = frozenset({"en", "zh"})

    def __init__(
        self, model: OnnxModel, *, name: str, prompts: tuple[str, str] = ("", ""), prepare: Callable[[str], str] = str,
    ) -> None:  # fmt: skip
        self.name = name
        self._prepare = prepare
        self._unloaded = model
        self._query_prompt, self._passage_prompt = prompts

    @cached_property
    def _model(self) -> OnnxModel:
        try:
            self._unloaded.load()
        except Exception as error:  # onnxruntime and tokenizers raise classes of their own
            raise EmbedderUnavailableError(
                f"The embedding model {self.name!r} cannot be loaded ({str(error).splitlines()[0]}): check EMBED_MODEL and "
                "whether the installation is complete."
            ) from error
        return self._unloaded

    @cached_property
    def max_tokens(self) -> int:
        """The token limit of a text, special tokens and prompt not counted."""
        prompt = self.count_tokens([self._passage_prompt])[0] if self._passage_prompt else 0
        return self._model.max_tokens - prompt

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        return self._model.count_tokens([self._prepare(text) for text in texts]) if texts else []

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text: shape ``(len(texts), dimensions)``."""
        return self.embed_with_parts(texts, [()] * len(texts))[0]

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """One unit vector for each text and one for each part of it, by late chunking."""
        wholes: list[Vectors] = []
        pooled: list[Vectors] = []
        prompt = self._passage_prompt
        for start in range(0, len(texts), _BATCH):
            encodings = self._model.tokenize([prompt + self._prepare(text) for text in texts[start : start + _BATCH]])
            outputs = self._model.run(encodings)
            for encoding, tokens, spans in zip(encodings, outputs, parts[start : start + _BATCH], strict=True):
                wholes.append(tokens.mean(axis=0))
                pooled.append(pool_parts(tokens, np.array(encoding.offsets) - len(prompt), spans))
        matrix = np.stack(wholes) if wholes else np.zeros((0, 0), dtype=np.float32)
        return normalize(matrix), pooled

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question, cut off at the token limit."""
        encodings = self._model.tokenize([self._query_prompt + self._prepare(text)])
        return normalize(self._model.run(encodings)[0].mean(axis=0))


def open_onnx_folder(folder: Path) -> OnnxEmbedder | None:
    """The embedder of a sentence-transformers folder with ``onnx/model.onnx``, or None where it cannot be used.

    It can be used if its graph takes tokens alone and its vectors are the mean of the token embeddings.
    """
    model, tokenizer = folder / "onnx" / "model.onnx", folder / "tokenizer.json"
    if not model.is_file() or not tokenizer.is_file() or not _has_mean_pooling(folder):
        return None
    limit = _read_json(folder / "sentence_bert_config.json").get("max_seq_length")
    if not isinstance(limit, int):
        return None
    found = OnnxModel(model, tokenizer, max_tokens=limit)
    try:
        is_usable = found.is_understood
    except Exception:  # noqa: BLE001 - sentence-transformers will say what is wrong with the model
        return None
    return OnnxEmbedder(found, name=str(folder), prompts=find_prompts(str(folder))) if is_usable else None


def _has_mean_pooling(folder: Path) -> bool:
    modules = _read_json(folder / "modules.json")
    kinds = [str(module.get("type", "")).rsplit(".", 1)[-1] for module in modules] if isinstance(modules, list) else []
    pooling = _read_json(folder / "1_Pooling" / "config.json")
    is_mean = pooling.get("pooling_mode") == "mean" or pooling.get("pooling_mode_mean_tokens") is True
    return kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) and is_mean


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
