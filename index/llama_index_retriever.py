"""Footnote's search as a llama-index retriever, for programs that are built on llama-index."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index.documents import Chunk
from index.search import Retriever


class LlamaIndexRetriever(BaseRetriever):
    """Retrieves the ``top_k`` best passages of an open index as nodes, best first.

    No other module imports this one: importing llama-index takes longer than answering a question.
    """

    def __init__(self, retriever: Retriever, *, top_k: int = 10) -> None:
        super().__init__(callback_manager=CallbackManager())
        self._retriever = retriever
        self._top_k = top_k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._retriever.passages(query_bundle.query_str, top_k=self._top_k)
        return [NodeWithScore(node=to_node(passage.chunk), score=passage.score) for passage in found]


def to_node(chunk: Chunk) -> TextNode:
    """The chunk as a llama-index node, with its id and its span in the source."""
    return TextNode(
        id_=chunk.id, text=chunk.text, start_char_idx=chunk.start, end_char_idx=chunk.end,
        metadata={"source_id": chunk.source_id, "language": chunk.language, "section": chunk.section, "speaker": chunk.speaker or ""},
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=chunk.source_id)},
    )  # fmt: skip
