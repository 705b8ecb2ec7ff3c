"""What may be uploaded as a source."""

import json
from functools import partial

import pytest

from bot.errors import UploadError
from bot.library.lookups import owner_of
from bot.service.uploads import UPLOAD_SUFFIXES, keep_upload, remove_upload, safe_name
from index import Document
from index.loading import load_sources
from office_files import OFFICE_FILES

SENTENCES = "The night tram stops at the old mill. It runs every twenty minutes until one o'clock."
PAGES = {
    ".html": f"<html><body><article><h1>Trams</h1><p>{SENTENCES}</p></article></body></html>",
    ".htm": f"<html><body><article><h1>Trams</h1><p>{SENTENCES}</p></article></body></html>",
    ".jsonl": json.dumps({"id": "a", "text": SENTENCES}),
    ".json": json.dumps([{"text": SENTENCES}]),
    ".srt": f"1\n00:00:01,000 --> 00:00:05,000\n{SENTENCES}\n",
    ".vtt": f"WEBVTT\n\n00:01.000 --> 00:05.000\n{SENTENCES}\n",
    ".rtf": "{\\rtf1\\ansi " + SENTENCES + "\\par }",
    ".eml": f"From: Ann <a@example.org>\nSubject: Trams\n\n{SENTENCES}\n",
    ".mhtml": f"Content-Type: text/html\n\n<html><body><article><h1>Trams</h1><p>{SENTENCES}</p></article></body></html>",
    ".mht": f"Content-Type: text/html\n\n<html><body><article><h1>Trams</h1><p>{SENTENCES}</p></article></body></html>",
    ".lrc": f"[00:01.00]{SENTENCES}\n",
}


def file_content(suffix):
    """A small file of a format that holds the sentences."""
    return OFFICE_FILES[suffix](SENTENCES) if suffix in OFFICE_FILES else PAGES.get(suffix, SENTENCES).encode()


@pytest.mark.parametrize("suffix", UPLOAD_SUFFIXES)
def test_every_format_that_is_read_may_be_uploaded_and_is_then_read(tmp_path, suffix):
    source_id = keep_upload(f"Trams{suffix.upper()}", file_content(suffix), sources_dir=tmp_path, community_id=7)
    (document,) = load_sources(tmp_path)
    assert isinstance(document, Document)
    assert document.source.path == source_id
    assert owner_of(source_id) == 7
    assert "night tram" in document.text


def test_a_list_of_web_addresses_may_be_uploaded_only_where_the_operator_allows_it(tmp_path):
    upload = partial(keep_upload, "a.url", b"https://example.org/", sources_dir=tmp_path, community_id=7)
    with pytest.raises(UploadError):
        upload()
    assert upload(allows_links=True) == "000000000000007/a.url"


@pytest.mark.parametrize("name", ["a.exe", "a.py", "a.txt.exe", "a"])
def test_a_format_that_is_not_read_may_not_be_uploaded(name):
    assert not name.endswith(UPLOAD_SUFFIXES)
    with pytest.raises(UploadError):
        safe_name(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../a b.txt", "a b.txt"),
        ("C:\\x\\笔记.md", "笔记.md"),
        ("a\x00<b>.HTML", "a-b.html"),
        ("..hidden.txt", "hidden.txt"),
    ],
)
def test_an_uploads_name_loses_its_path_and_what_is_unsafe(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["con.txt", "x.exe", "x", "???.md", ".txt"])
def test_an_uploads_name_that_cannot_be_made_safe_is_refused(name):
    with pytest.raises(UploadError):
        safe_name(name)


@pytest.mark.parametrize("name", ["x" * 5000, "名" * 5000 + ".txt", "..", ".", "", "a/../../b.txt", "a\x00.txt"])
def test_a_name_that_no_file_can_have_is_no_source_to_delete(tmp_path, name):
    keep_upload("a.txt", b"text", sources_dir=tmp_path, community_id=7)
    with pytest.raises(UploadError):
        remove_upload(f"000000000000007/{name}", sources_dir=tmp_path, community_id=7)


def test_nothing_is_deleted_through_a_link(tmp_path):
    others = tmp_path / "others"
    others.mkdir()
    (others / "a.txt").write_text("kept")
    (tmp_path / "000000000000007").symlink_to(others)
    (tmp_path / "000000000000008").mkdir()
    (tmp_path / "000000000000008" / "a.txt").symlink_to(others / "a.txt")
    for community_id in (7, 8):
        with pytest.raises(UploadError):
            remove_upload(f"{community_id:015d}/a.txt", sources_dir=tmp_path, community_id=community_id)
    assert (others / "a.txt").exists()
