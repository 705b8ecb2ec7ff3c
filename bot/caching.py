"""Answers kept while nothing they depend on changes: the question, the language, what is indexed, and who writes."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from cachetools import LRUCache

from bot.answers import Answer, AnswerLanguage, Usage
from index import fold

_KEPT = 500


class Asked(NamedTuple):
    """All that an answer depends on. ``engine`` is the model that writes, or that none does."""

    question: str
    language: AnswerLanguage
    source_ids: tuple[str, ...]
    index_version: str
    engine: str


class AnswerCache:
    """The last answers, by what they depend on. May be used from several threads."""

    def __init__(self, *, size: int = _KEPT) -> None:
        self._answers: LRUCache[Asked, Answer] = LRUCache(maxsize=size)
        self._lock = threading.Lock()

    def answer(self, asked: Asked, make: Callable[[], Answer]) -> Answer:
        """The kept answer, which costs nothing more, or the one that is made now.

        Spelling matters as little as it does to the search. An answer that was made in another way than was asked for,
        because the model failed, is not kept.
        """
        key = asked._replace(question=" ".join(fold(asked.question).split()))
        with self._lock:
            kept = self._answers.get(key)
        if kept is not None:
            return replace(kept, question=asked.question, usage=Usage(), milliseconds=0.0)
        made = make()
        if made.engine == asked.engine:
            with self._lock:
                self._answers[key] = made
        return made

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()

    def __len__(self) -> int:
        return len(self._answers)


def visible(source_ids: Sequence[str]) -> tuple[str, ...]:
    """Sources in the form an answer depends on them: in whatever order they are named."""
    return tuple(sorted(source_ids))
