"""A file that is not what its name says, or cannot be read at all, is told for what it is, with the way out."""

import os
import socket
import tracemalloc

import pytest

from bot.strings import open_strings, reason_text
from index.documents import Document
from index.loading import LINK_SUFFIXES, SOURCE_SUFFIXES, load_sources
from index.reports import Failure
from office_files import OFFICE_FILES, zipped
from reading import failure_of, read_file

MB = 1024 * 1024
# Formats with a limit of their own above 200 MB, and a size beyond it.
LARGER_LIMIT = {".jsonl": 401 * MB}
SENTENCE = "The ferry sails at seven o'clock every day, and in summer twice."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50


@pytest.mark.parametrize("suffix", sorted(OFFICE_FILES))
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv", "a.json", "a.html", "a.srt"])
def test_a_binary_with_the_name_of_a_text_is_told_for_what_it_is(tmp_path, suffix, name):
    (tmp_path / name).write_bytes(OFFICE_FILES[suffix](SENTENCE))
    reason = failure_of(tmp_path / name)
    assert "though its name ends in" in reason
    assert f"rename it to end in {suffix[:4]}" in reason or suffix == ".epub"


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("a.md", PNG, "it is a picture, though its name ends in .md: run OCR"),
        ("a.pdf", PNG, "it is a picture"),
        ("a.docx", b"%PDF-1.4\n%\xe2\xe3", "rename it to end in .pdf"),
        ("a.txt", b"ID3\x03\0\0\0\0", "it is a recording"),
        ("a.txt", zipped({"a.txt": "x"}), "it is an archive, though its name ends in .txt: unpack it here"),
        ("a.txt", b"\x7fELF" + b"\0" * 60, "cannot be read"),
        ("笔记.doc", b"x", "files of the kind .doc are not read: save it as .docx"),
        ("a.PPT", b"x", "save it as .pptx"),
        ("a.mp3", b"x", "Whisper"),
        ("a.zip", b"x", "unpack it here"),
        ("a.unheard", b"x", "these are: .txt"),
    ],
)
def test_the_way_out_is_told(tmp_path, name, content, way):
    (tmp_path / name).write_bytes(content)
    assert way in failure_of(tmp_path / name)


@pytest.mark.parametrize(
    "text", ["BM is a fine beginning, and MZ is too. " + SENTENCE, "BM今天的团本改到九点开，坦克临时有事。" + SENTENCE]
)
def test_a_text_that_begins_like_a_binary_is_read(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert SENTENCE in read_file(tmp_path / "a.txt").text


@pytest.mark.parametrize("suffix", [suffix for suffix in SOURCE_SUFFIXES if suffix not in LINK_SUFFIXES])
def test_a_file_of_any_format_that_is_empty_or_too_large_ends_in_one_line(tmp_path, suffix):
    (tmp_path / "b.txt").write_text(SENTENCE, "utf-8")
    path = tmp_path / f"a{suffix}"
    for size in (0, 500 * 1024 * 1024):
        with path.open("wb") as file:
            file.truncate(size)  # a hole: it takes no room on the disk
        reason = failure_of(path)
        assert "\n" not in reason
        assert ("empty" if size == 0 else "the most that is read is") in reason


@pytest.mark.parametrize("suffix", [suffix for suffix in SOURCE_SUFFIXES if suffix not in LINK_SUFFIXES])
@pytest.mark.parametrize("stem", ["ferry", "渡轮"])
def test_a_file_of_200_mb_or_over_its_own_limit_is_refused_by_its_size_with_the_way_out_and_is_not_held_in_memory(
    tmp_path, stem, suffix
):
    size = LARGER_LIMIT.get(suffix, 200 * MB)
    path = tmp_path / f"{stem}{suffix}"
    with path.open("wb") as file:
        file.truncate(size)
    failure_of(path)  # so that what reads this format is loaded
    tracemalloc.start()
    try:
        reason = failure_of(path)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reason.splitlines() == [reason]
    assert f"the file is {size:,} bytes" in reason
    assert reason.endswith("split it")
    assert most < size // 20
    assert [f"{size:,}" in reason_text(reason, open_strings(locale)) for locale in ("zh-CN", "zh-TW")] == [True] * 2


def test_pipes_and_sockets_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "b.md"))
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    (tmp_path / "d.txt").write_text(SENTENCE, "utf-8")
    *failures, document = load_sources(tmp_path)
    assert document.text == SENTENCE
    *others, linked = failures
    assert all("no regular file" in failure.reason for failure in others)
    assert "outside the sources folder" in linked.reason
    assert len(failures) == 3


def test_a_link_out_of_the_folder_is_read_only_where_that_is_allowed(tmp_path):
    inside, outside = tmp_path / "sources", tmp_path / "elsewhere"
    inside.mkdir()
    outside.mkdir()
    (outside / "渡轮.txt").write_text("渡轮每天七点开航，夏天一天两班，冬天只在周末开。", "utf-8")
    (inside / "a.txt").write_text(SENTENCE, "utf-8")
    (inside / "b.txt").symlink_to(outside / "渡轮.txt")
    (inside / "c.txt").symlink_to("a.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    found = {item.path if isinstance(item, Failure) else item.source.id: item for item in load_sources(inside)}
    assert {name for name, item in found.items() if isinstance(item, Failure)} == {"b.txt", "folder", "loop"}
    assert "FOLLOW_LINKS" in found["folder"].reason
    followed = [item.source.id for item in load_sources(inside, follows_links=True) if isinstance(item, Document)]
    assert followed == ["a.txt", "b.txt", "c.txt", "folder/渡轮.txt"]


def test_a_file_that_changes_while_it_is_read_is_left_for_later(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    sizes = iter(range(100))
    monkeypatch.setattr("index.loading.sources._size", lambda _path: (next(sizes), 0))
    assert "being changed" in failure_of(tmp_path / "a.txt")
