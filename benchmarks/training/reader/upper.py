"""The encoder's upper layers, trained together with the reader from stored states of the layer below them.

The lower layers stay as they are, so what was stored of them stays right, and a step costs two fifths of one through the
whole encoder. Tokens are packed: only attention is padded.
"""

from pathlib import Path

import torch
from reader import WIDTH, Inputs
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention
from transformers import BertModel

FIRST = 8  # the number of layers below, whose states are stored
_HEADS = 12


class UpperLayers(nn.Module):
    """Layers FIRST to the last of the base model, under their names there."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        model = BertModel.from_pretrained(base, add_pooling_layer=False)
        self.layers = nn.ModuleList(model.encoder.layer[FIRST:])

    def forward(self, states: Tensor, sizes: Tensor) -> Tensor:
        """States after the last layer (tokens, WIDTH) from those below, of texts that follow one another."""
        longest = int(sizes.max())
        text_of = torch.repeat_interleave(torch.arange(len(sizes)), sizes)
        within = torch.arange(len(states)) - torch.repeat_interleave(sizes.cumsum(0) - sizes, sizes)
        places = text_of * longest + within
        mask = (torch.arange(longest) < sizes.unsqueeze(1))[:, None, None, :]
        hidden = states.bfloat16()
        for layer in self.layers:
            attention, output = layer.attention, layer.output
            empty = hidden.new_zeros(len(sizes) * longest, WIDTH)
            heads = [
                empty.index_copy(0, places, _project(part, hidden))
                .view(len(sizes), longest, _HEADS, -1)
                .transpose(1, 2)
                for part in (attention.self.query, attention.self.key, attention.self.value)
            ]
            seen = scaled_dot_product_attention(*heads, attn_mask=mask).transpose(1, 2).reshape(-1, WIDTH)[places]
            hidden = _normed(attention.output.LayerNorm, hidden + _project(attention.output.dense, seen))
            wide = gelu(_project(layer.intermediate.dense, hidden))
            hidden = _normed(output.LayerNorm, hidden + _project(output.dense, wide))
        return hidden.float()


def _project(part: nn.Linear, x: Tensor) -> Tensor:
    return linear(x, part.weight.bfloat16(), part.bias.bfloat16())


def _normed(part: nn.LayerNorm, x: Tensor) -> Tensor:
    return layer_norm(x, (WIDTH,), part.weight.bfloat16(), part.bias.bfloat16(), part.eps)


def renew(x: Inputs, last: Tensor) -> None:
    """Put new states of the last layer, of all texts of the inputs, in the place of the stored ones."""
    questions = len(x.question_means)
    text_of = torch.repeat_interleave(torch.arange(len(x.text_sizes)), x.text_sizes)
    x.question_states = torch.stack([x.question_states[:, 0].float(), last[x.question_places]], 1)
    x.states = torch.stack([x.states[:, 0].float(), last[x.places]], 1)
    x.question_means = _means(last, text_of, len(x.text_sizes))[:questions]
    x.sentence_means = _means(last[x.places], x.sentence_of, len(x.window_of) + 1)[:-1]
    x.window_means = _means(last[x.places], x.window_of_token, len(x.window_means))


def _means(rows: Tensor, group_of: Tensor, count: int) -> Tensor:
    sums = torch.zeros(count, rows.shape[1]).index_add(0, group_of, rows)
    return sums / torch.bincount(group_of, minlength=count).clamp(min=1).unsqueeze(1)
