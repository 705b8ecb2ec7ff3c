"""The upper layers of the network once more, for statements alone: over the states that the built-in model gives half-way.

The reader's own weights stay as they are. Only what checks statements is trained, so two cores are enough.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.text import fold_in_place
from training.onnx_export import FIRST_STATEMENT_LAYER, LOWER_STATES
from training.reader.encoder import Layer, dense_attention
from training.reader.packing import pack, read_together
from training.statements.lessons import StatementLesson

_LONGEST = 200  # tokens of a text that are read. Set by hand.
_THREADS = 2

States = NDArray[np.float32]


class StatementLayers(nn.Module):
    """Layers over lower states, and how surely a text bears a statement out, as log-odds, of the first token."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        """``weights``: those of a whole network, under the names of ``encoder.Reader``."""
        super().__init__()
        width = weights["words"].shape[1]
        count = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        self.layers = nn.ModuleList(Layer(width) for _ in range(FIRST_STATEMENT_LAYER, count))
        self.head = nn.Linear(width, 1)
        own = {self._own_name(name): weight for name, weight in weights.items() if self._own_name(name)}
        own |= {f"head.{part}": weights[f"cls_head.{part}"][-1:] for part in ("weight", "bias")}
        self.load_state_dict(own)

    def forward(self, states: Sequence[States]) -> Tensor:
        """The log-odds of each sequence, of its tokens' lower states."""
        packed = pack([np.zeros(len(one), np.int32) for one in states])
        hidden = torch.from_numpy(np.concatenate(states)).to(torch.bfloat16)
        for layer in self.layers:
            hidden = layer(hidden, packed, dense_attention)
        return self.head(hidden.index_select(0, packed.starts).float()).squeeze(-1)

    def merged_with(self, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """The weights of a whole network with these upper layers and this head in the place of its own."""
        own = self.state_dict()
        merged = {name: own.get(self._own_name(name), weight) for name, weight in weights.items()}
        return merged | {f"cls_head.{part}": own[f"head.{part}"] for part in ("weight", "bias")}

    @staticmethod
    def _own_name(name: str) -> str:
        """The name here of a weight of an upper layer; empty for another."""
        kind, _, rest = name.partition(".")
        number, _, part = rest.partition(".")
        is_upper = kind == "layers" and int(number) >= FIRST_STATEMENT_LAYER
        return f"layers.{int(number) - FIRST_STATEMENT_LAYER}.{part}" if is_upper else ""


class LowerLayers:
    """The states of the built-in model before ``FIRST_STATEMENT_LAYER``, in eight bits as it is used."""

    def __init__(self, model_file: Path, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        model = onnx.load(model_file)
        kept = next(output for output in model.graph.output if output.name == LOWER_STATES)
        del model.graph.output[:]
        model.graph.output.append(kept)  # so the layers above it are not computed
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)

    def states(self, lessons: Sequence[StatementLesson]) -> list[States]:
        """The states of each statement together with its text, shape ``(tokens, width)``."""
        texts = [fold_in_place(text) for lesson in lessons for text in (lesson.statement, lesson.text)]
        tokens = [np.array(e.ids, np.int32) for e in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        pairs = zip(tokens[::2], tokens[1::2], strict=True)
        sequences = [read_together(said, said[:0], held[:_LONGEST])[0] for said, held in pairs]
        with ThreadPoolExecutor(_THREADS) as pool:
            return list(pool.map(self._compute, sequences))

    def _compute(self, ids: NDArray[np.int32]) -> States:
        (states,) = self._session.run([LOWER_STATES], {"input_ids": ids[None].astype(np.int64)})
        return states[0]
