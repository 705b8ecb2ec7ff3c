"""Answers whose evidence has been found, and which a chat model may still have to write."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Pending(Generic[T]):
    """An answer or summary. Where it ``asks_model``, each call of ``result`` has it written; else it is there already."""

    def __init__(self, create: Callable[[], T], *, asks_model: bool) -> None:
        self.asks_model = asks_model
        self._create = create
        if not asks_model:
            value = create()
            self._create = lambda: value

    @classmethod
    def ready(cls, value: T) -> "Pending[T]":
        """A value that is there already."""
        return cls(lambda: value, asks_model=False)

    def result(self) -> T:
        """The value. Blocks as long as the chat model writes. May be called from any thread."""
        return self._create()

    def then(self, change: Callable[[T], T]) -> "Pending[T]":
        """The same with a change to its value."""
        return Pending(lambda: change(self.result()), asks_model=self.asks_model)
