"""Answers kept while nothing they depend on changes: the question, the language, what is indexed, and who writes."""

import threading
from collections.abc import Sequence
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

    def kept(self, asked: Asked) -> Answer | None:
        """The answer that was kept, which costs nothing more. Spelling matters as little as it does to the search."""
        with self._lock:
            kept = self._answers.get(_key(asked))
        return kept and replace(kept, question=asked.question, usage=Usage(), milliseconds=0.0)

    def keep(self, asked: Asked, answer: Answer) -> Answer:
        """The answer, kept unless it was made in another way than was asked for, because the model failed."""
        if answer.engine == asked.engine:
            with self._lock:
                self._answers[_key(asked)] = answer
        return answer

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()

    def __len__(self) -> int:
        return len(self._answers)


def _key(asked: Asked) -> Asked:
    return asked._replace(question=" ".join(fold(asked.question).split()))


def visible(source_ids: Sequence[str]) -> tuple[str, ...]:
    """Sources in the form an answer depends on them: in whatever order they are named."""
    return tuple(sorted(source_ids))
