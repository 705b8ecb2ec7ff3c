import sqlite3
from contextlib import closing

import pytest

from index import IndexSettings, open_retriever, reindex
from index.errors import DataFolderError, IndexDamagedError, IndexNotBuiltError
from index.storage.generations import current_generation
from indexing import found, run


def damage_catalogue(generation):
    for path in generation.glob("catalogue.sqlite3*"):
        path.write_bytes(b"this is no database at all" * 200)


def damage_vectors(generation):
    (generation / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database at all" * 200)


@pytest.mark.parametrize("damage", [damage_catalogue, damage_vectors])
def test_a_damaged_index_is_told_and_a_full_reindex_mends_it(corpus, indexed, damage):
    damage(current_generation(indexed))
    with pytest.raises(IndexDamagedError, match="footnote index --full"):
        found(indexed, "tea")
    run(corpus, indexed, full=True)
    assert found(indexed, "tea houses")


def test_no_index_says_what_to_run(tmp_path):
    with pytest.raises(IndexNotBuiltError, match="footnote index"):
        found(tmp_path / "data", "tea")


def test_a_data_folder_that_cannot_be_made_is_told(corpus, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderError, match="DATA_DIR"):
        run(corpus, tmp_path / "file" / "data")


def test_an_index_of_an_earlier_version_is_told_and_mended_by_a_full_reindex(corpus, tmp_path, embedder):
    data_dir = tmp_path / "data"
    reindex(IndexSettings(sources_dir=corpus, data_dir=data_dir), embedder)
    (catalogue,) = data_dir.glob("*/catalogue.sqlite3")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("DELETE FROM meta WHERE key = 'schema'")
    with pytest.raises(IndexDamagedError, match=r"another version.*--full"):
        reindex(IndexSettings(sources_dir=corpus, data_dir=data_dir), embedder)
    reindex(IndexSettings(sources_dir=corpus, data_dir=data_dir), embedder, full=True)
    with open_retriever(IndexSettings(data_dir=data_dir), embedder) as retriever:
        assert retriever.passages("How many tea houses?")[0].source.id == "tea.txt"
