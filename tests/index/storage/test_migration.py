"""An index of an earlier version is brought up to date where that needs no reading of the sources."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from index import IndexDamagedError, IndexSettings, open_retriever, reindex
from index.storage import current_generation, open_catalogue, open_stores
from index.storage.chroma import DEFAULT_COLLECTION
from index.vocabulary import tokens


def make_old(catalogue):
    """Write the keyword index as version 4 kept it."""
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(tokens, tokenize=\"ascii tokenchars '.,%-_'\")")
        for row, text in connection.execute("SELECT row, text FROM chunks").fetchall():
            connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, " ".join(tokens(text))))
        connection.execute("DELETE FROM postings")
        connection.execute("DELETE FROM terms")
        connection.execute("DELETE FROM foreign_names")
        connection.execute("UPDATE meta SET value = '4' WHERE key = 'schema'")
    shutil.rmtree(catalogue.parent / "words", ignore_errors=True)  # that version kept no arrays


def test_the_words_of_version_4_are_taken_over(corpus, indexed, embedder):
    settings = IndexSettings(sources_dir=corpus, data_dir=indexed)
    (corpus / "name.txt").write_text("夜间诊所的新院长叫莫尔甘，去年来到这里。", "utf-8")
    reindex(settings, embedder)
    make_old(current_generation(indexed) / "catalogue.sqlite3")
    with open_retriever(settings, embedder) as retriever:
        for question, source in (("tea houses of Brindle", "tea.txt"), ("青石桥的石狮子", "bridge.txt")):
            passage = retriever.passages(question)[0]
            assert passage.source.id == source
            assert passage.words > 0
    with open_catalogue(current_generation(indexed)) as catalogue:
        assert catalogue.read_meta("schema") == "7"
        assert ("莫尔甘", "mo er gan") in catalogue.words.foreign_names()


def test_a_migration_that_broke_off_is_begun_anew(indexed, embedder):
    path = current_generation(indexed) / "catalogue.sqlite3"
    make_old(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO words (rowid, tokens) VALUES (9999, 'tea')")
        connection.execute("INSERT INTO postings VALUES (9999, x'', x'')")  # in the way
    with pytest.raises(IndexDamagedError, match="damaged"):
        open_catalogue(current_generation(indexed))
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("4",)
        connection.execute("DELETE FROM postings")
        connection.execute("DELETE FROM words WHERE rowid = 9999")
    with open_retriever(IndexSettings(data_dir=indexed), embedder) as retriever:
        assert retriever.passages("tea houses")[0].words > 0


def test_vectors_that_all_were_in_one_collection_move_to_those_of_their_languages(corpus, indexed, embedder):
    settings = IndexSettings(sources_dir=corpus, data_dir=indexed)
    with open_stores(current_generation(indexed), settings, embedder) as (_, store):
        ids = store.ids()
        old = store.chroma._client.create_collection(
            DEFAULT_COLLECTION, metadata={"footnote_embedder": "hashing"}, embedding_function=None
        )
        for collection in store.chroma._collections.values():
            some = collection.get(include=["embeddings", "metadatas", "documents"])
            if some.pop("ids"):
                old.add(
                    ids=collection.get()["ids"],
                    **{name: some[name] for name in ("embeddings", "metadatas", "documents")},
                )
            store.chroma._client.delete_collection(collection.name)
    with open_stores(current_generation(indexed), settings, embedder) as (_, store):
        assert store.ids() == ids
        assert {collection.name for collection in store.chroma._client.list_collections()} == {
            "footnote-en",
            "footnote-zh",
            "footnote-mixed",
        }
        assert store.nearest(embedder.embed_query("石狮子"), count=9, languages=["en"]).keys() < ids
    assert reindex(settings, embedder).embedded == 0
