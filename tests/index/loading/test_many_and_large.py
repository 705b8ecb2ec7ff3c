"""Folders of very many files, and files that change while they are read."""

import os
import time

import pytest

from growth import FACTOR, LINEAR, seconds
from index.documents import Document
from index.loading import read_folder
from index.loading.folder import file_state
from index.loading.links.fetcher import Page
from index.reports import Failure, FileRecord

LONG_AGO = (1e9, 1e9)


def test_finding_out_that_nothing_changed_grows_with_the_number_of_files(tmp_path):
    """So a hundred thousand small files take a hundred times as long as a thousand."""
    records = {}
    for count in (200, 200 * FACTOR):
        folder = tmp_path / str(count)
        names = [f"{number % 17}/渡轮{number}.txt" for number in range(count)]
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", "utf-8")
            os.utime(path, LONG_AGO)
        records[folder] = {name: FileRecord(name, file_state(folder / name), (name,)) for name in names}
    least = dict.fromkeys(records, float("inf"))
    for _ in range(3):
        for folder, known in records.items():
            started = time.thread_time()
            found = list(read_folder(folder, known=known))
            least[folder] = min(least[folder], time.thread_time() - started)
            assert len(found) == len(known)
            assert not any(record.is_read for record in found)
    few, many = least.values()
    assert many / few < LINEAR


@pytest.mark.parametrize("text", ["The ferry sails at seven from pier {}.", "渡轮七点从{}号码头开航。"])
def test_reading_small_files_grows_with_their_number(tmp_path, text):
    folders = {}
    for count in (400, 400 * FACTOR):
        folders[count] = tmp_path / str(count)
        for number in range(count):
            path = folders[count] / str(number % 17) / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(number), "utf-8")

    def read(count):
        assert sum(isinstance(item, Document) for item in read_folder(folders[count])) == count

    read(400)  # so that everything is loaded
    assert seconds(read, 400 * FACTOR) / min(seconds(read, 400) for _ in range(2)) < LINEAR


class WritingFetcher:
    """Changes the list of addresses each time it is asked for a page, so often."""

    folder = None

    def __init__(self, path, times):
        self._path, self._left = path, times

    def fetch(self, url):
        if self._left:
            self._left -= 1
            with self._path.open("a", encoding="utf-8") as file:
                file.write("# 又一行\n")
        return Page(url, "text/plain", "The ferry sails at seven. 渡轮七点开航。".encode())


@pytest.mark.parametrize(("times", "kind"), [(0, Document), (1, Document), (2, Document), (9, Failure)])
def test_a_source_that_changes_while_it_is_read_is_read_again_until_it_stays(tmp_path, times, kind):
    path = tmp_path / "pages.url"
    path.write_text("https://example.org/ferry\n", "utf-8")
    (found,) = read_folder(tmp_path, fetcher=WritingFetcher(path, times))
    assert isinstance(found, kind)
    if kind is Failure:
        assert "being changed" in found.reason
