"""Translates failures of a chat model's endpoint into ChatModelError, one sentence each, without the key."""

import json
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import httpx
import openai
import regex

from bot.errors import (
    ChatModelBrokenError,
    ChatModelBudgetError,
    ChatModelBusyError,
    ChatModelContextError,
    ChatModelError,
    ChatModelKeyError,
    ChatModelRefusedError,
    ChatModelReplyError,
    ChatModelRequestError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
)
from index import single_line

# What reading a response outside the protocol raises: no JSON, or other fields than expected.
PROTOCOL_ERRORS = (json.JSONDecodeError, AttributeError, IndexError, KeyError, TypeError, ValueError)
FAILURES = (openai.OpenAIError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, *PROTOCOL_ERRORS)

_FILTERED = regex.compile(
    r"content[_ ]?(?:filter|policy|management)|data[_ ]?inspection[_ ]?failed|content exists risk|moderation|was flagged|\bsensitive_words",
    regex.I,
)
_BUDGET_USED_UP = regex.compile(
    r"insufficient[_ ](?:quota|balance|credits?|funds)|billing|arrearage|out of credit|credit balance", regex.I
)
# As OpenAI, DeepSeek, DashScope, vLLM, llama.cpp and Ollama say it, also in a stream.
_CONTEXT = regex.compile(
    r"context[ _]length|context[ _](?:size|window)|maximum context|exceed_context_size|prompt is too long|too many tokens|"
    r"range of input length|longer than the (?:model|maximum)|input length.{0,40}exceed",
    regex.I,
)
_CONTEXT_SIZE = regex.compile(
    r"n_ctx\W{1,4}(?P<size>\d{3,7})|(?:maximum context length|context (?:length|window|size))(?: of| is|:)?\D{0,24}?(?P<size>\d{3,7})|"
    r"available context size \((?P<size>\d{3,7})",
    regex.I,
)
_TIMEOUT_STATUSES = frozenset({408, 504})
_LONGEST_EXCERPT = 200
_FIRST_SERVER_ERROR = 500


class Failures:
    """Translates the failures of one endpoint. Messages hold its address and the model's name, never the key."""

    def __init__(self, *, endpoint: str, model: str, key: str) -> None:
        self._endpoint = endpoint
        self._model = model
        self._key = key

    def translate(self, error: Exception) -> ChatModelError:
        """The ChatModelError for an exception of the client, or of reading its response."""
        if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
            return ChatModelTimeoutError(
                f"{self._model} at {self._endpoint} did not answer in time: see LLM_TIMEOUT_SECONDS and LLM_SILENCE_SECONDS."
            )
        if isinstance(error, openai.APIStatusError):
            return self._of_status(error.status_code, error, _retry_after(error.response.headers))
        if isinstance(error, openai.APIConnectionError):
            return ChatModelUnavailableError(
                f"{self._endpoint} cannot be reached ({self._excerpt(error.__cause__ or error)}): check LLM_BASE_URL."
            )
        if isinstance(error, openai.APIError):  # sent in the middle of a stream
            code = error.code if isinstance(error.code, int) else str(error.code or "")
            return self._of_status(int(code) if str(code).isdecimal() else _FIRST_SERVER_ERROR, error, None)
        if isinstance(error, httpx.HTTPError | httpx.StreamError):
            return ChatModelBrokenError(f"The answer of {self._endpoint} broke off ({self._excerpt(error)}).")
        return ChatModelReplyError(
            f"What {self._endpoint} sent is no answer of a chat model: check that LLM_BASE_URL is the address of its "
            "OpenAI-compatible API, which often ends in /v1."
        )

    def _of_status(self, status: int, error: openai.APIError, retry_after: float | None) -> ChatModelError:
        details = f"{error.code} {error.type} {error.message} {error.body}"
        if status != 429 and _CONTEXT.search(details):
            return ChatModelContextError(
                f"The prompt is longer than the context of {self._model} at {self._endpoint} ({self._excerpt(error)}): set "
                "LLM_CONTEXT_TOKENS to that context, or give the model a larger one."
            )
        if status < _FIRST_SERVER_ERROR and _FILTERED.search(details):
            return ChatModelRefusedError(f"The content filter of {self._endpoint} stopped the request.")
        if status == 402 or (status < _FIRST_SERVER_ERROR and _BUDGET_USED_UP.search(details)):
            return ChatModelBudgetError(
                f"The account at {self._endpoint} has nothing left: top it up, or set another LLM_API_KEY."
            )
        if status in (401, 403):
            return ChatModelKeyError(f"{self._endpoint} does not accept the key: check LLM_API_KEY.")
        if status == 429:
            return ChatModelBusyError(f"{self._endpoint} takes no more requests for now.", retry_after=retry_after)
        if status in _TIMEOUT_STATUSES:
            return ChatModelTimeoutError(f"{self._model} at {self._endpoint} did not answer in time ({status}).")
        if status >= _FIRST_SERVER_ERROR:
            return ChatModelUnavailableError(
                f"{self._endpoint} failed ({self._excerpt(error)}): ask again later.", retry_after=retry_after
            )
        return ChatModelRequestError(
            f"{self._endpoint} does not take the request ({self._excerpt(error)}): check LLM_MODEL={self._model}, "
            "LLM_BASE_URL and LLM_CONTEXT_TOKENS."
        )

    def _excerpt(self, error: BaseException) -> str:
        """The beginning of an error's text, on one line, without the key and without control characters."""
        text = str(error) or type(error).__name__
        if self._key:
            text = text.replace(self._key, "…")
        text = single_line(text)
        return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds a response asks to wait, which it may give as a number or as a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    try:
        return max(float(value), 0.0)
    except ValueError:
        pass
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except ValueError:
        return None


def stated_context(error: Exception) -> int | None:
    """The size of the context that an error states, in tokens."""
    match = _CONTEXT_SIZE.search(f"{getattr(error, 'message', error)} {getattr(error, 'body', '')}")
    return int(match["size"]) if match else None


def truncation_error(model: str, *, counted: int, estimated: int) -> ChatModelContextError:
    """The error of a server that cut a prompt without saying so."""
    return ChatModelContextError(
        f"{model} read only {counted:,} of about {estimated:,} tokens: its server cut the prompt without saying so. "
        "Give the model a larger context (Ollama: OLLAMA_CONTEXT_LENGTH or num_ctx), or lower LLM_CONTEXT_TOKENS."
    )
