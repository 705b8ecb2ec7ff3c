"""What was measured so far, kept in a file, and Markdown tables of it."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Cell = str | int | float | None


class Results:
    """Rows by key, written after each one, so that a run that is broken off goes on where it stopped.

    ``setting`` names what the figures depend on besides the code (the models, a limit); rows measured under
    another one are kept beside them. With ``fresh`` each row that is asked for is measured again, once.
    """

    def __init__(self, path: Path, *, setting: str, fresh: bool = False) -> None:
        self._path = path
        self._all: dict[str, dict[str, Row]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self._rows = self._all.setdefault(setting, {})
        self._outdated = set(self._rows) if fresh else set()

    def __contains__(self, key: str) -> bool:
        return key in self._rows and key not in self._outdated

    def once(self, key: str, measure: Callable[[], Row]) -> Row:
        """The row kept under a key; it is measured where there is none yet."""
        if key in self:
            print(f"{key}: kept from {self._rows[key]['measured']}", file=sys.stderr)
        else:
            print(f"{key}: measuring", file=sys.stderr, flush=True)
            self._rows[key] = measure() | {"measured": datetime.now(UTC).isoformat(timespec="minutes")}
            self._outdated.discard(key)
            self._write()
        return self._rows[key]

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._all, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(self._path)


def table(head: Sequence[str], body: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table; shares with three places, nothing for what there is not."""
    lines = [_line(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *(_line([_shown(cell) for cell in row]) for row in body)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
