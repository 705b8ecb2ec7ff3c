"""Opens Chroma: a folder on disk, a server, or Chroma Cloud."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the import takes half a second, and only what needs vectors pays it
    from chromadb.api import ClientAPI

    from index.settings import IndexSettings

# A server that starts at the same time as the bot takes some seconds. Both set by hand.
_MOST_TRIES, _LONGEST_WAIT_SECONDS = 4, 2
# Seconds within which a server must answer a greeting, and a request. chromadb itself would wait for ever.
_GREETING_SECONDS, _REQUEST_SECONDS = 10.0, 60.0


def open_chroma(folder: Path, settings: "IndexSettings") -> "ClientAPI":
    """A client of the server in the settings, or of a folder where they name none.

    Raises OSError or ValueError where no Chroma answers there.
    """
    import chromadb  # noqa: PLC0415 - takes half a second
    from chromadb.config import Settings  # noqa: PLC0415

    options = Settings(anonymized_telemetry=False)
    if not settings.chroma_url:
        return chromadb.PersistentClient(str(folder), settings=options)
    address = urlsplit(settings.chroma_url)
    is_secure = address.scheme == "https"
    _greet(settings.chroma_url)
    key = settings.chroma_api_key.get_secret_value()
    client = chromadb.HttpClient(
        host=address.hostname or "localhost",
        port=address.port or (443 if is_secure else 8000),
        ssl=is_secure,
        headers={"x-chroma-token": key} if key else None,
        settings=options,
        tenant=settings.chroma_tenant,
        database=settings.chroma_database,
    )
    session = getattr(getattr(client, "_server", None), "_session", None)
    if session is not None:
        session.timeout = _REQUEST_SECONDS
    return client


def _greet(url: str) -> None:
    """Wait for the server to say that it is a Chroma. Raises OSError where none does."""
    import httpx  # noqa: PLC0415
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential  # noqa: PLC0415

    tries = Retrying(
        retry=retry_if_exception_type(httpx.ConnectError), stop=stop_after_attempt(_MOST_TRIES),
        wait=wait_exponential(max=_LONGEST_WAIT_SECONDS, multiplier=0.25), reraise=True,
    )  # fmt: skip
    try:
        reply = tries(httpx.get, f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_GREETING_SECONDS)
        is_chroma = reply.is_success and "nanosecond heartbeat" in reply.json()
    except httpx.TimeoutException as error:
        raise OSError(f"it said nothing for {_GREETING_SECONDS:.0f} seconds") from error
    except httpx.HTTPError as error:
        raise OSError(str(error) or type(error).__name__) from error
    except ValueError:  # no JSON
        is_chroma = False
    if not is_chroma:
        raise OSError(f"what answers there is no Chroma: status {reply.status_code}")
