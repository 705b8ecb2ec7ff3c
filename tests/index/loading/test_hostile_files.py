"""A broken, empty, encrypted, cut or hostile file of any format is read for what it holds, or refused in one line of the report.

All such files lie in one folder beside sound ones, which is indexed once. The tests look at what its report says.
"""

import re

import pytest

from bot.strings import open_strings, reason_text
from embedders import HashingEmbedder
from hostile_files import HOSTILE, MUST_FAIL, PROTECTED, WITHOUT_TEXT, damaged_files
from index import IndexSettings, open_retriever, reindex
from index.loading import SOURCE_SUFFIXES
from index.storage import current_generation, open_catalogue
from indexing import found, run
from valid_files import EN, ZH

LONGEST_LINE = 400
MOST_LINES = 21  # of a file of rows: twenty, and how many more there are
SIGNS_OF_A_CRASH = ("Traceback", "Error:", "Exception", " object at ")


@pytest.fixture(scope="module")
def reindexed(tmp_path_factory):
    """The folder of all these files, what its reindex said, and the data folder."""
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "sources"
    folder.mkdir()
    files = {
        f"{kind}{suffix}": content for suffix in SOURCE_SUFFIXES for kind, content in damaged_files(suffix).items()
    }
    files |= {name: content() for name, content in {**HOSTILE, **PROTECTED}.items()}
    files |= {
        "sound.txt": f"{EN} The harbour master of Brindle is Mira Okafor.".encode(),
        "完好.md": f"# 港口\n\n{ZH}布林德的港务长是林岚。".encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder, run(folder, base / "data"), base / "data"


def file_of(path):
    """The file of a source, or of a failure in one of its lines."""
    return re.sub(r"#.*|:\d+$", "", path)


def lines_of(report, name):
    """What the report says of a file: why it failed, and the sources that were read from it."""
    failed = [failure.reason for failure in report.failed if file_of(failure.path) == name]
    return failed, [source for source in report.added if file_of(source) == name]


def test_a_reindex_goes_through_all_of_them_and_what_is_sound_is_found(reindexed):
    folder, report, data_dir = reindexed
    read, refused = set(map(file_of, report.added)), {file_of(failure.path) for failure in report.failed}
    assert read | refused == {path.name for path in folder.iterdir()}
    assert found(data_dir, "Who is the harbour master of Brindle?")[0].source.id == "sound.txt"
    assert found(data_dir, "布林德的港务长是谁？")[0].source.id == "完好.md"


def test_a_second_reindex_says_the_same_of_them(reindexed):
    folder, report, data_dir = reindexed
    again = reindex(IndexSettings(sources_dir=folder, data_dir=data_dir), HashingEmbedder())
    assert again.failed == report.failed


def test_each_is_refused_in_one_line_in_the_language_of_the_reader(reindexed):
    _folder, report, _data_dir = reindexed
    zh, tw = open_strings("zh-CN"), open_strings("zh-TW")
    for failure in report.failed:
        for reason in (failure.reason, reason_text(failure.reason, zh), reason_text(failure.reason, tw)):
            assert 4 < len(reason) < LONGEST_LINE, failure
            assert reason.isprintable(), failure
            assert not [sign for sign in SIGNS_OF_A_CRASH if sign in reason], failure
        assert reason_text(failure.reason, zh) != failure.reason


@pytest.mark.parametrize("kind", WITHOUT_TEXT)
def test_what_holds_no_text_is_refused_once_whatever_its_name(reindexed, kind):
    for suffix in SOURCE_SUFFIXES:
        failed, read = lines_of(reindexed[1], f"{kind}{suffix}")
        assert (len(failed), read) == (1, []), suffix


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_few_lines(reindexed, name):
    failed, read = lines_of(reindexed[1], name)
    assert len(failed) <= MOST_LINES
    if name in MUST_FAIL:
        assert (len(failed), read) == (1, [])


@pytest.mark.parametrize("name", PROTECTED)
def test_a_protected_file_is_told_as_such(reindexed, name):
    ((reason,), read) = lines_of(reindexed[1], name)
    assert "protected" in reason or "DRM" in reason
    assert not read


def test_what_was_read_of_them_is_text_and_nothing_else(reindexed):
    _folder, report, data_dir = reindexed
    with open_catalogue(current_generation(data_dir)) as catalogue:
        for source_id in report.added:
            text = catalogue.text(source_id)
            assert text.strip()
            assert not {character for character in text if ord(character) < 32} - set("\n\t")


def test_no_entity_is_expanded_and_no_outside_file_is_read(reindexed):
    with open_retriever(IndexSettings(data_dir=reindexed[2]), HashingEmbedder()) as retriever:
        for name in HOSTILE:
            text = "\n".join(chunk.text for chunk in retriever.chunks(name))
            assert "lol" * 50 not in text
            assert "root:" not in text
