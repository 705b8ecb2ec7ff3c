"""One GET request: with limits of size and time, and every redirect checked like a new address."""

import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from index.loading.links.addresses import FetchError, check_address
from index.loading.links.public_network import PrivateAddressError, PublicBackend

USER_AGENT = "Footnote/0.1 (indexes pages that its operator listed)"
# Set by hand.
LARGEST_BODY_BYTES = 20 * 1024 * 1024
_MOST_REDIRECTS = 5
_MOST_SECONDS = 60.0
_TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 10.0, "pool": 10.0}
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Response:
    """What a server sent: ``url`` is where the last redirect led."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


class HttpClient:
    """Fetches addresses. ``allowed`` are private networks that may be reached: for tests."""

    def __init__(self, *, allowed: Iterable[str] = ()) -> None:
        self._pool = httpcore.ConnectionPool(network_backend=PublicBackend(allowed=allowed), max_connections=4)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, check: Callable[[str], None] | None = None
    ) -> Response:
        """The response to a request, after at most five redirects. Raises FetchError.

        ``check`` is called with each address before it is asked for, and raises FetchError where it must not be.
        """
        deadline = time.monotonic() + _MOST_SECONDS
        for _ in range(_MOST_REDIRECTS + 1):
            url = check_address(url)
            if check:
                check(url)
            try:
                response = self._request(url, headers or {}, deadline)
            except PrivateAddressError as error:
                raise FetchError(f"{error}: only pages of the public internet are fetched") from error
            except httpcore.TimeoutException as error:
                raise FetchError("the server does not answer in time") from error
            except (
                httpcore.NetworkError,
                httpcore.ProtocolError,
                httpcore.UnsupportedProtocol,
                OSError,
                ValueError,
                zlib.error,
            ) as error:
                raise FetchError(
                    f"it cannot be reached ({' '.join(str(error).split())[:120] or type(error).__name__})"
                ) from error
            location = response.headers.get("location")
            if response.status not in _REDIRECTS or not location:
                return response
            url = urljoin(url, location)
        raise FetchError(f"it redirects more than {_MOST_REDIRECTS} times")

    def _request(self, url: str, headers: Mapping[str, str], deadline: float) -> Response:
        sent = {
            "User-Agent": USER_AGENT,
            "Accept-Encoding": "gzip",
            "Accept": "text/html, application/xhtml+xml, */*;q=0.8",
            **headers,
        }
        with self._pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": _TIMEOUTS}) as response:
            received = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            body = b"" if response.status in (*_REDIRECTS, 304) else _read_body(response, received, deadline)
            return Response(response.status, url, received, body)


def _read_body(response: httpcore.Response, headers: Mapping[str, str], deadline: float) -> bytes:
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"the server packs it in a way that was not asked for ({encoding[:20]})")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    for chunk in response.iter_stream():
        body += unpack.decompress(chunk, LARGEST_BODY_BYTES + 1 - len(body)) if unpack else chunk
        if len(body) > LARGEST_BODY_BYTES:
            raise FetchError(f"it is larger than {LARGEST_BODY_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise FetchError(f"it takes longer than {_MOST_SECONDS:.0f} s")
    return bytes(body)
