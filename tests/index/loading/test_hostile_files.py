"""Small files that are no files of their kind: each is read or refused in one line, and a reindex goes through them all."""

import random
import re

import pytest

from bot.strings import open_strings, reason_text
from embedders import HashingEmbedder
from index import IndexSettings, reindex
from index.loading import SOURCE_SUFFIXES
from index.storage import current_generation, open_catalogue
from indexing import found, run
from office_files import OFFICE_FILES
from valid_files import EN, ZH, valid_file

NOISE = random.Random(7).randbytes(4000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def encrypted(suffix):
    """A file as programs of its format encrypt it, and a text as gpg and openssl do."""
    sound = valid_file(suffix)
    if suffix == ".pdf":
        return sound.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
            b"/O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<61> <61>]")  # fmt: skip
    if suffix in (".odt", ".epub"):  # the flag of each entry of an archive
        return sound.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0").replace(
            b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0"
        )
    if suffix in OFFICE_FILES:
        return OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + NOISE
    return b"Salted__" + NOISE


def other_format(suffix):
    return valid_file(".md" if suffix in OFFICE_FILES else ".docx" if len(suffix) % 2 else ".pdf")


HOSTILE = {
    "empty": lambda _suffix: b"",
    "blank": lambda _suffix: " \n\t\n　\n".encode(),
    "noise": lambda _suffix: NOISE,
    "zeros": lambda _suffix: b"\0" * 3000,
    "encrypted": encrypted,
    "half": lambda suffix: valid_file(suffix)[: len(valid_file(suffix)) // 2],
    "start": lambda suffix: valid_file(suffix)[:12],
    "spoiled": lambda suffix: valid_file(suffix)[:60] + NOISE[:40] + valid_file(suffix)[100:],
    "noise after": lambda suffix: valid_file(suffix) + NOISE,
    "other format": other_format,
    "utf-16": lambda suffix: valid_file(suffix).decode("utf-8", "replace").encode("utf-16")[:-1],
    "brackets": lambda _suffix: b"[{(<\"'" * 500,
}


@pytest.fixture(scope="module")
def reindexed(tmp_path_factory):
    """A folder of all hostile files beside two sound ones, what its reindex said, and the data folder."""
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "sources"
    for suffix in SOURCE_SUFFIXES:
        for kind, made in HOSTILE.items():
            path = folder / suffix.strip(".") / f"{kind}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made(suffix))
    (folder / "sound.txt").write_text(f"{EN} The harbour master of Brindle is Mira Okafor.", "utf-8")
    (folder / "完好.md").write_text(f"# 港口\n\n{ZH}布林德的港务长是林岚。", "utf-8")
    report = run(folder, base / "data")
    return folder, report, base / "data"


def file_of(path):
    """The file of a source, or of a failure in one of its lines."""
    return re.sub(r"#.*|:\d+$", "", path)


def test_a_reindex_goes_through_all_of_them_and_what_is_sound_is_found(reindexed):
    folder, report, data_dir = reindexed
    read, refused = set(map(file_of, report.added)), {file_of(failure.path) for failure in report.failed}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert read | refused == files
    assert found(data_dir, "Who is the harbour master?")[0].source.id == "sound.txt"
    assert found(data_dir, "布林德的港务长是谁？")[0].source.id == "完好.md"
    settings = IndexSettings(sources_dir=folder, data_dir=data_dir)
    assert reindex(settings, HashingEmbedder()).failed == report.failed


def test_each_is_refused_in_one_line_in_the_language_of_the_reader(reindexed):
    _folder, report, _data_dir = reindexed
    zh, tw = open_strings("zh-CN"), open_strings("zh-TW")
    for failure in report.failed:
        for reason in (failure.reason, reason_text(failure.reason, zh), reason_text(failure.reason, tw)):
            assert 4 < len(reason) < 400, failure
            assert reason.isprintable(), failure
            assert not [sign for sign in ("Traceback", "Error:", "Exception", " object at ") if sign in reason], failure
        assert reason_text(failure.reason, zh) != failure.reason


@pytest.mark.parametrize("kind", ["empty", "blank", "zeros", "noise"])
def test_what_holds_no_text_is_refused_whatever_its_name(reindexed, kind):
    _folder, report, _data_dir = reindexed
    refused = {file_of(failure.path) for failure in report.failed}
    assert not [suffix for suffix in SOURCE_SUFFIXES if f"{suffix.strip('.')}/{kind}{suffix}" not in refused]


def test_what_is_encrypted_is_told_as_that(reindexed):
    _folder, report, _data_dir = reindexed
    reasons = {failure.path: failure.reason for failure in report.failed}
    for suffix in OFFICE_FILES:
        assert "protected" in reasons[f"{suffix.strip('.')}/encrypted{suffix}"]


def test_what_was_read_of_them_is_text_and_nothing_else(reindexed):
    _folder, report, data_dir = reindexed
    with open_catalogue(current_generation(data_dir)) as catalogue:
        for source_id in report.added:
            text = catalogue.text(source_id)
            assert text.strip()
            assert not {character for character in text if ord(character) < 32} - set("\n\t")
