"""What counts as a change of the code that makes documents, chunks and sentences."""

import ast
import shutil

import pytest

from index.loading import fingerprint
from index.loading.fingerprint import _DOCUMENT_CODE, _SENTENCE_CODE, _hash_code
from paths import ROOT

# Neither documents nor vectors depend on these.
NOT_COUNTED = {"index.errors", "index.settings"}


def imported_modules(path):
    """The modules of the package that a file imports from."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {n.module for n in nodes if isinstance(n, ast.ImportFrom) and str(n.module).startswith("index.")}


def files_of(module):
    """The files of a module, or of a room where the module is its face."""
    path = ROOT / module.replace(".", "/")
    return set(path.glob("*.py")) if path.is_dir() else {path.with_suffix(".py")}


def listed_files(code):
    places = [ROOT / "index" / name for name in code]
    return {file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the package whose code a test may change."""
    copy = tmp_path / "index"
    shutil.copytree(ROOT / "index", copy, ignore=shutil.ignore_patterns("builtin", "*.gz", "__pycache__"))
    monkeypatch.setattr(fingerprint, "files", lambda _package: copy)
    return copy


@pytest.mark.parametrize(
    ("code", "start"),
    [
        (_DOCUMENT_CODE, listed_files(["loading", "vocabulary/tokenizer.py", "text/sentences.py"])),
        (_SENTENCE_CODE, listed_files(["text/sentences.py"])),
    ],
    ids=["documents", "sentences"],
)
def test_every_module_that_takes_part_is_listed(code, start):
    found, pending = set(), set(start)
    while pending:
        found |= pending
        modules = {module for path in pending for module in imported_modules(path)} - NOT_COUNTED
        pending = {path for module in modules for path in files_of(module)} - found
    assert found - listed_files(code) == set()


@pytest.mark.parametrize(
    "path",
    ["loading/chunking.py", "loading/cleaning/lines.py", "text/detection.py", "updating.py", "figures/numbers.py"],
)
def test_any_byte_of_that_code_counts(package, path):
    before = _hash_code(_DOCUMENT_CODE), _hash_code(_SENTENCE_CODE)
    (package / path).write_bytes((package / path).read_bytes() + b"#")
    assert _hash_code(_DOCUMENT_CODE) != before[0]
    assert _hash_code(_SENTENCE_CODE) == before[1]


def test_the_code_of_sentences_counts_for_documents_too(package):
    before = _hash_code(_DOCUMENT_CODE), _hash_code(_SENTENCE_CODE)
    (package / "text" / "sentences.py").write_text("# other code")
    assert _hash_code(_DOCUMENT_CODE) != before[0]
    assert _hash_code(_SENTENCE_CODE) != before[1]


def test_other_files_and_rooms_do_not_count(package):
    before = _hash_code(_DOCUMENT_CODE)
    (package / "loading" / "__pycache__").mkdir()
    (package / "loading" / "__pycache__" / "html.cpython-311.pyc").write_bytes(b"compiled")
    (package / "search" / "fusion.py").write_text("# other code")
    assert _hash_code(_DOCUMENT_CODE) == before
