"""What an OpenAI-compatible endpoint accepts and how it counts, learnt from its replies and kept between processes."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openai
import regex

from bot.writing.llm.habits import Habits, keep_habits, read_habits
from bot.writing.prompts import Message

log = logging.getLogger(__name__)

_OBJECTION = regex.compile(
    r"unsupported|(?:not|n't) support|unrecogni[sz]ed|unknown|unexpected|extra (?:inputs|fields)|not permitted|not allowed|invalid param",
    regex.I,
)
# OpenAI, where the organisation is not verified, and proxies that cannot stream.
_NO_STREAM = regex.compile(
    r"verified to stream|stream(?:ing)? (?:is |mode )?(?:not|un)[ -]?support|(?:not|n't) support stream", regex.I
)
# DashScope and ModelScope, with thinking on: in English and Chinese.
_ONLY_STREAM = regex.compile(r"non-stream|only supports? stream|stream=.?False|非流式", regex.I)
# The chat templates of Gemma and Mistral, as vLLM (400) and llama.cpp (500) report them.
_NO_SYSTEM = regex.compile(
    r"system role|role.{0,12}system|developer instruction is not enabled|roles must alternate", regex.I
)
_OBJECTION_STATUSES = (400, 422, 500)
# Estimates are of more tokens than this, or the ratio is not measured. Set by hand.
_LEAST_MEASURED = 300
# The ratio of counted to estimated tokens is believed within these bounds; the estimate is at most 1.8 times too high.
_LOWEST_RATIO, _HIGHEST_RATIO = 0.5, 2.0
# The share of an estimated prompt that is sent again where it is too long, and nobody says by how much. Set by hand.
_SHORTER = 0.7
# A prompt of which the endpoint counts less than this share was cut, unless it counts less than the half of the smallest
# context that is left of a cut prompt: then it cannot count. Set by hand.
_TRUNCATED_SHARE, _LEAST_COUNTED = 0.45, 900


class Dialect:
    """The options and messages for an endpoint. Safe to use from several threads.

    ``file`` keeps what was learnt, for each endpoint and model; without one it is learnt anew in each process.
    """

    def __init__(
        self, *, max_tokens: int, name: str = "", file: Path | None = None, effort: str = "",
        extra_body: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self._max_tokens = max_tokens
        self._name = name
        self._file = file
        self._effort = effort
        self._extra_body = dict(extra_body or {})
        self._lock = threading.Lock()
        self.habits = read_habits(file, name)

    def options(self, *, is_streamed: bool, max_tokens: int | None = None) -> dict[str, Any]:
        """The options of a request, with another limit of tokens where one is given."""
        habits = self.habits
        options: dict[str, Any] = {
            "temperature": 0.0 if habits.takes_temperature else openai.omit,
            habits.budget_field: self._max_tokens if max_tokens is None else max_tokens,
        }
        if is_streamed and habits.takes_usage_option:
            options["stream_options"] = {"include_usage": True}
        if self._effort and habits.takes_effort:
            options["reasoning_effort"] = self._effort
        if self._extra_body:
            options["extra_body"] = self._extra_body
        return options

    def messages(self, messages: Sequence[Message]) -> list[Message]:
        """The messages as the endpoint takes them: without a system role its text begins the first message of the user."""
        if self.habits.takes_system or not messages or messages[0].role != "system":
            return list(messages)
        system, first, *rest = messages
        return [Message("user", f"{system.text}\n\n{first.text}"), *rest]

    def learn(self, error: Exception, sent: Mapping[str, Any], *, is_streamed: bool, has_system: bool) -> bool:
        """Whether an error objects to what has an alternative; from then on the alternative is used."""
        if not isinstance(error, openai.APIStatusError) or error.status_code not in _OBJECTION_STATUSES:
            return False
        text = f"{error.code} {error.message}"
        if is_streamed and (error.param == "stream" or _NO_STREAM.search(text)) and not _ONLY_STREAM.search(text):
            return self._learn(lambda habits: replace(habits, streams=False))
        if not is_streamed and _ONLY_STREAM.search(text):
            return self._learn(lambda habits: replace(habits, streams=True))
        if has_system and _NO_SYSTEM.search(text):
            return self._learn(lambda habits: replace(habits, takes_system=False))
        if not _OBJECTION.search(text):
            return False
        words = set(regex.findall(r"\w+", error.message))
        refused = error.param if error.param in sent else next((name for name in sent if name in words), None)
        return self._use_alternative(refused, sent)

    def _use_alternative(self, name: str | None, sent: Mapping[str, Any]) -> bool:
        if name is None or sent[name] is openai.omit:
            return False
        match name:
            case "max_tokens" | "max_completion_tokens":
                other = "max_completion_tokens" if name == "max_tokens" else "max_tokens"
                return self._learn(lambda habits: replace(habits, budget_field=other))
            case "stream_options":
                return self._learn(lambda habits: replace(habits, takes_usage_option=False))
            case "temperature":
                return self._learn(lambda habits: replace(habits, takes_temperature=False))
            case "reasoning_effort":
                log.warning("the endpoint does not take LLM_REASONING_EFFORT=%s: it is not sent", self._effort)
                return self._learn(lambda habits: replace(habits, takes_effort=False))
        return False

    def measure(self, *, estimated: int, counted: int) -> bool:
        """Learn how the endpoint counts a prompt. Returns False where it counted so few tokens that it cut the prompt."""
        if _LEAST_COUNTED <= counted < _TRUNCATED_SHARE * estimated:
            self.limit_prompt(counted)
            return False
        ratio = counted / estimated if estimated >= _LEAST_MEASURED else 0.0
        if _LOWEST_RATIO <= ratio <= _HIGHEST_RATIO:
            # The largest ratio seen counts, and is slowly forgotten: a prompt too long is worse than one too short.
            kept = round(max(ratio, 0.9 * self.habits.ratio + 0.1 * ratio), 2)
            self._learn(lambda habits: replace(habits, ratio=kept))
        return True

    def limit_context(self, size: int | None, *, estimated: int) -> None:
        """Keep the next prompts within a context of so many tokens; if it is unknown, shorter than one of an estimate."""
        limit = max(size - self._max_tokens, size // 2) if size else int(_SHORTER * estimated * self.habits.ratio)
        self.limit_prompt(limit)

    def limit_prompt(self, tokens: int) -> None:
        """Keep prompts within so many tokens, as the endpoint counts them."""
        self._learn(lambda habits: replace(habits, prompt_limit=tokens))

    def _learn(self, change: Callable[[Habits], Habits]) -> bool:
        """Change the habits and keep them. True, also where another thread has learnt the same already."""
        with self._lock:
            changed = change(self.habits)
            if changed != self.habits:
                self.habits = changed
                keep_habits(self._file, self._name, changed)
        return True
