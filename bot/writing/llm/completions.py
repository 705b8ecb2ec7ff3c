"""Reads a chat model's responses strictly: the text, why it ended, and the tokens used."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from bot.answers import Usage
from bot.errors import ChatModelBrokenError, ChatModelRefusedError, ChatModelReplyError
from bot.writing.llm.habits import Habits
from bot.writing.prompt_filling import estimate_prompt_tokens, estimate_tokens
from bot.writing.prompts import Message

# Why a text ended: by itself, or at the limit of tokens.
STOP, LENGTH = "stop", "length"
_FILTERED = "content_filter"
# In which servers send a model's thinking: DeepSeek, DashScope, llama.cpp and vLLM; Ollama and OpenRouter.
_THINKING_FIELDS = ("reasoning_content", "reasoning")


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole text of a chat model. ``finish_reason`` is ``stop``, or ``length`` at the limit of tokens."""

    text: str
    usage: Usage
    finish_reason: str = STOP

    @property
    def prompt_tokens(self) -> int:
        """Tokens read, as the endpoint counts them, or as estimated."""
        return self.usage.prompt_tokens

    @property
    def completion_tokens(self) -> int:
        """Tokens written, with the model's thinking where the endpoint counts."""
        return self.usage.completion_tokens


class IncomingText:
    """A text put together from the responses of llama-index."""

    def __init__(self, messages: Sequence[Message], *, model: str) -> None:
        self._messages = messages
        self._model = model
        self._pieces: list[str] = []
        self._finish_reason: str | None = None
        self._usage: Usage | None = None
        self.has_thought = False

    def take(self, response: Any) -> str:
        """Add a response, and return its piece of the text. Raises ChatModelRefusedError where a filter stopped it."""
        piece = response.delta if response.delta is not None else response.message.content or ""
        if response.raw.choices:
            choice = response.raw.choices[0]
            self._finish_reason = choice.finish_reason or self._finish_reason
            message = getattr(choice, "delta", None) or getattr(choice, "message", None)
            self.has_thought |= any(getattr(message, name, None) for name in _THINKING_FIELDS)
            if self._finish_reason == _FILTERED or getattr(message, "refusal", None):
                raise ChatModelRefusedError(f"{self._model} or its content filter would not answer.")
        counted = response.additional_kwargs.get("prompt_tokens"), response.additional_kwargs.get("completion_tokens")
        if all(isinstance(count, int) and count >= 0 for count in counted):
            self._usage = Usage(*counted)
        self._pieces.append(piece)
        return str(piece)

    @property
    def is_begun(self) -> bool:
        """Whether it was said why the text ended, or some of it came."""
        return self._finish_reason is not None or any(self._pieces)

    def completion(self) -> Completion:
        """The whole text. Raises ChatModelReplyError where it broke off or is empty."""
        text = "".join(self._pieces)
        if self._finish_reason is None:
            raise ChatModelBrokenError(f"The answer of {self._model} broke off in the middle.")
        if not text.strip():
            if self._finish_reason == LENGTH:
                raise ChatModelReplyError(
                    f"{self._model} sent an empty answer: raise LLM_MAX_TOKENS, it may think before it writes."
                )
            raise ChatModelReplyError(f"{self._model} sent an empty answer.")
        estimate = Usage(estimate_prompt_tokens(self._messages), estimate_tokens(text), is_estimated=True)
        return Completion(text, self._usage or estimate, LENGTH if self._finish_reason == LENGTH else STOP)


class ModelReply:
    """The pieces of an answer as they come. Iterate once; leaving the ``with`` block closes the stream."""

    def __init__(self, pieces: Generator[str, None, Completion]) -> None:
        self._pieces = pieces
        self._completion: Completion | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pieces.close()

    def __iter__(self) -> Iterator[str]:
        self._completion = yield from self._pieces

    @property
    def completion(self) -> Completion:
        """The whole answer. Raises ValueError before the last piece has come."""
        if self._completion is None:
            raise ValueError("not all pieces of the answer have come")
        return self._completion


class WritingModel(Protocol):
    """What a writer needs of a chat model."""

    @property
    def name(self) -> str:
        """The name of the model."""

    @property
    def context_tokens(self) -> int:
        """The size of the context: tokens read and written together."""

    @property
    def prompt_tokens(self) -> int:
        """The tokens of these it may read, as ``estimate_prompt_tokens`` counts them."""

    @property
    def timeout_seconds(self) -> float:
        """How long an answer may take in all."""

    def stream(self, messages: Sequence[Message]) -> ModelReply:
        """The pieces of an answer as they are written. Reading them raises ChatModelError."""

    def complete(self, messages: Sequence[Message], *, timeout_seconds: float | None = None) -> Completion:
        """A whole answer at once, within another time where one is given. Raises ChatModelError."""

    def close(self) -> None:
        """End what is being written, with a ChatModelError."""


class EndpointModel(WritingModel, Protocol):
    """What an examination of an endpoint needs besides."""

    @property
    def habits(self) -> Habits:
        """What was learnt of the endpoint."""

    @property
    def has_thought(self) -> bool:
        """Whether it sent any thinking."""

    def complete_at_once(self, messages: Sequence[Message]) -> Completion:
        """A whole answer without a stream. Raises ChatModelError."""
