"""The structure of the code: rooms with a face, small enough to be read."""

import ast
from pathlib import Path

from paths import ROOT

MODULES = sorted([*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")])
ROOMS = sorted({path.parent for path in MODULES})


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}
PACKAGES = {name_of(room / "__init__.py") for room in ROOMS}


def imported_modules(path: Path):
    """The modules of the project that a file imports from, by the place each import leads to."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in NAMES:
            yield node.module


def ancestors(package: str):
    while package := package.rpartition(".")[0]:
        yield package


def outermost(module: str, package: str) -> str:
    """The package that stands for a module when it is seen from a package: the first on the way that is not shared."""
    parts = module.split(".")
    prefixes = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    return next((p for p in prefixes if p not in {package, *ancestors(package)}), module)


def test_a_room_is_imported_through_its_face_alone():
    inner = {}
    for path in MODULES:
        package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
        inner[name_of(path)] = [module for module in imported_modules(path) if module != outermost(module, package)]
    assert not {name: modules for name, modules in inner.items() if modules}


def test_a_room_has_at_most_twelve_modules():
    counts = {
        room: len([p for p in room.glob("*.py") if p.name not in {"__init__.py", "__main__.py"}]) for room in ROOMS
    }
    assert not {room: count for room, count in counts.items() if count > 12}


def test_a_room_has_one_sentence_over_its_door():
    doors = {room: ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or "" for room in ROOMS}
    assert not [room for room, sentence in doors.items() if "." not in sentence]


def test_no_module_is_longer_than_250_lines():
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > 250}
