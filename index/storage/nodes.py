"""What llama-index keeps beside a node's vector, so that its vector store adapters read the same collection."""

import json
from typing import Any

from index.documents import Chunk

# The relationship of a node with its source, by the number that llama-index gives it.
_SOURCE = "1"


def node_metadata(chunk: Chunk) -> dict[str, Any]:
    """The metadata of a chunk as llama-index's ``node_to_metadata_dict`` gives it, flat as Chroma wants it.

    Written here because importing llama-index takes longer than answering a question. A test compares the two.
    """
    facts: dict[str, Any] = {
        "source_id": chunk.source_id, "language": chunk.language, "section": chunk.section, "speaker": chunk.speaker or "",
    }  # fmt: skip
    source: dict[str, Any] = {
        "node_id": chunk.source_id,
        "node_type": None,
        "metadata": {},
        "hash": None,
        "class_name": "RelatedNodeInfo",
    }
    node: dict[str, Any] = {
        "id_": chunk.id, "embedding": None, "metadata": facts, "excluded_embed_metadata_keys": [],
        "excluded_llm_metadata_keys": [], "relationships": {_SOURCE: source}, "metadata_template": "{key}: {value}",
        "metadata_separator": "\n", "text": "", "mimetype": "text/plain", "start_char_idx": chunk.start,
        "end_char_idx": chunk.end, "text_template": "{metadata_str}\n\n{content}", "class_name": "TextNode",
    }  # fmt: skip
    ids = dict.fromkeys(("document_id", "doc_id", "ref_doc_id"), chunk.source_id or "None")
    return facts | {"_node_content": json.dumps(node, ensure_ascii=False), "_node_type": "TextNode"} | ids
