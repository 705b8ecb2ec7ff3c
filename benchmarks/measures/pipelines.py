"""The two pipelines that `compare.py` compares: Footnote's own, and the LlamaIndex and Chroma tutorial's."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr
from sentence_transformers import SentenceTransformer

from bot.answering.answerer import Answerer
from index import Embedder, IndexSettings, open_retriever, reindex
from measures.timing import Timed

LONGEST_ANSWER = 700  # characters, as the golden questions are scored
_TUTORIAL_TOP_K = 2  # what the tutorial's query engine retrieves
_COLLECTION = "quickstart"

# It warns of readers for PDF and the like that are not installed; text files need none.
logging.getLogger("llama_index.core.readers.file.base").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a pipeline says to a question, what it quotes for it, and all the text it drew on."""

    answer: str
    quotes: str
    retrieved: str
    is_refused: bool


Ask = Callable[[str], Reply]


class Footnote:
    """Footnote as its command line runs it, with the model loaded."""

    def __init__(self, sources: Path, folder: Path, *, embedder: Embedder) -> None:
        embedder.embed_documents(["warm-up"])
        self._sources, self._folder, self.model = sources, folder, Timed(embedder)

    def index(self) -> int:
        """How many passages the index holds, once it is up to date."""
        return reindex(IndexSettings(sources_dir=self._sources, data_dir=self._folder), self.model).chunks  # type: ignore[arg-type]

    @contextmanager
    def asking(self) -> Iterator[Ask]:
        """A way to ask the index, opened once for many questions."""
        with open_retriever(IndexSettings(data_dir=self._folder), self.model) as retriever:
            answerer = Answerer(retriever=retriever)

            def ask(question: str) -> Reply:
                answer = answerer.answer(question)
                quotes = "\n".join(citation.quote for citation in answer.citations)
                retrieved = "\n".join(passage.chunk.text for passage in answer.passages)
                return Reply(answer.text, quotes, retrieved, answer.is_refused)

            yield ask


class TutorialEmbedding(BaseEmbedding):
    """A sentence-transformers model as llama-index's own adapter for it works, which is a package of its own."""

    _model: Timed = PrivateAttr()

    def __init__(self, name: str, model: Timed) -> None:
        super().__init__(model_name=name)
        self._model = model

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return [list(map(float, vector)) for vector in vectors]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class Tutorial:
    """The tutorial's pipeline without a chat model: its answer is the beginning of what it retrieves."""

    def __init__(self, sources: Path, folder: Path, *, model: str) -> None:
        self._sources, self._folder = sources, folder
        self.model = Timed(SentenceTransformer(model))
        self._embed_model = TutorialEmbedding(model, self.model)
        self._embed_model.get_text_embedding("warm-up")

    def _collection(self) -> chromadb.Collection:
        client = chromadb.PersistentClient(str(self._folder), settings=Settings(anonymized_telemetry=False))
        return client.get_or_create_collection(_COLLECTION)

    def index(self) -> int:
        """How many passages the index holds, once the tutorial's lines were run (again)."""
        documents = SimpleDirectoryReader(self._sources, recursive=True).load_data()
        collection = self._collection()
        storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=self._embed_model)
        return int(collection.count())

    @contextmanager
    def asking(self) -> Iterator[Ask]:
        """A way to ask the index, opened once for many questions."""
        store = ChromaVectorStore(chroma_collection=self._collection())
        index = VectorStoreIndex.from_vector_store(store, embed_model=self._embed_model)
        retriever = index.as_retriever(similarity_top_k=_TUTORIAL_TOP_K)

        def ask(question: str) -> Reply:
            retrieved = "\n".join(node.get_content() for node in retriever.retrieve(question))
            return Reply(retrieved[:LONGEST_ANSWER], "", retrieved, is_refused=not retrieved)

        yield ask
