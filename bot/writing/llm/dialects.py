"""Options of a request that not every OpenAI-compatible endpoint accepts."""

import threading
from collections.abc import Mapping
from typing import Any

import openai
import regex

_OBJECTION = regex.compile(
    r"unsupported|(?:not|n't) support|unrecogni[sz]ed|unknown|unexpected|extra (?:inputs|fields)|not permitted|not allowed|invalid param",
    regex.I,
)
_OBJECTION_STATUSES = (400, 422)


class Dialect:
    """The options that an endpoint accepts, learnt from its objections."""

    def __init__(self, *, max_tokens: int) -> None:
        self._options: dict[str, Any] = {
            "temperature": 0.0,
            "max_tokens": max_tokens,
            "stream_options": {"include_usage": True},
        }
        self._lock = threading.Lock()

    def options(self, *, is_streamed: bool, max_tokens: int | None = None) -> dict[str, Any]:
        """The options of a request, with another limit of tokens where one is given."""
        with self._lock:
            options = {name: value for name, value in self._options.items() if is_streamed or name != "stream_options"}
        if max_tokens is not None:
            options |= {name: max_tokens for name in ("max_tokens", "max_completion_tokens") if name in options}
        return options

    def learn(self, error: Exception, sent: Mapping[str, Any]) -> bool:
        """Whether an error objects to an option that has an alternative; from then on the alternative is sent."""
        if not isinstance(error, openai.APIStatusError) or error.status_code not in _OBJECTION_STATUSES:
            return False
        if not _OBJECTION.search(f"{error.code} {error.message}"):
            return False
        name = next((n for n in sent if n == error.param), None) or next(
            (n for n in sent if f"{n}'" in error.message or f"{n}" in error.message.split()), None
        )
        with self._lock:
            if name and sent[name] is not openai.omit and self._options.get(name, openai.omit) is openai.omit:
                return True  # another thread has learnt it already
            return self._use_alternative(name)

    def _use_alternative(self, name: str | None) -> bool:
        match name:
            case "max_tokens":
                self._options["max_completion_tokens"] = self._options.pop(name)
            case "stream_options":
                del self._options[name]
            case "temperature" if self._options[name] is not openai.omit:
                self._options[name] = openai.omit
            case _:
                return False
        return True
