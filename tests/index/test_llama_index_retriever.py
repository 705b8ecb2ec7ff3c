"""Footnote's search inside programs built on llama-index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.vector_stores.utils import node_to_metadata_dict

from embedders import HashingEmbedder
from index import Chunk, IndexSettings, Turn, open_retriever
from index.llama_index_retriever import LlamaIndexRetriever, to_node
from index.storage.chroma import node_metadata

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@pytest.mark.parametrize("question", ["How many tea houses?", "青石桥有多长?", "诊所 beds"], ids=["en", "zh", "mixed"])
def test_llama_index_retrieves_the_passages_that_a_search_finds(indexed, question):
    with open_retriever(IndexSettings(data_dir=indexed), HashingEmbedder()) as retriever:
        found = LlamaIndexRetriever(retriever, top_k=2)
        nodes = found.retrieve(question)
        passages = retriever.passages(question, top_k=2)
    assert isinstance(found, BaseRetriever)
    assert [(node.node_id, node.get_content(), node.score) for node in nodes] == [
        (passage.chunk.id, passage.chunk.text, passage.score) for passage in passages
    ]


@given(WORDS, WORDS, WORDS, st.sampled_from(["en", "zh"]), st.none() | WORDS)
def test_what_is_stored_beside_a_vector_is_what_llama_index_stores(source_id, text, section, language, speaker):
    turns = (Turn(start=0, end=len(text), speaker=speaker),) if speaker else ()
    chunk = Chunk(
        id="a", source_id=source_id, start=3, end=9, text=text, language=language, section=section, turns=turns
    )  # fmt: skip
    assert node_metadata(chunk) == node_to_metadata_dict(to_node(chunk), remove_text=True, flat_metadata=True)
