"""The names of a BERT model's weights, in its own files and in the ONNX file that is made of it."""

EMBEDDINGS = "embeddings.word_embeddings.weight"
POSITIONS = "embeddings.position_embeddings.weight"
CONFIG = "bert"  # the key of the configuration in the metadata of the ONNX file
# The name of each stored matrix after `encoder.layer.N.`, and the matrices of BERT that it consists of.
MATRICES = {
    "attention.self.qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense": ("attention.output.dense",),
    "intermediate.dense": ("intermediate.dense",),
    "output.dense": ("output.dense",),
}
# Linear layers over the last states of the tokens that a reader has: marks of each token, and what the first one says.
HEADS = ("reader.token_head", "reader.cls_head")
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
