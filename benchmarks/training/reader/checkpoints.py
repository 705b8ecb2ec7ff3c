"""States of a training run that can be stopped at any moment and taken up again."""

import time
from pathlib import Path
from typing import Any

import torch


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a state so that the file is always whole, the old one or the new one."""
    temporary = path.with_suffix(".new")
    torch.save(state, temporary)
    temporary.replace(path)


class Keeper:
    """Says when it is time to save: every so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._last = seconds, time.monotonic()

    def is_due(self) -> bool:
        """Whether so many seconds have passed since it was due last."""
        if time.monotonic() - self._last < self._seconds:
            return False
        self._last = time.monotonic()
        return True
