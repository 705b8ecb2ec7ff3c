"""An index and the code that made it: chunks made in another way are never left beside new ones."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

import index.index_notes
import index.updating
from embedders import HashingEmbedder
from index import IndexSettings, SourceScope, is_stale, sentence_spans
from index.errors import IndexDamagedError
from index.storage.catalogue import Catalogue
from index.storage.chroma import ChromaStore
from index.storage.generations import current_generation
from index.updating import split_document
from indexing import found, run
from pdf_files import Text, make_pdf

ALL = {"tea.txt", "bridge.txt", "clinic.md"}


@pytest.fixture
def catalogue(indexed):
    with closing(Catalogue(current_generation(indexed) / "catalogue.sqlite3")) as opened:
        yield opened


@pytest.fixture
def changed_code(indexed, monkeypatch):
    """As if a module that makes documents were another than when the index was made."""
    monkeypatch.setattr(index.index_notes, "document_fingerprint", lambda: "other code")


def cut_shorter(document, *, limit, count_tokens):
    return split_document(document, limit=limit // 8, count_tokens=count_tokens)


def chunk_sizes(catalogue):
    texts = catalogue.chunk_texts()
    return HashingEmbedder().count_tokens(texts)


@pytest.mark.usefixtures("changed_code")
def test_after_a_change_of_the_code_every_source_is_updated_and_none_is_embedded_anew(corpus, indexed, catalogue):
    before = catalogue.chunk_ids()
    assert is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))
    assert set(run(corpus, indexed, dry_run=True).updated) == ALL
    report = run(corpus, indexed)
    assert (set(report.updated), report.unchanged, report.embedded) == (ALL, (), 0)
    assert catalogue.chunk_ids() == before
    assert not is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))
    assert set(run(corpus, indexed).unchanged) == ALL


@pytest.mark.usefixtures("changed_code")
def test_no_chunk_of_the_old_way_is_left_beside_new_ones(corpus, indexed, catalogue, monkeypatch):
    assert max(chunk_sizes(catalogue)) > 8
    monkeypatch.setattr(index.updating, "split_document", cut_shorter)
    (corpus / "new.txt").write_text("A new page. It says little.", "utf-8")
    report = run(corpus, indexed)
    assert (report.added, set(report.updated)) == (("new.txt",), ALL)
    assert max(chunk_sizes(catalogue)) <= 8
    store = ChromaStore(current_generation(indexed) / "chroma", IndexSettings(), embedder_name="hashing")
    assert store.ids() == catalogue.chunk_ids()


@pytest.mark.usefixtures("changed_code")
def test_a_source_that_cannot_be_read_at_the_update_is_updated_as_soon_as_it_can(corpus, indexed):
    page = (corpus / "bridge.txt").read_bytes()
    (corpus / "bridge.txt").write_bytes(bytes(range(256)) * 8)
    assert run(corpus, indexed).unchanged == ("bridge.txt",)
    assert run(corpus, indexed).updated == ()
    (corpus / "bridge.txt").write_bytes(page)
    assert run(corpus, indexed, dry_run=True).updated == ("bridge.txt",)
    assert run(corpus, indexed).updated == ("bridge.txt",)
    assert set(run(corpus, indexed).unchanged) == ALL


def test_a_source_left_behind_when_the_code_of_sentences_changed_gets_new_sentence_vectors(
    corpus, indexed, monkeypatch
):
    page = (corpus / "bridge.txt").read_bytes()
    (corpus / "bridge.txt").write_bytes(bytes(range(256)) * 8)
    monkeypatch.setattr(index.index_notes, "document_fingerprint", lambda: "other code")
    monkeypatch.setattr(index.index_notes, "sentence_fingerprint", lambda: "other code")
    assert run(corpus, indexed).unchanged == ("bridge.txt",)
    (corpus / "bridge.txt").write_bytes(page)
    report = run(corpus, indexed)
    assert report.updated == ("bridge.txt",)
    assert report.embedded


def test_an_index_that_older_code_changed_meanwhile_is_updated(corpus, indexed):
    with closing(sqlite3.connect(current_generation(indexed) / "catalogue.sqlite3")) as connection, connection:
        connection.execute("UPDATE meta SET value = 'as older code left it' WHERE key = 'sources'")
    assert is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))
    assert set(run(corpus, indexed).updated) == ALL
    assert not is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))


def test_a_damaged_note_of_what_was_left_behind_is_a_damaged_index(corpus, indexed):
    with closing(sqlite3.connect(current_generation(indexed) / "catalogue.sqlite3")) as connection, connection:
        connection.execute("UPDATE meta SET value = '{oops' WHERE key = 'left behind'")
    with pytest.raises(IndexDamagedError, match="footnote index --full"):
        run(corpus, indexed)


def test_an_index_that_does_not_say_how_it_was_made_answers_and_is_updated(corpus, indexed):
    with closing(sqlite3.connect(current_generation(indexed) / "catalogue.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM meta WHERE key IN ('document code', 'sentence code', 'chunk limit')")
    assert is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))
    assert found(indexed, "How many tea houses are there?")
    assert set(run(corpus, indexed).updated) == ALL
    assert not is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))


def test_after_a_change_of_the_code_of_sentences_their_vectors_are_those_of_the_new_sentences(
    corpus, indexed, catalogue, monkeypatch
):
    def halves(text):
        return [(0, len(text) // 2), (len(text) // 2, len(text))] if len(text) > 1 else [(0, len(text))]

    monkeypatch.setattr(index.index_notes, "document_fingerprint", lambda: "other code")
    monkeypatch.setattr(index.index_notes, "sentence_fingerprint", lambda: "other code")
    before = catalogue.chunk_ids()
    assert any(len(sentence_spans(text)) > 2 for text in catalogue.chunk_texts())
    monkeypatch.setattr(index.updating, "sentence_spans", halves)
    assert run(corpus, indexed).embedded == len(before)
    assert catalogue.chunk_ids() == before
    assert {len(vectors) for vectors in catalogue.sentences.vectors(sorted(before), dimensions=64).values()} == {2}


@pytest.mark.usefixtures("changed_code")
def test_a_chunk_that_is_now_of_another_language_is_found_in_that_one(corpus, indexed, monkeypatch):
    store = ChromaStore(current_generation(indexed) / "chroma", IndexSettings(), embedder_name="hashing")
    vector = np.full(64, 0.125, dtype=np.float32)
    chinese = {i for i in store.nearest(vector, count=9, languages=["zh"]) if i.startswith("bridge.txt")}
    assert chinese

    def all_english(document, *, limit, count_tokens):
        return [replace_language(chunk) for chunk in split_document(document, limit=limit, count_tokens=count_tokens)]

    def replace_language(chunk):
        return type(chunk)(chunk.id, chunk.source_id, chunk.start, chunk.end, chunk.text, "en", chunk.section)

    monkeypatch.setattr(index.updating, "split_document", all_english)
    run(corpus, indexed)
    assert not store.nearest(vector, count=9, languages=["zh"])
    assert chinese <= set(store.nearest(vector, count=9, languages=["en"]))


class Narrower(HashingEmbedder):
    """The same embedder, which now reads less."""

    max_tokens = 40


class Unloadable(HashingEmbedder):
    """An embedder whose model must not be loaded."""

    @property
    def max_tokens(self):
        raise AssertionError


def test_new_chunks_are_never_cut_to_another_limit_than_those_that_stay(corpus, indexed, catalogue):
    assert max(chunk_sizes(catalogue)) > 8
    assert set(run(corpus, indexed, Narrower()).unchanged) == ALL
    (corpus / "new.txt").write_text("A new page. It says little.", "utf-8")
    report = run(corpus, indexed, Narrower())
    assert (report.added, set(report.updated)) == (("new.txt",), ALL)
    assert max(chunk_sizes(catalogue)) <= 8
    (corpus / "newer.txt").write_text("A newer page. It says little.", "utf-8")
    assert set(run(corpus, indexed, Narrower()).unchanged) == {*ALL, "new.txt"}


def test_a_reindex_without_changes_loads_no_model(corpus, indexed):
    assert set(run(corpus, indexed, Unloadable()).unchanged) == ALL


@pytest.mark.parametrize(
    ("question", "location"),
    [
        ("When does the warehouse open?", "page 2"),
        ("法力药水多少钱？", "row 3"),
        ("Why was the hull given up?", "0:04"),
    ],
)
def test_a_passage_says_where_in_its_file_it_stands(tmp_path, question, location):
    corpus = tmp_path / "sources"
    corpus.mkdir()
    pages = [
        [Text(60, 700, "The ferry sails at seven.")],
        [Text(60, 700, "The warehouse opens at a quarter to eight.")],
    ]
    (corpus / "a.pdf").write_bytes(make_pdf(pages))
    (corpus / "b.csv").write_text("名称,单价\n治疗药水,十二金\n法力药水,十五金\n", "utf-8")
    cues = "1\n00:00:01,000 --> 00:00:03,000\nThey came in spring.\n\n2\n00:00:04,000 --> 00:00:06,000\nThe hull was given up.\n"
    (corpus / "c.srt").write_text(cues, "utf-8")
    run(corpus, tmp_path / "data")
    passages = [passage for passage in found(tmp_path / "data", question) if location in str(passage.chunk.places)]
    place = next(place for place in passages[0].chunk.places if place.location == location)
    assert passages[0].chunk.location_at(place.start, place.end) == location


def test_a_reindex_of_some_sources_leaves_all_others_as_they_are(corpus, indexed):
    for folder in ("甲", "beta"):
        (corpus / folder).mkdir()
        (corpus / folder / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    (corpus / "tea.txt").unlink()
    only = run(corpus, indexed, scope=SourceScope(only=("甲/",)))
    assert (only.added, only.removed, set(only.unchanged)) == (("甲/new.txt",), (), ALL)
    assert is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))
    without = run(corpus, indexed, scope=SourceScope(without=("beta/",)))
    assert (without.added, without.removed) == ((), ("tea.txt",))
    (corpus / "甲" / "new.txt").unlink()
    assert run(corpus, indexed, scope=SourceScope(only=("甲/",))).removed == ("甲/new.txt",)
    assert run(corpus, indexed).added == ("beta/new.txt",)
    assert not is_stale(IndexSettings(sources_dir=corpus, data_dir=indexed))


@pytest.mark.usefixtures("changed_code")
def test_after_a_change_of_the_code_a_reindex_of_some_sources_leaves_the_others_to_the_next(corpus, indexed):
    assert run(corpus, indexed, scope=SourceScope(only=("tea",))).updated == ("tea.txt",)
    assert set(run(corpus, indexed).updated) == ALL - {"tea.txt"}


def test_progress_is_told_in_chunks_and_ends_with_those_that_were_embedded(corpus, tmp_path):
    for number in range(40):
        (corpus / f"page{number}.md").write_text(
            "\n\n".join([f"# Page {number}", *["A line. 一句话。" * 40] * (number % 7)]), "utf-8"
        )
    told = []
    report = run(corpus, tmp_path / "data", progress=lambda *numbers: told.append(numbers))
    assert len(told) > 2
    assert told[0][0] == 0
    assert told[-1] == (len(report.added), len(report.added), report.embedded)
    assert all(0.5 < expected / report.embedded < 2 for _, _, expected in told)
    (corpus / "page6.md").write_text("# Page 6\n\nAll is new here.", "utf-8")
    told.clear()
    report = run(corpus, tmp_path / "data", progress=lambda *numbers: told.append(numbers))
    assert told[-1] == (1, 1, report.embedded)
