"""A transformer on ONNX Runtime: text to token embeddings without torch."""

import os
import platform
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # both libraries are loaded with the first text
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

_VNNI = re.compile(r"\b(?:avx512_vnni|avx_vnni)\b")
_TOKEN_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class OnnxModel:
    """A transformer in an ONNX file with its ``tokenizer.json``. Both are loaded on first use.

    The graph takes ``input_ids``, and ``attention_mask`` and ``token_type_ids`` where it wants them, and its first output
    is returned. Each text is computed by itself in one thread, and several texts in as many threads as there are
    processors. That is faster than batches, which are padded, and the result for a text never depends on others.

    Raises OSError, ValueError or RuntimeError on first use where a file is missing or not understood.
    """

    def __init__(
        self, model: Path, tokenizer: Path, *, max_tokens: int, is_exact_in_signed_bytes: bool | None = None
    ) -> None:
        is_exact = is_exact_in_signed_bytes
        self._is_exact_in_signed_bytes = is_exact if is_exact is not None else _is_exact_in_signed_bytes()
        self._max_tokens = max_tokens
        self._model_file = model
        self._tokenizer_file = tokenizer

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer  # noqa: PLC0415 - needed only where text is embedded

        tokenizer = Tokenizer.from_file(str(self._tokenizer_file))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        return _open_session(self._model_file, is_exact_in_signed_bytes=self._is_exact_in_signed_bytes)

    def load(self) -> None:
        """Load model and tokenizer now."""
        _ = self._session, self._tokenizer

    @property
    def is_understood(self) -> bool:
        """Whether the graph takes no other inputs than those that are made here."""
        return {node.name for node in self._session.get_inputs()} <= _TOKEN_INPUTS

    @property
    def max_tokens(self) -> int:
        """The token limit of a text, special tokens not counted."""
        return self._max_tokens - int(self._tokenizer.num_special_tokens_to_add(is_pair=False))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        return [len(found) for found in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def tokenize(self, texts: Sequence[str]) -> "list[Encoding]":
        """The tokens of each text up to the limit, with their offsets in it, and the special tokens."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for encoding in encodings:
            encoding.truncate(self.max_tokens)
        return [self._tokenizer.post_process(encoding) for encoding in encodings]

    def tokenize_parts(self, texts: Sequence[str]) -> "list[Encoding]":
        """All tokens of each text with their offsets in it, without special tokens."""
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def run(self, encodings: "Sequence[Encoding]") -> list[NDArray[np.float32]]:
        """The first output for each text: of a model of token embeddings, shape ``(tokens, dimensions)``."""
        first = self._session.get_outputs()[0].name
        return [output for (output,) in self.run_tokens([encoding.ids for encoding in encodings], [first])]

    def run_tokens(self, texts: Sequence[Sequence[int]], outputs: Sequence[str]) -> list[list[NDArray[np.float32]]]:
        """The named outputs for each text, given as numbers of tokens."""
        session = self._session
        names = [node.name for node in session.get_inputs()]

        def compute(ids: Sequence[int]) -> list[NDArray[np.float32]]:
            made = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
            feed = {name: np.array([made[name]], dtype=np.int64) for name in names}
            return [output[0] for output in session.run(list(outputs), feed)]

        if len(texts) < 2:
            return [compute(ids) for ids in texts]
        with ThreadPoolExecutor(_processors()) as pool:
            return list(pool.map(compute, texts))


class OnnxLayers:
    """Further layers in an ONNX file, over states that a model gives. Loaded on first use; errors as of ``OnnxModel``."""

    def __init__(self, layers: Path) -> None:
        self._file = layers

    @cached_property
    def _session(self) -> "InferenceSession":
        return _open_session(self._file, is_exact_in_signed_bytes=_is_exact_in_signed_bytes())

    def run(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """The first output for the states of a text, shape ``(tokens, width)``."""
        feed = {self._session.get_inputs()[0].name: states[None]}
        (output,) = self._session.run([self._session.get_outputs()[0].name], feed)
        first: NDArray[np.float32] = output[0]
        return first


def _open_session(file: Path, *, is_exact_in_signed_bytes: bool) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 - needed only where text is embedded

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors: warnings about the hardware are not for the reader of an answer
    if not is_exact_in_signed_bytes:
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _is_exact_in_signed_bytes() -> bool:
    """Whether the processor multiplies unsigned with signed bytes without overflow: ARM, and x86 with VNNI.

    Other x86 processors add two products in 16 bits, which overflow. There ONNX Runtime has to use unsigned weights,
    which are slower. Where the processor does not tell, the slower way is taken.
    """
    if platform.machine().lower() in {"arm64", "aarch64"}:
        return True
    try:
        return bool(_VNNI.search(Path("/proc/cpuinfo").read_text("utf-8")))
    except (OSError, ValueError):
        return False


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
