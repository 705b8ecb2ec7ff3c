"""Chunks as llama-index nodes, so that its vector store adapters read the same collection."""

from typing import Any

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.utils import node_to_metadata_dict

from index.documents import Chunk


def to_node(chunk: Chunk) -> TextNode:
    """The chunk as a llama-index node, with its id and its span in the source."""
    return TextNode(
        id_=chunk.id, text=chunk.text, start_char_idx=chunk.start, end_char_idx=chunk.end,
        metadata={"source_id": chunk.source_id, "language": chunk.language, "section": chunk.section, "speaker": chunk.speaker or ""},
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=chunk.source_id)},
    )  # fmt: skip


def node_metadata(chunk: Chunk) -> dict[str, Any]:
    """The metadata llama-index keeps beside a node's vector, flat as Chroma wants it."""
    return dict(node_to_metadata_dict(to_node(chunk), remove_text=True, flat_metadata=True))
