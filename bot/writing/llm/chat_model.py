"""The adapter to any OpenAI-compatible endpoint, through llama-index, with retries, deadlines and a circuit breaker."""

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import httpx
import openai
import pybreaker
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike
from pydantic import SecretStr
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_random_exponential

from bot.errors import ChatModelError, ChatModelUnavailableError
from bot.writing.llm.completions import Completion, IncomingText, ModelReply
from bot.writing.llm.dialects import Dialect
from bot.writing.llm.endpoint import Call, open_http_client
from bot.writing.llm.failures import FAILURES, Failures
from bot.writing.prompts import Message

log = logging.getLogger(__name__)

# All set by hand.
_ATTEMPTS = 3
_LONGEST_WAIT_SECONDS = 20.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=4)
_FAILURES_IN_A_ROW = 3
_TOKENS_TO_CHECK = 16
_CONNECT_SECONDS = 10.0
# These libraries log requests and responses in full at DEBUG.
_VERBOSE_LOGGERS = ("openai", "httpx", "httpcore")
_FirstPiece = tuple[IncomingText, str, Iterator[Any]]


class ChatModel:
    """A chat model at an OpenAI-compatible endpoint.

    Transient failures (no connection, 429, 5xx) are retried, three attempts in all within ``timeout_seconds``, waiting for
    a Retry-After of up to 20 seconds. After three failed answers in a row the circuit breaker stops requests for
    ``rest_seconds``; then one request tries the endpoint. No tools are offered. Every failure is a ChatModelError.
    """

    def __init__(
        self, *, base_url: str, model: str, key: SecretStr | None = None, timeout_seconds: float = 120.0,
        silence_seconds: float = 30.0, context_tokens: int = 8192, max_tokens: int = 1024, rest_seconds: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        for name in _VERBOSE_LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)
        secret = key.get_secret_value().strip() if key else ""
        self.name = model
        self.context_tokens = context_tokens
        self.max_tokens = max_tokens
        self._timeout_seconds = timeout_seconds
        self._silence_seconds = silence_seconds
        self._rest_seconds = rest_seconds
        self._sleep = sleep
        self._failures = Failures(endpoint=base_url, model=model, key=secret)
        self._dialect = Dialect(max_tokens=max_tokens)
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=_FAILURES_IN_A_ROW,
            reset_timeout=rest_seconds,
            throw_new_error_on_trip=False,
            exclude=[_is_no_outage],
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

    def stream(self, messages: Sequence[Message]) -> ModelReply:
        """The pieces of an answer as they are written: ``with model.stream(…) as reply: for piece in reply``.

        Reading a piece raises ChatModelError, also after the first.
        """
        return ModelReply(self._pieces(messages, is_streamed=True))

    def complete(self, messages: Sequence[Message]) -> Completion:
        """A whole answer at once. Raises ChatModelError."""
        reply = ModelReply(self._pieces(messages, is_streamed=False))
        for _ in reply:
            pass
        return reply.completion

    def check(self) -> None:
        """Ask for a few tokens. Raises the ChatModelError that a question would raise; an empty answer raises none."""
        incoming = IncomingText((), model=self.name)
        with closing(self._call()) as call, self._translated_errors(), call.current():
            for response in self._responses([Message("user", "?")], is_streamed=False, max_tokens=_TOKENS_TO_CHECK):
                incoming.take(response)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _pieces(self, messages: Sequence[Message], *, is_streamed: bool) -> Generator[str, None, Completion]:
        with closing(self._call()) as call, self._guarded(), self._translated_errors():
            incoming, piece, responses = self._begin(messages, call, is_streamed=is_streamed)
            yield piece
            for response in responses:
                if piece := incoming.take(response):
                    yield piece
            completion = incoming.completion()
        log.info(
            "%s read %d and wrote %d tokens (%s)",
            self.name, completion.prompt_tokens, completion.completion_tokens, completion.finish_reason,
        )  # fmt: skip
        return completion

    def _call(self) -> Call:
        return Call(deadline=time.monotonic() + self._timeout_seconds)

    def _begin(self, messages: Sequence[Message], call: Call, *, is_streamed: bool) -> _FirstPiece:
        """An answer up to its first piece. Until then nobody has seen any of it, so it can be retried."""
        retrying = Retrying(
            retry=retry_if_exception(_is_transient), wait=_wait, sleep=self._sleep, reraise=True,
            stop=stop_after_attempt(_ATTEMPTS) | stop_before_delay(self._timeout_seconds),
        )  # fmt: skip
        return retrying(self._attempt, messages, call, is_streamed=is_streamed)

    def _attempt(self, messages: Sequence[Message], call: Call, *, is_streamed: bool) -> _FirstPiece:
        incoming = IncomingText(messages, model=self.name)
        with self._translated_errors(), call.current():
            responses = self._responses(messages, is_streamed=is_streamed)
            for response in responses:
                if piece := incoming.take(response):
                    return incoming, piece, responses
        return incoming, "", iter(())

    def _responses(
        self, messages: Sequence[Message], *, is_streamed: bool, max_tokens: int | None = None
    ) -> Iterator[Any]:
        chat = [ChatMessage(role=message.role, content=message.text) for message in messages]
        # An answer in one piece is silent until it is complete.
        silence = httpx.Timeout(
            self._silence_seconds if is_streamed else self._timeout_seconds, connect=_CONNECT_SECONDS
        )
        while True:
            options = self._dialect.options(is_streamed=is_streamed, max_tokens=max_tokens)
            try:
                if is_streamed:
                    yield from self._llm.stream_chat(chat, timeout=silence, **options)
                else:
                    yield self._llm.chat(chat, timeout=silence, **options)
            except openai.APIStatusError as error:
                if not self._dialect.learn(error, options):
                    raise
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


def _is_no_outage(error: BaseException) -> bool:
    return not (isinstance(error, ChatModelError) and error.is_outage)


def _is_transient(error: BaseException) -> bool:
    return (
        isinstance(error, ChatModelError) and error.is_retryable and (error.retry_after or 0.0) <= _LONGEST_WAIT_SECONDS
    )


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, ChatModelError) else None
    return _BACKOFF(state) if asked is None else asked
