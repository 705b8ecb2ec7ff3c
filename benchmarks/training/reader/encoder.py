"""The model in training: BERT over packed sequences, with the heads of a reader."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from training.reader.packing import Packed

_EPSILON = 1e-12
_HEADS = 12
_TOKEN_MARKS = 3  # of each token: that it belongs to the answering sentence, starts the answer, ends it
_FIRST_MARKS = 2  # of the whole: that something answers the question; that it bears the statement out
_DROPOUT = 0.1  # as BERT was trained with; the second run, without it, learnt its questions by heart
_RARE = -2.0  # where the first mark starts: most windows do not answer. Set by hand.

Attention = Callable[[Tensor, Tensor, Tensor, Tensor, int], Tensor]


def dense_attention(query: Tensor, key: Tensor, value: Tensor, bounds: Tensor, longest: int) -> Tensor:
    """Attention within each of the packed sequences (tokens, heads, width), by padding them."""
    lengths, steps = bounds.diff().long(), torch.arange(longest, device=query.device)
    is_there = steps[None] < lengths[:, None]
    places = torch.where(is_there, bounds[:-1].long()[:, None] + steps[None], 0)

    def pad(packed: Tensor) -> Tensor:
        padded = packed.index_select(0, places.view(-1))
        return padded.view(len(lengths), longest, packed.shape[1], -1).transpose(1, 2)

    attended = f.scaled_dot_product_attention(pad(query), pad(key), pad(value), attn_mask=is_there[:, None, None, :])
    return attended.transpose(1, 2)[is_there]


def choose_attention(device: str) -> Attention:
    """Attention of variable lengths where the device has it and it agrees with the dense one, else that."""
    if device != "cuda":
        return dense_attention
    try:
        from torch.nn.attention.varlen import varlen_attn  # noqa: PLC0415 - from torch 2.10 on
    except ImportError:
        return dense_attention

    def varlen_attention(query: Tensor, key: Tensor, value: Tensor, bounds: Tensor, longest: int) -> Tensor:
        attended = varlen_attn(query, key, value, bounds, bounds, longest, longest)
        return attended if isinstance(attended, Tensor) else attended[0]

    bounds = torch.tensor([0, 7, 40, 41, 170], device=device, dtype=torch.int32)
    inputs = [torch.randn(170, _HEADS, 32, device=device, dtype=torch.bfloat16, requires_grad=True) for _ in range(3)]
    outputs, slopes = [], []
    try:
        for attention in (dense_attention, varlen_attention):
            outputs.append(attention(inputs[0], inputs[1], inputs[2], bounds, 129))
            slopes.append(torch.autograd.grad(outputs[-1].float().square().sum(), inputs))
    except RuntimeError as error:
        print("no attention of variable lengths:", error, flush=True)
        return dense_attention
    difference = float((outputs[0] - outputs[1]).abs().max())
    slope_difference = max(float((a - b).abs().max()) for a, b in zip(*slopes, strict=True))
    print(
        f"attention of variable lengths differs by {difference:.4f}, its slopes by {slope_difference:.4f}", flush=True
    )
    # Far above rounding in 16 bits (0.002 and 0.03 on an H100), far below a wrong mask.
    return varlen_attention if difference < 0.05 and slope_difference < 0.3 else dense_attention


def mean_of_runs(states: Tensor, lengths: Tensor) -> Tensor:
    """The means of successive runs of rows; zeros for empty runs."""
    sums = torch.segment_reduce(states.float(), "sum", lengths=lengths, axis=0, unsafe=True)
    return sums / lengths.clamp(min=1)[:, None]


def _linear(layer: nn.Linear, states: Tensor) -> Tensor:
    return f.linear(states, layer.weight.to(states.dtype), layer.bias.to(states.dtype))


def _normalize(layer: nn.LayerNorm, states: Tensor) -> Tensor:
    width = (states.shape[-1],)
    return f.layer_norm(states, width, layer.weight.to(states.dtype), layer.bias.to(states.dtype), _EPSILON)


def _drop(states: Tensor) -> Tensor:
    """Dropout, where gradients are computed."""
    return f.dropout(states, _DROPOUT, training=torch.is_grad_enabled())


class Layer(nn.Module):
    """A layer of BERT. Its parts are named so that the trained weights are easy to find again."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.qkv, self.attention_output = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.intermediate, self.output = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.attention_norm, self.output_norm = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, states: Tensor, packed: Packed, attention: Attention) -> Tensor:
        """The states after this layer."""
        width = states.shape[-1]
        query, key, value = _linear(self.qkv, states).view(-1, 3, _HEADS, width // _HEADS).unbind(1)
        attended = attention(query, key, value, packed.bounds, packed.longest).reshape(-1, width)
        states = _normalize(self.attention_norm, states + _drop(_linear(self.attention_output, attended)))
        wide = f.gelu(_linear(self.intermediate, states))
        return _normalize(self.output_norm, states + _drop(_linear(self.output, wide)))


class Reader(nn.Module):
    """The encoder with its heads. Embeddings of positions are not trained. 16 bits on a GPU, else 32."""

    def __init__(self, base: Mapping[str, Tensor], *, device: str = "cpu") -> None:
        """``base`` are the weights of the body under the names they have here, perhaps with the heads of a run before."""
        super().__init__()
        self.device = device
        self.words = nn.Parameter(base["words"])
        self.positions = nn.Parameter(base["positions"], requires_grad=False)
        self.width = self.words.shape[1]
        layers = 1 + max(int(name.split(".")[1]) for name in base if name.startswith("layers."))
        self.norm = nn.LayerNorm(self.width)
        self.layers = nn.ModuleList(Layer(self.width) for _ in range(layers))
        self.token_head, self.cls_head = nn.Linear(self.width, _TOKEN_MARKS), nn.Linear(self.width, _FIRST_MARKS)
        for head in (self.token_head, self.cls_head):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        self.cls_head.bias.data[0] = _RARE
        self.load_state_dict(self.state_dict() | {name: self._grown(name, weight) for name, weight in base.items()})
        self.to(device)
        self._attention = choose_attention(device)

    def _grown(self, name: str, weight: Tensor) -> Tensor:
        """A weight of a run before, with rows that start from nothing where a head has more marks now."""
        own = self.state_dict()[name]
        return torch.cat([weight, own[len(weight) :].to(weight.dtype)]) if len(weight) < len(own) else weight

    @property
    def heads(self) -> list[nn.Parameter]:
        """The weights that start from nothing in a first run."""
        return [*self.token_head.parameters(), *self.cls_head.parameters()]

    def forward(self, packed: Packed) -> Tensor:
        """The last states of all tokens, in the order of the packed sequences."""
        packed = self.on_device(packed)
        states = self.words.index_select(0, packed.tokens) + self.positions.index_select(0, packed.positions)
        states = _drop(_normalize(self.norm, states.to(torch.bfloat16 if self.device == "cuda" else torch.float32)))
        for layer in self.layers:
            states = layer(states, packed, self._attention)
        return states

    def token_marks(self, states: Tensor) -> Tensor:
        """Three marks of each token, in 32 bits."""
        return f.linear(states.float(), self.token_head.weight, self.token_head.bias)

    def first_marks(self, states: Tensor, packed: Packed) -> Tensor:
        """The mark of each sequence, of its first token's state."""
        first = states.index_select(0, packed.starts.to(self.device))
        return f.linear(first.float(), self.cls_head.weight, self.cls_head.bias)

    def on_device(self, batch: Any) -> Any:
        """A named tuple with all tensors in it, at any depth, on the model's device."""
        if isinstance(batch, Tensor):
            return batch.to(self.device, non_blocking=True)
        if isinstance(batch, tuple) and hasattr(batch, "_fields"):
            return type(batch)(*map(self.on_device, batch))
        return batch
