"""A broken, empty, encrypted, cut or hostile file of any format ends in one line of the report, and stops no reindex.

All such files lie in one folder, which is indexed once. Each test looks at what the report says of its files.
"""

import pytest

from embedders import HashingEmbedder
from hostile_files import HOSTILE, MUST_FAIL, PROTECTED, VALID, damaged_files
from index import SOURCE_SUFFIXES, IndexSettings, open_retriever
from indexing import found, run

GOOD = "The lighthouse keeper sells honey on Sundays. 灯塔看守人周日卖蜂蜜。"
LONGEST_LINE = 400


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "good.txt").write_text(GOOD, "utf-8")
    for suffix in SOURCE_SUFFIXES:
        for name, content in damaged_files(suffix).items():
            (sources / f"{name}{suffix}").write_bytes(content)
    for name, content in {**HOSTILE, **PROTECTED}.items():
        (sources / name).write_bytes(content())
    return run(sources, folder / "data"), folder / "data"


def lines_of(report, name):
    """What the report says of a file: the failures, and the sources that were read from it."""
    failed = [
        item.reason for item in report.failed if item.path == name or item.path.startswith((f"{name}#", f"{name}:"))
    ]
    return failed, [i for i in report.added if i == name or i.startswith(f"{name}#")]


def assert_told(report, name):
    failed, read = lines_of(report, name)
    assert failed or read
    assert all("\n" not in reason and 0 < len(reason) <= LONGEST_LINE for reason in failed)
    assert "Traceback" not in " ".join(failed)


def test_what_is_good_is_read_beside_all_that_is_not(indexed):
    report, data_dir = indexed
    assert "good.txt" in report.added
    assert found(data_dir, "What does the lighthouse keeper sell?")[0].source.id == "good.txt"


def test_every_format_has_a_valid_file_to_be_damaged():
    assert set(VALID) == set(SOURCE_SUFFIXES)


@pytest.mark.parametrize("suffix", SOURCE_SUFFIXES)
def test_a_damaged_file_of_any_format_ends_in_one_line(indexed, suffix):
    for name in damaged_files(suffix):
        assert_told(indexed[0], f"{name}{suffix}")


@pytest.mark.parametrize("suffix", SOURCE_SUFFIXES)
@pytest.mark.parametrize("name", ["empty", "blank"])
def test_a_file_with_nothing_in_it_is_told_as_such(indexed, suffix, name):
    failed, read = lines_of(indexed[0], f"{name}{suffix}")
    assert len(failed) == 1
    assert not read


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_for_what_it_holds_or_ends_in_one_line(indexed, name):
    assert_told(indexed[0], name)
    failed, read = lines_of(indexed[0], name)
    assert len(failed) <= 21
    if name in MUST_FAIL:
        assert len(failed) == 1
        assert not read


@pytest.mark.parametrize("name", PROTECTED)
def test_a_protected_file_is_told_as_such(indexed, name):
    ((reason,), read) = lines_of(indexed[0], name)
    assert "password" in reason or "DRM" in reason
    assert not read


def test_no_entity_is_expanded_and_no_outside_file_is_read(indexed):
    with open_retriever(IndexSettings(data_dir=indexed[1]), HashingEmbedder()) as retriever:
        for name in HOSTILE:
            text = "\n".join(chunk.text for chunk in retriever.chunks(name))
            assert "lol" * 50 not in text
            assert "root:" not in text
