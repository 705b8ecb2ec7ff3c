"""Models behind an HTTP endpoint: requests, and what is said where they fail."""

from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from weakref import finalize

from index.errors import EmbedderUnavailableError
from index.settings import Endpoint

if TYPE_CHECKING:  # imported where an endpoint is set
    import httpx

# Seconds for a connection, and for the reply to one request. An endpoint may load its model at the first. Set by hand.
_CONNECT_SECONDS, _REPLY_SECONDS = 10.0, 120.0
# Tries of one request, and the longest wait between two in seconds. Set by hand.
_MOST_TRIES, _LONGEST_WAIT_SECONDS = 4, 8
_LONGEST_REASON = 200  # characters of what the endpoint says. Set by hand.


class ModelEndpoint:
    """Sends requests to an endpoint. Safe to use from several threads.

    ``setting`` is the name of the setting with its address, which errors name.
    """

    def __init__(self, endpoint: Endpoint, *, setting: str) -> None:
        self._endpoint, self._setting = endpoint, setting

    @cached_property
    def _client(self) -> "httpx.Client":
        import httpx  # noqa: PLC0415

        key = self._endpoint.key.get_secret_value()
        client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(_REPLY_SECONDS, connect=_CONNECT_SECONDS),
        )
        finalize(self, client.close)  # connections are kept open between requests
        return client

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON that the endpoint replies. What may pass, such as a restart, is waited for.

        Raises EmbedderUnavailableError where there is no such reply.
        """
        import httpx  # noqa: PLC0415
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential  # noqa: PLC0415

        tries = Retrying(
            retry=retry_if_exception(_may_pass), stop=stop_after_attempt(_MOST_TRIES), reraise=True,
            wait=wait_exponential(max=_LONGEST_WAIT_SECONDS, multiplier=0.25),
        )  # fmt: skip
        try:
            return tries(self._post_once, path, body)
        except httpx.HTTPStatusError as error:
            raise self.failure(f"status {error.response.status_code}: {self._excerpt(error.response.text)}") from error
        except httpx.HTTPError as error:
            raise self.failure(self._excerpt(str(error)) or type(error).__name__) from error
        except ValueError as error:
            raise self.failure("its reply is no JSON") from error

    def _post_once(self, path: str, body: dict[str, Any]) -> Any:
        reply = self._client.post(f"{self._endpoint.url.rstrip('/')}/{path}", json=body)
        reply.raise_for_status()
        return reply.json()

    def _excerpt(self, text: str) -> str:
        """The beginning of a text on one line, without the key: cut in two, a key would not be found again."""
        key = self._endpoint.key.get_secret_value()
        return " ".join((text.replace(key, "…") if key else text).split())[:_LONGEST_REASON]

    def failure(self, reason: str) -> EmbedderUnavailableError:
        """The error to raise where a reply cannot be used."""
        return EmbedderUnavailableError(
            f"The endpoint at {self._endpoint.url} gives no usable reply ({reason}): start it, or check {self._setting}."
        )


def _may_pass(error: BaseException) -> bool:
    import httpx  # noqa: PLC0415

    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.TimeoutException)
