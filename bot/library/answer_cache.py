"""A cache of answers. The key holds everything that an answer depends on."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cachetools import LRUCache

from bot.answers import Answer, AnswerLanguage, Usage
from index import fold

# Set by hand: a few megabytes.
_MOST_ANSWERS = 500


class CacheKey(NamedTuple):
    """What an answer depends on. ``engine`` names the chat model, or says that there is none."""

    question: str
    language: AnswerLanguage
    source_ids: tuple[str, ...]
    index_version: str
    engine: str

    @classmethod
    def of(
        cls, question: str, language: AnswerLanguage, source_ids: Sequence[str], index_version: str, engine: str
    ) -> "CacheKey":
        """A key in which the order of the sources does not matter."""
        return cls(question, language, tuple(sorted(source_ids)), index_version, engine)


class AnswerCache:
    """The most recently used answers. May be used from several threads."""

    def __init__(self, *, size: int = _MOST_ANSWERS) -> None:
        self._answers: LRUCache[CacheKey, Answer] = LRUCache(maxsize=size)
        self._lock = threading.Lock()

    def get(self, key: CacheKey) -> Answer | None:
        """The cached answer, without the tokens and the time it took. Case and width of the question do not matter."""
        with self._lock:
            cached = self._answers.get(_normalized(key))
        return cached and replace(cached, question=key.question, usage=Usage(), milliseconds=0.0)

    def put(self, key: CacheKey, answer: Answer) -> Answer:
        """Cache an answer and return it. An answer quoted because the chat model failed is not cached."""
        if answer.engine == key.engine:
            with self._lock:
                self._answers[_normalized(key)] = answer
        return answer

    def clear(self) -> None:
        """Remove all answers."""
        with self._lock:
            self._answers.clear()

    def __len__(self) -> int:
        return len(self._answers)


def _normalized(key: CacheKey) -> CacheKey:
    return key._replace(question=" ".join(fold(key.question).split()))
