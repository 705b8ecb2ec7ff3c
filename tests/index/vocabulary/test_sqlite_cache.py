import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import SearchIndexError
from index.vocabulary import open_dictionary, open_gazetteer


def test_the_cache_file_is_written_once_and_shared(dictionary, cache_dir):
    (made,) = cache_dir.glob("dictionary-*")
    before = made.stat()
    again = open_dictionary(cache_dir)
    assert again.english("赤字") == dictionary.english("赤字")
    again.close()
    after = made.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.fixture(scope="module")
def unpacked_twice(tmp_path_factory):
    """A cache folder in which a killed process left files, what it left, and the dictionary as two opened it there at once."""
    folder = tmp_path_factory.mktemp("cache")
    left = [folder / "dictionary-9-1.2.0.4711-140", folder / "dictionary-9-1.2.0.unfinished"]
    for path in left:
        path.write_bytes(b"half")
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(open_dictionary, [folder] * 2))
    yield folder, left, made
    for one in made:
        one.close()


def test_two_that_write_the_cache_file_at_once_both_read_it_whole(dictionary, unpacked_twice):
    folder, _left, made = unpacked_twice
    for one in made:
        one.check()
        assert one.english("赤字") == dictionary.english("赤字")
    assert len(list(folder.glob("[!.]*"))) == 1


def test_what_a_killed_process_left_in_the_cache_folder_is_deleted(unpacked_twice):
    _folder, left, _made = unpacked_twice
    assert not [path for path in left if path.exists()]


def test_the_file_of_another_version_is_deleted_when_it_is_old(tmp_path):
    """Two versions that run side by side would else unpack the dictionary again and again."""
    recent, old = tmp_path / "dictionary-8-1.2.0-1.sqlite3", tmp_path / "dictionary-7-1.2.0-1.sqlite3"
    for path in (recent, old):
        path.write_bytes(b"another version's")
    os.utime(old, (0, 0))
    open_dictionary(tmp_path).close()
    assert recent.exists()
    assert not old.exists()


def test_a_cache_folder_that_cannot_be_made_raises_an_error_with_the_remedy(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SearchIndexError, match="CACHE_DIR"):
        open_dictionary(tmp_path / "file" / "cache")


def test_the_gazetteer_is_in_the_file_of_the_dictionary(dictionary, cache_dir):
    before = set(cache_dir.iterdir())
    open_gazetteer(cache_dir).close()
    assert set(cache_dir.iterdir()) == before


def test_a_damaged_cache_file_raises_an_error_with_the_remedy(dictionary, cache_dir, tmp_path):
    (written,) = cache_dir.glob("dictionary-*")
    (tmp_path / written.name).write_bytes(b"this is no database at all" * 200)
    with pytest.raises(SearchIndexError, match=f"delete {written.name}"):
        open_dictionary(tmp_path)
