"""Files in the state in which they were read are not read again."""

import os

import pytest

from index import IndexSettings, reindex
from index.documents import Document
from index.loading import read_folder
from index.reports import FileRecord
from index.storage import current_generation, open_catalogue


@pytest.fixture
def settings(corpus, tmp_path):
    for path in corpus.iterdir():
        make_old(path)
    return IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data")


def make_old(path, seconds=60):
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - seconds * 10**9))


def records(settings):
    with open_catalogue(current_generation(settings.data_dir)) as catalogue:
        return catalogue.files.read()


def read_again(settings):
    return list(read_folder(settings.sources_dir, known=records(settings)))


def test_an_unchanged_file_is_not_read_and_its_sources_stay(settings, embedder):
    first = reindex(settings, embedder)
    assert all(isinstance(found, FileRecord) and not found.is_read for found in read_again(settings))
    again = reindex(settings, embedder)
    assert set(again.unchanged) == set(first.added)
    assert again.omissions == first.omissions
    assert (again.chunks, again.embedded, again.removed) == (first.chunks, 0, ())


@pytest.mark.parametrize("text", ["The tram stops at noon, not at midnight.", "青石桥全长二百米，桥上没有石狮子。"])
def test_a_file_of_the_same_size_and_time_is_read_where_its_content_was_replaced(settings, embedder, text):
    path = settings.sources_dir / "tea.txt"
    path.write_text(text, "utf-8")
    make_old(path)
    reindex(settings, embedder)
    found = path.stat()
    path.write_text(text[::-1], "utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert reindex(settings, embedder).updated == ("tea.txt",)


def test_a_file_that_may_still_change_within_its_clock_is_read_again(settings, embedder):
    (settings.sources_dir / "new.txt").write_text("渡轮每天七点开航。", "utf-8")
    make_old(settings.sources_dir / "new.txt", -60)  # still young, however slow the machine is
    reindex(settings, embedder)
    assert "new.txt" not in records(settings)
    assert any(isinstance(found, Document) for found in read_again(settings))


@pytest.mark.parametrize("seconds", [-3600, 3600 * 24 * 365 * 30], ids=["in the future", "long ago"])
def test_a_clock_that_was_wrong_loses_no_change(settings, embedder, seconds):
    path = settings.sources_dir / "tea.txt"
    make_old(path, seconds)
    reindex(settings, embedder)
    path.write_text("The tram stops at noon.", "utf-8")
    make_old(path, seconds)
    assert reindex(settings, embedder).updated == ("tea.txt",)
    path.unlink()
    assert reindex(settings, embedder).removed == ("tea.txt",)


def test_a_file_with_a_row_that_cannot_be_read_is_named_at_every_reindex(settings, embedder):
    path = settings.sources_dir / "rows.jsonl"
    path.write_text('{"id": "1", "text": "The ferry sails at seven."}\nbroken\n', "utf-8")
    make_old(path)
    assert reindex(settings, embedder).failed
    assert reindex(settings, embedder).failed
