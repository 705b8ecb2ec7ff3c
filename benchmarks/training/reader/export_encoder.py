"""The encoder as an ONNX graph with eight-bit matrices that gives token states of two layers.

    export_encoder.py WORK [--weights WORK/encoder.pt]

MatMulNBits in blocks of 128 (a scale each, activations quantized in blocks as well) is nearly exact, unlike dynamic
quantization by tensor: cosine to the 32-bit vectors .9997 instead of .976 (.995 by channel), at 1.4 times the speed.
"""

import argparse
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from transformers import BertModel

MIDDLE_LAYER = 8
_BLOCK = 128


class _TwoLayers(nn.Module):
    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self._model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self._model(ids, mask, output_hidden_states=True).hidden_states
        return states[MIDDLE_LAYER], states[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--name", default="encoder")
    args = parser.parse_args()
    model = BertModel.from_pretrained(args.work / "base", add_pooling_layer=False, attn_implementation="eager").eval()
    if args.weights:
        model.load_state_dict(torch.load(args.weights)["model"], strict=False)
    whole, fused = args.work / f"{args.name}-f32.onnx", args.work / f"{args.name}.onnx"
    some = torch.ones(2, 9, dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        _TwoLayers(model), (some, some), str(whole), input_names=["ids", "mask"], output_names=["middle", "last"],
        dynamic_axes={"ids": axes, "mask": axes, "middle": axes, "last": axes}, opset_version=17, dynamo=False,
    )  # fmt: skip
    options = FusionOptions("bert")
    options.use_multi_head_attention = True
    optimized = optimize_model(
        str(whole), model_type="bert", num_heads=model.config.num_attention_heads, hidden_size=model.config.hidden_size,
        optimization_options=options,
    )  # fmt: skip
    optimized.save_model_to_file(str(whole))
    quantizer = MatMulNBitsQuantizer(
        onnx.load(str(whole)), bits=8, block_size=_BLOCK, is_symmetric=True, accuracy_level=4
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(fused))


if __name__ == "__main__":
    main()
