"""No file of others is read in a way that would run code in it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Reads what the same process wrote, into a file without a name.
OWN = {ROOT / "index" / "loading" / "document_spool.py"}
RUNS_CODE = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}


def unsafe_loads(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            yield from RUNS_CODE.intersection(name.partition(".")[0] for name in names)
        elif isinstance(node, ast.Call):
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            called = ast.unparse(node.func)
            if called == "torch.load" and given.get("weights_only") != "True":
                yield "torch.load"
            if called in ("np.load", "numpy.load") and given.get("allow_pickle") == "True":
                yield called
            if called in ("yaml.load", "yaml.unsafe_load", "yaml.full_load"):
                yield called


def test_weights_and_stored_files_are_read_without_running_code_in_them():
    paths = {path for room in ("bot", "index", "benchmarks") for path in (ROOT / room).rglob("*.py")} - OWN
    assert len(paths) > 300
    found = {str(path.relative_to(ROOT)): list(unsafe_loads(ast.parse(path.read_text("utf-8")))) for path in paths}
    assert {path: loads for path, loads in found.items() if loads} == {}


@pytest.mark.parametrize(
    "code",
    [
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "import pickle",
        "from marshal import loads",
        "np.load(p, allow_pickle=True)",
    ],
)
def test_what_would_run_code_is_seen(code):
    assert list(unsafe_loads(ast.parse(code)))
