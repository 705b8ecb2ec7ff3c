"""The adapter to any OpenAI-compatible endpoint, through llama-index, with retries, deadlines and a circuit breaker."""

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import openai
import pybreaker
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike
from pydantic import SecretStr
from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_before_delay

from bot.errors import (
    ChatModelBrokenError,
    ChatModelContextError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
)
from bot.writing.llm.completions import Completion, IncomingText, ModelReply
from bot.writing.llm.dialects import Dialect
from bot.writing.llm.endpoint import Call, open_http_client
from bot.writing.llm.failures import FAILURES, Failures, stated_context, truncation_error
from bot.writing.llm.habits import Habits
from bot.writing.llm.retries import is_no_outage, is_transient, seconds_to_wait
from bot.writing.prompt_filling import estimate_prompt_tokens
from bot.writing.prompts import Message

log = logging.getLogger(__name__)

# All set by hand.
_ATTEMPTS = 3
_FAILURES_IN_A_ROW = 3
_CONNECT_SECONDS = 10.0
# These libraries log requests and responses in full at DEBUG.
_VERBOSE_LOGGERS = ("openai", "httpx", "httpcore")
_FirstPiece = tuple[IncomingText, str, Iterator[Any]]


class ChatModel:
    """A chat model at an OpenAI-compatible endpoint.

    Transient failures (no connection, 429, 5xx) are retried, three attempts in all within ``timeout_seconds``, waiting for
    a Retry-After of up to 20 seconds. Answers are streamed, unless the endpoint refuses that; what it refuses is learnt once
    and kept in ``habits_file``. After three failed answers in a row the circuit breaker stops requests for
    ``rest_seconds``; then one request tries the endpoint. No tools are offered. Every failure is a ChatModelError.
    """

    def __init__(
        self, *, base_url: str, model: str, key: SecretStr | None = None, timeout_seconds: float = 120.0,
        silence_seconds: float = 30.0, context_tokens: int = 8192, max_tokens: int = 1024, rest_seconds: float = 30.0,
        effort: str = "", extra_body: Mapping[str, Any] | None = None, habits_file: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        for name in _VERBOSE_LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)
        secret = key.get_secret_value().strip() if key else ""
        self.name = model
        self.context_tokens = context_tokens
        # At least half of the context is for what it reads.
        self.max_tokens = min(max_tokens, context_tokens // 2)
        self.has_thought = False
        self._is_stopped = False
        self._calls: set[Call] = set()
        self.timeout_seconds = timeout_seconds
        self._silence_seconds = silence_seconds
        self._rest_seconds = rest_seconds
        self._sleep = sleep
        self._failures = Failures(endpoint=base_url, model=model, key=secret)
        self._dialect = Dialect(
            max_tokens=self.max_tokens, name=f"{base_url} {model}", file=habits_file, effort=effort, extra_body=extra_body,
        )  # fmt: skip
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=_FAILURES_IN_A_ROW,
            reset_timeout=rest_seconds,
            throw_new_error_on_trip=False,
            exclude=[is_no_outage],
        )
        self._http = open_http_client(key=SecretStr(secret))
        with self._translated_errors():
            self._llm = OpenAILike(
                model=model,
                api_base=base_url,
                api_key="none",
                http_client=self._http,
                max_retries=0,
                is_chat_model=True,
                is_function_calling_model=False,
                context_window=context_tokens,
            )  # type: ignore[call-arg]  # fmt: skip - http_client is taken, and not among the declared fields

    @property
    def habits(self) -> Habits:
        """What was learnt of the endpoint."""
        return self._dialect.habits

    @property
    def prompt_tokens(self) -> int:
        """How many tokens the model can read, as ``estimate_prompt_tokens`` counts them."""
        room = self.context_tokens - self.max_tokens
        limit = self.habits.prompt_limit
        return int((room if limit is None else min(room, limit)) / self.habits.ratio)

    def stream(self, messages: Sequence[Message]) -> ModelReply:
        """The pieces of an answer as they are written: ``with model.stream(…) as reply: for piece in reply``.

        Reading a piece raises ChatModelError, also after the first.
        """
        return ModelReply(self._pieces(messages))

    def complete(self, messages: Sequence[Message], *, timeout_seconds: float | None = None) -> Completion:
        """A whole answer, within ``timeout_seconds`` if they are fewer. Raises ChatModelError."""
        return _read_to_end(ModelReply(self._pieces(messages, timeout_seconds=timeout_seconds)))

    def complete_at_once(self, messages: Sequence[Message]) -> Completion:
        """A whole answer without a stream, to see whether the endpoint can. Raises ChatModelError."""
        return _read_to_end(ModelReply(self._pieces(messages, is_streamed=False)))

    def close(self) -> None:
        """Close the connections. An answer that is being written ends at once, with a ChatModelError."""
        self._is_stopped = True
        for call in list(self._calls):
            call.interrupt()
        self._http.close()

    def _pieces(
        self, messages: Sequence[Message], *, is_streamed: bool | None = None, timeout_seconds: float | None = None
    ) -> Generator[str, None, Completion]:
        seconds = min(timeout_seconds or self.timeout_seconds, self.timeout_seconds)
        with self._call(seconds) as call, self._guarded(), self._translated_errors():
            incoming, piece, responses = self._begin(messages, call, is_streamed)
            yield piece
            for response in responses:
                if piece := incoming.take(response):
                    yield piece
            completion = incoming.completion()
            self.has_thought |= incoming.has_thought
            self._measure(messages, completion)
        log.info(
            "%s read %d and wrote %d tokens (%s)",
            self.name, completion.prompt_tokens, completion.completion_tokens, completion.finish_reason,
        )  # fmt: skip
        return completion

    def _measure(self, messages: Sequence[Message], completion: Completion) -> None:
        """Learn how the endpoint counts. Raises ChatModelContextError where it cut the prompt without saying so."""
        estimated = estimate_prompt_tokens(messages)
        counted = completion.prompt_tokens
        if completion.usage.is_estimated or self._dialect.measure(estimated=estimated, counted=counted):
            return
        error = truncation_error(self.name, counted=counted, estimated=estimated)
        log.warning("%s", error)
        error.usage = completion.usage
        raise error

    @contextmanager
    def _call(self, seconds: float) -> Iterator[Call]:
        with closing(Call(deadline=time.monotonic() + seconds)) as call:
            self._calls.add(call)
            try:
                yield call
            finally:
                self._calls.discard(call)

    def _begin(self, messages: Sequence[Message], call: Call, is_streamed: bool | None) -> _FirstPiece:  # noqa: FBT001
        """An answer up to its first piece. Until then nobody has seen any of it, so it can be retried."""
        retrying = Retrying(
            retry=retry_if_exception(is_transient), wait=seconds_to_wait, sleep=self._sleep, reraise=True,
            stop=stop_after_attempt(_ATTEMPTS) | stop_before_delay(call.seconds_left),
        )  # fmt: skip
        try:
            return retrying(self._attempt, messages, call, is_streamed)
        except ChatModelBrokenError:
            # It broke off before its first piece: nobody has seen any of it.
            return self._attempt(messages, call, is_streamed)

    def _attempt(self, messages: Sequence[Message], call: Call, is_streamed: bool | None) -> _FirstPiece:  # noqa: FBT001
        if self._is_stopped:
            raise ChatModelTimeoutError(f"{self.name} is no longer asked: the connection is being closed.")
        incoming = IncomingText(messages, model=self.name)
        with self._translated_errors(), call.current():
            responses = self._responses(messages, call, is_streamed)
            for response in responses:
                if piece := incoming.take(response):
                    return incoming, piece, responses
            if not incoming.is_begun:
                raise ChatModelBrokenError(
                    f"The answer of {self.name} broke off before it began: check that LLM_BASE_URL is the address of its "
                    "OpenAI-compatible API, which often ends in /v1."
                )
        return incoming, "", iter(())

    def _responses(self, messages: Sequence[Message], call: Call, is_streamed: bool | None) -> Iterator[Any]:  # noqa: FBT001
        """The responses to messages; streamed unless the endpoint refuses that, or as ``is_streamed`` says."""
        seen = {self.habits}
        while True:
            streams = self.habits.streams if is_streamed is None else is_streamed
            sent = self._dialect.messages(messages)
            options = self._dialect.options(is_streamed=streams)
            chat = [ChatMessage(role=message.role, content=message.text) for message in sent]
            # An answer in one piece is silent until it is complete.
            longest = min(self._silence_seconds, call.seconds_left) if streams else call.seconds_left
            silence = httpx.Timeout(max(longest, 0.0), connect=_CONNECT_SECONDS)
            try:
                if streams:
                    yield from self._llm.stream_chat(chat, timeout=silence, **options)
                else:
                    yield self._llm.chat(chat, timeout=silence, **options)
            except openai.APIError as error:
                has_system = any(message.role == "system" for message in sent)
                if not self._dialect.learn(error, options, is_streamed=streams, has_system=has_system):
                    if isinstance(self._failures.translate(error), ChatModelContextError):
                        self._dialect.limit_context(stated_context(error), estimated=estimate_prompt_tokens(messages))
                    raise
                if self.habits in seen:
                    raise  # each alternative was refused too
                seen.add(self.habits)
            else:
                return

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Raises ChatModelUnavailableError at once while the circuit breaker is open."""
        try:
            with self._breaker.calling():
                yield
        except pybreaker.CircuitBreakerError:
            raise ChatModelUnavailableError(
                f"{self.name} failed {_FAILURES_IN_A_ROW} times in a row and is not asked for {self._rest_seconds:.0f} s."
            ) from None

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Raises failures as ChatModelError, without their cause: requests hold the key."""
        try:
            yield
        except FAILURES as error:
            raise self._failures.translate(error) from None


def _read_to_end(reply: ModelReply) -> Completion:
    for _ in reply:
        pass
    return reply.completion
