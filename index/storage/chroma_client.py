"""Opens Chroma, which is a folder on disk, a server, or Chroma Cloud, and the collections of an index in it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import EmbedderMismatchError, IndexDamagedError

if TYPE_CHECKING:  # the import takes half a second, and only what needs vectors pays it
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from index.settings import IndexSettings

log = logging.getLogger(__name__)

_EMBEDDER = "footnote_embedder"
# Vectors that move at once from the one collection of earlier versions. Set by hand.
_MOVED = 1000

# A server that starts at the same time as the bot takes some seconds. Both set by hand.
_MOST_TRIES, _LONGEST_WAIT_SECONDS = 4, 2
# Seconds within which a server must answer a greeting, and a request. chromadb itself would wait for ever.
_GREETING_SECONDS, _REQUEST_SECONDS = 10.0, 60.0


def collection_name(settings: "IndexSettings", generation_name: str) -> str:
    """How the collections of a generation begin on a server, which all generations share."""
    return f"{settings.chroma_index}-{generation_name}"


@contextmanager
def chroma_errors_as_index_errors(settings: "IndexSettings", folder: Path = Path()) -> Iterator[None]:
    """Turns what Chroma raises, for a server or for a folder, into IndexDamagedError."""
    try:
        yield
    # chromadb's core panics on some damaged files; the panic derives from BaseException alone.
    except BaseException as error:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - loaded by now

        if (
            isinstance(error, ChromaError | ValueError | OSError | RuntimeError)
            or type(error).__name__ == "PanicException"
            or type(error).__module__.startswith("httpx")  # the server is down
        ):
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            if settings.chroma_url:
                raise IndexDamagedError(
                    f"The Chroma server at {settings.chroma_url} does not answer as it should ({reason}): start it, or check CHROMA_URL."
                ) from error
            raise IndexDamagedError(
                f"The vectors at {folder} cannot be opened ({reason}): run `footnote index --full` to build them anew."
            ) from error
        raise


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


def open_collections(
    client: "ClientAPI", name: str, *, languages: Sequence[str], embedder_name: str, creates: bool = True
) -> dict[str, "Collection"]:
    """The collection of each language. Their metadata names the embedder that filled them.

    Where there is none it is made, unless ``creates`` is false: then chromadb's NotFoundError is raised.
    Each language has a collection of its own because Chroma looks through the nearest vectors at once, but takes a
    hundred times as long where it has to look at their metadata. Raises EmbedderMismatchError where another embedder
    filled one.
    """
    is_moved = name not in {collection.name for collection in client.list_collections()}
    if is_moved and not creates:
        found = {
            language: client.get_collection(f"{name}-{language}", embedding_function=None) for language in languages
        }
        for collection in found.values():
            _check_embedder(collection, embedder_name)
        return found
    found = {
        language: client.get_or_create_collection(
            f"{name}-{language}",
            metadata={_EMBEDDER: embedder_name},
            configuration={"hnsw": {"space": "cosine"}},
            embedding_function=None,
        )
        for language in languages
    }
    for collection in found.values():
        _check_embedder(collection, embedder_name)
    if not is_moved:
        old = client.get_collection(name, embedding_function=None)
        _check_embedder(old, embedder_name)
        _move(old, found)
        client.delete_collection(name)
    return found


def _check_embedder(collection: "Collection", embedder_name: str) -> None:
    built_with = (collection.metadata or {}).get(_EMBEDDER, "")
    if built_with != embedder_name:
        raise EmbedderMismatchError(str(built_with), embedder_name)


def _move(old: "Collection", collections: dict[str, "Collection"]) -> None:
    """Copy what earlier versions kept in one collection to those of the languages."""
    log.warning("The vectors are of an earlier version and are brought up to date, once.")
    for start in range(0, old.count(), _MOVED):
        some = old.get(limit=_MOVED, offset=start, include=["embeddings", "metadatas", "documents"])
        metadatas, embeddings, documents = some["metadatas"] or [], some["embeddings"], some["documents"] or []
        for language, collection in collections.items():
            own = [i for i, metadata in enumerate(metadatas) if metadata.get("language") == language]
            if own and embeddings is not None:
                collection.upsert(
                    ids=[some["ids"][i] for i in own], embeddings=[embeddings[i] for i in own],
                    metadatas=[metadatas[i] for i in own], documents=[documents[i] for i in own],
                )  # fmt: skip
