import json
import shutil

import pytest
from filelock import FileLock
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore

from embedders import HashingEmbedder
from index import IndexSettings, is_built
from index.errors import EmbedderMismatchError, SearchIndexError, SourcesMissingError
from index.storage.catalogue import Catalogue
from index.storage.chroma import ChromaStore
from index.storage.generations import current_generation
from indexing import found, run


def ids(data_dir):
    """Chunk ids in both stores, which must agree."""
    generation = current_generation(data_dir)
    catalogue = Catalogue(generation / "catalogue.sqlite3")
    listed = catalogue.chunk_ids()
    catalogue.close()
    assert ChromaStore(generation / "chroma", IndexSettings(), embedder_name="hashing").ids() == listed
    return listed


def test_a_second_reindex_of_unchanged_sources_embeds_nothing(corpus, indexed):
    before = ids(indexed)
    embedder = HashingEmbedder()
    report = run(corpus, indexed, embedder)
    assert embedder.embedded == report.embedded == 0
    assert (report.added, report.updated, report.removed) == ((), (), ())
    assert set(report.unchanged) == {"tea.txt", "bridge.txt", "clinic.md"}
    assert ids(indexed) == before


def test_a_changed_source_replaces_only_its_chunks(corpus, indexed):
    before = ids(indexed)
    tea = corpus / "tea.txt"
    tea.write_text(tea.read_text("utf-8").replace("midnight", "one o'clock"), "utf-8")
    report = run(corpus, indexed)
    assert report.updated == ("tea.txt",)
    assert {i for i in before if not i.startswith("tea.txt")} <= ids(indexed)
    assert not [p for p in found(indexed, "midnight") if "midnight" in p.chunk.text]
    assert [p for p in found(indexed, "When does the tram stop?") if "one o'clock" in p.chunk.text]


def test_only_what_changed_within_a_source_is_embedded(corpus, tmp_path):
    long = corpus / "long.txt"
    paragraphs = [f"Paragraph {i} tells of the number {i * 11}. " * 12 for i in range(6)]
    long.write_text("A long title\n\n" + "\n\n".join(paragraphs), "utf-8")
    run(corpus, tmp_path / "data")
    long.write_text("A long title\n\n" + "\n\n".join([*paragraphs[:-1], "The end is new now. It says 999."]), "utf-8")
    embedder = HashingEmbedder()
    run(corpus, tmp_path / "data", embedder)
    assert 0 < embedder.embedded <= 2


def test_a_deleted_source_disappears_from_meaning_and_words(corpus, indexed):
    (corpus / "bridge.txt").unlink()
    assert run(corpus, indexed).removed == ("bridge.txt",)
    assert not [p for p in found(indexed, "青石桥有多长") if p.source.id == "bridge.txt"]
    assert not [i for i in ids(indexed) if i.startswith("bridge.txt")]


def test_a_source_that_can_no_longer_be_read_keeps_its_passages(corpus, indexed):
    (corpus / "bridge.txt").write_bytes(bytes(range(256)) * 8)
    report = run(corpus, indexed)
    assert [failure.path for failure in report.failed] == ["bridge.txt"]
    assert report.removed == ()
    assert found(indexed, "青石桥有多长")[0].source.id == "bridge.txt"


def test_what_a_lost_data_folder_held_comes_back_under_the_same_ids(corpus, indexed):
    before = ids(indexed)
    shutil.rmtree(indexed)
    run(corpus, indexed)
    assert ids(indexed) == before


def test_lost_vectors_are_embedded_anew(corpus, indexed):
    store = ChromaStore(current_generation(indexed) / "chroma", IndexSettings(), embedder_name="hashing")
    store.remove([i for i in store.ids() if i.startswith("tea.txt")])
    report = run(corpus, indexed)
    assert report.updated == ("tea.txt",)
    assert ids(indexed)


def test_another_embedder_is_refused_with_the_remedy_and_a_full_reindex_takes_it(corpus, indexed):
    other = HashingEmbedder("other")
    for attempt in (lambda: run(corpus, indexed, other), lambda: found(indexed, "tea", other)):
        with pytest.raises(EmbedderMismatchError, match="footnote index --full"):
            attempt()
    run(corpus, indexed, other, full=True)
    assert found(indexed, "tea houses", other)


class Interrupted(HashingEmbedder):
    """Stops as Ctrl-C would, after a given number of batches."""

    def __init__(self, after):
        super().__init__()
        self.left = after

    def embed_documents(self, texts):
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return super().embed_documents(texts)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_first_index_that_is_broken_off_works_and_is_finished_by_the_next_run(corpus, tmp_path, monkeypatch, after):
    monkeypatch.setattr("index.updating._BATCH_CHUNKS", 1)
    with pytest.raises(KeyboardInterrupt):
        run(corpus, tmp_path / "data", Interrupted(after))
    assert not is_built(IndexSettings(data_dir=tmp_path / "data"))
    assert len({p.source.id for p in found(tmp_path / "data", "tea 青石桥 beds")}) == after
    assert len(run(corpus, tmp_path / "data").added) == 3 - after
    assert is_built(IndexSettings(data_dir=tmp_path / "data"))
    assert ids(tmp_path / "data")


@pytest.mark.parametrize("step", ["put", "replace", "remove"])
def test_a_break_at_any_step_of_an_update_leaves_an_index_that_answers(corpus, indexed, monkeypatch, step):
    owner = Catalogue if step == "replace" else ChromaStore

    def broken(*_args, **_kwargs):
        raise KeyboardInterrupt

    (corpus / "tea.txt").write_text("The Tea Houses\n\nBrindle now has 43 tea houses. They are all open.\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, broken)
        with pytest.raises(KeyboardInterrupt):
            run(corpus, indexed)
    assert found(indexed, "How many tea houses are there?")
    run(corpus, indexed)
    assert "43 tea houses" in found(indexed, "How many tea houses are there?")[0].chunk.text
    assert ids(indexed)


def test_a_full_reindex_that_is_broken_off_leaves_the_old_index(corpus, indexed):
    with pytest.raises(KeyboardInterrupt):
        run(corpus, indexed, Interrupted(0), full=True)
    assert found(indexed, "tea houses")
    run(corpus, indexed, full=True)
    assert len(list(indexed.glob("index-*"))) == 2  # the new one and the one that may still be answering


def test_a_dry_run_says_what_would_change_and_writes_nothing(corpus, indexed, tmp_path):
    (corpus / "new.txt").write_text("Something new. It is here.")
    (corpus / "tea.txt").unlink()
    report = run(corpus, indexed, dry_run=True)
    assert (report.added, report.removed) == (("new.txt",), ("tea.txt",))
    assert found(indexed, "tea houses")[0].source.id == "tea.txt"
    run(corpus, tmp_path / "nothing", dry_run=True)
    assert not (tmp_path / "nothing").exists()


def test_a_second_reindex_at_the_same_time_is_told_so(corpus, indexed):
    with FileLock(indexed / "lock"), pytest.raises(SearchIndexError, match="Another process"):
        run(corpus, indexed)


def test_sources_that_all_fail_are_not_taken_for_deleted(corpus, indexed):
    for path in corpus.iterdir():
        path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(SourcesMissingError):
        run(corpus, indexed)
    assert found(indexed, "tea houses")


def test_a_bulk_source_is_named_after_its_file_and_id(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    row = {"id": "a1", "title": "", "text": "青石桥全长186米。"}
    (folder / "bulk.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    run(folder, tmp_path / "data")
    assert found(tmp_path / "data", "青石桥")[0].source.id == "bulk.jsonl#a1"


def test_llama_index_reads_the_same_collections(indexed):
    store = ChromaStore(current_generation(indexed) / "chroma", IndexSettings(), embedder_name="hashing")
    nodes = [
        node
        for collection in store._collections.values()
        for node in VectorStoreIndex.from_vector_store(
            ChromaVectorStore(chroma_collection=collection), embed_model=MockEmbedding(embed_dim=64)
        )
        .as_retriever(similarity_top_k=9)
        .retrieve("tea")
    ]
    assert {node.node_id for node in nodes} == ids(indexed)
    assert all(node.metadata["source_id"] for node in nodes)
