"""Token states of texts, made once by the frozen encoder and kept on disk.

Training what reads them costs a fiftieth of training the encoder. A store is three files that only grow: the states
(16-bit floats, shape (tokens, layers, 384)), piece numbers with places in the text, and an index, a line a text.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST = {"query: ": 64, "passage: ": 288}  # tokens
_LAYERS, _WIDTH = 2, 384
_TOKENS_A_BATCH = 2048


class States(NamedTuple):
    """Of one text: states (tokens, layers, width), piece numbers, and (start, end) of each token in the text."""

    states: NDArray[np.float16]
    ids: NDArray[np.int32]
    places: NDArray[np.int32]


def key_of(prompt: str, text: str) -> str:
    return hashlib.sha1(f"{prompt}{text}".encode(), usedforsecurity=False).hexdigest()[:16]


class StateStore:
    """Reads the states of texts, and makes those that are missing."""

    def __init__(self, folder: Path, encoder: Path, tokenizer: Path, *, threads: int = 1) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._encoder, self._threads = folder, encoder, threads
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._session: Any = None
        self._index: dict[str, tuple[int, int]] = {}
        self._maps: tuple[Any, Any] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read what has been written meanwhile."""
        path = self._folder / "index.jsonl"
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                key, start, count = json.loads(line)
                self._index[key] = (start, count)
        self._maps = None

    def __contains__(self, asked: tuple[str, str]) -> bool:
        return key_of(*asked) in self._index

    def get(self, prompt: str, text: str) -> States:
        """The states of a text that has been added."""
        if self._maps is None:
            states = np.memmap(self._folder / "states.f16", dtype=np.float16, mode="r").reshape(-1, _LAYERS, _WIDTH)
            tokens = np.memmap(self._folder / "tokens.i32", dtype=np.int32, mode="r").reshape(-1, 3)
            self._maps = states, tokens
        start, count = self._index[key_of(prompt, text)]
        tokens = self._maps[1][start : start + count]
        return States(self._maps[0][start : start + count], tokens[:, 0], tokens[:, 1:] - len(prompt))

    def add(self, prompt: str, texts: Iterable[str]) -> int:
        """Make the states of those texts that have none; the number of tokens read."""
        missing = [text for text in dict.fromkeys(texts) if (prompt, text) not in self]
        encoded = self._tokenizer.encode_batch([prompt + text for text in missing])
        order = sorted(range(len(missing)), key=lambda i: len(encoded[i].ids))
        batch: list[int] = []
        total = 0
        for i in [*order, -1]:
            if batch and (i < 0 or (len(batch) + 1) * min(len(encoded[i].ids), LONGEST[prompt]) > _TOKENS_A_BATCH):
                total += self._write(prompt, [missing[j] for j in batch], [encoded[j] for j in batch])
                batch = []
            batch.append(i)
        return total

    def _write(self, prompt: str, texts: Sequence[str], encoded: Sequence[Any]) -> int:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self._encoder), options, providers=["CPUExecutionProvider"]
            )
        ids = [e.ids[: LONGEST[prompt]] for e in encoded]
        length = max(map(len, ids))
        feed = {
            "ids": np.array([row + [1] * (length - len(row)) for row in ids], dtype=np.int64),
            "mask": np.array([[1] * len(row) + [0] * (length - len(row)) for row in ids], dtype=np.int64),
        }
        layers = np.stack(self._session.run(None, feed), axis=2)
        place = (self._folder / "tokens.i32").stat().st_size // 12 if (self._folder / "tokens.i32").exists() else 0
        with (
            (self._folder / "states.f16").open("r+b" if place else "wb") as states,
            (self._folder / "tokens.i32").open("r+b" if place else "wb") as tokens,
            (self._folder / "index.jsonl").open("a", encoding="utf-8") as index,
        ):
            # Tokens are written last: states beyond them are of a run that was stopped, and are written over.
            states.seek(place * _LAYERS * _WIDTH * 2)
            tokens.seek(place * 12)
            lines = []
            for row, e, text, numbers in zip(layers, encoded, texts, ids, strict=True):
                count = len(numbers)
                states.write(row[:count].astype(np.float16).tobytes())
                tokens.write(np.column_stack([numbers, e.offsets[:count]]).astype(np.int32).tobytes())
                lines.append((key_of(prompt, text), place, count))
                place += count
            states.flush()
            tokens.flush()
            index.write("".join(json.dumps(line) + "\n" for line in lines))
        self._index |= {key: (start, count) for key, start, count in lines}
        self._maps = None
        return sum(map(len, ids))
