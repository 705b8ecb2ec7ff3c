"""The HTTP client to a chat model's endpoint: it alone holds the key, and it limits time and size of every response."""

import socket
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

import httpx
from pydantic import SecretStr

from bot.errors import ChatModelKeyError

# The largest response. Set by hand.
_LARGEST_BYTES = 8 * 2**20


class Call:
    """One question to an endpoint, with all its requests, which time out at ``deadline``, a time of ``time.monotonic``.

    Close it: a response not read to its end that the garbage collector closes may deadlock, as the same thread may hold
    a lock of the connection pool.
    """

    def __init__(self, *, deadline: float) -> None:
        self.deadline = deadline
        self._responses: list[httpx.Response] = []

    @property
    def seconds_left(self) -> float:
        """The seconds until the deadline."""
        return self.deadline - time.monotonic()

    @contextmanager
    def current(self) -> Iterator[None]:
        """Requests made within this context belong to this call."""
        token = _call.set(self)
        try:
            yield
        finally:
            _call.reset(token)

    def add(self, response: httpx.Response) -> None:
        """Let a response belong to this call."""
        self._responses.append(response)

    def interrupt(self) -> None:
        """End every response while another thread reads it, which then raises an error of httpx."""
        for response in list(self._responses):
            stream = response.extensions.get("network_stream")
            connection = stream.get_extra_info("socket") if stream else None
            if connection is not None:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close every response."""
        for response in self._responses:
            response.close()


_call: ContextVar[Call | None] = ContextVar("call", default=None)


class _KeyAuth(httpx.Auth):
    """Sends the key with each request; without a key, no header. A redirect to another host does not get it."""

    def __init__(self, key: SecretStr) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers.pop("Authorization", None)
        if key := self._key.get_secret_value():
            request.headers["Authorization"] = f"Bearer {key}"
        yield request


class _LimitedStream(httpx.SyncByteStream):
    """The body of a response, limited by the deadline and the largest size."""

    def __init__(self, stream: httpx.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        room = _LARGEST_BYTES
        for piece in self._stream:
            room -= len(piece)
            if room < 0:
                raise httpx.ReadError(f"more than {_LARGEST_BYTES:,} bytes")
            # A server that sends comments to keep the stream alive never falls silent, so silence alone is no limit.
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("the time for an answer is up")
            yield piece

    def close(self) -> None:
        self._stream.close()


def open_http_client(*, key: SecretStr) -> httpx.Client:
    """A client that sends the key with each request; without a key, none.

    Raises ChatModelKeyError for a key that no header can hold: an error about the header would repeat the key.
    """
    if any(not "!" <= character <= "~" for character in key.get_secret_value()):
        raise ChatModelKeyError("LLM_API_KEY holds blanks or characters that no key has: copy it again.")
    return httpx.Client(
        auth=_KeyAuth(key),
        headers={"Accept-Encoding": "identity"},  # so that the bytes counted are the bytes in memory
        follow_redirects=True,
        event_hooks={"response": [_limit]},
    )


def _limit(response: httpx.Response) -> None:
    call = _call.get()
    if call is not None and isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _LimitedStream(response.stream, call.deadline)
        call.add(response)
