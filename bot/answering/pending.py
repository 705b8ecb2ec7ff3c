"""Answers of which all is there that the index has to say, and which a chat model may still have to write."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Pending(Generic[T]):
    """What is made once the index has been asked; by a chat model it is made only when ``result`` is called."""

    def __init__(self, make: Callable[[], T], *, asks_model: bool) -> None:
        self.asks_model = asks_model
        self._make = make
        if not asks_model:
            made = make()
            self._make = lambda: made

    @classmethod
    def ready(cls, made: T) -> "Pending[T]":
        """What is made already."""
        return cls(lambda: made, asks_model=False)

    def result(self) -> T:
        """What is made: at once, or for as long as the chat model takes, in whatever thread this is called."""
        return self._make()

    def then(self, change: Callable[[T], T]) -> "Pending[T]":
        """The same with a change to what is made."""
        return Pending(lambda: change(self.result()), asks_model=self.asks_model)
