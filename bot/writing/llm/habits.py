"""What was learnt of an endpoint, and the file in the data folder that keeps it."""

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of an endpoint and a model. ``prompt_limit`` is in tokens as it counts them; None where unknown."""

    budget_field: str = "max_tokens"
    takes_temperature: bool = True
    takes_usage_option: bool = True
    takes_effort: bool = True
    streams: bool = True
    takes_system: bool = True
    ratio: float = 1.0
    prompt_limit: int | None = None

    def differences(self) -> dict[str, Any]:
        """What is not as it is assumed of an endpoint of which nothing is known."""
        return {name: value for name, value in asdict(self).items() if value != getattr(Habits(), name)}


def read_habits(file: Path | None, name: str) -> Habits:
    """The habits of an endpoint in a file; the default ones where it holds none that can be read."""
    kept = _load(file).get(name, {})
    known = {field.name: type(getattr(Habits(), field.name)) for field in fields(Habits)}
    if not isinstance(kept, dict):
        return Habits()
    valid = {n: v for n, v in kept.items() if n in known and (n == "prompt_limit" or isinstance(v, known[n]))}
    return replace(Habits(), **valid)


def _load(file: Path | None) -> dict[str, Any]:
    try:
        loaded = json.loads(file.read_text("utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def keep_habits(file: Path | None, name: str, habits: Habits) -> None:
    """Keep the habits of an endpoint in a file, which is replaced as a whole."""
    if file is None:
        return
    new = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps({**_load(file), name: asdict(habits)}, indent=1), "utf-8")
        new.replace(file)
    except OSError as error:
        log.warning("what was learnt of the chat model cannot be kept in %s: %s", file, error)
