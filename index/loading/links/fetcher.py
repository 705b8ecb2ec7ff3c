"""Pages as they were last fetched: asked for again only if they changed, and kept on disk for when they cannot be."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from index.loading.links.addresses import FetchError, check_address

# A page that was fetched so short a time ago is not asked for again. Set by hand.
_FRESH_SECONDS = 600.0
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of a page: where it was found, what its server said to ask with, and when."""

    url: str
    content_type: str
    etag: str | None
    modified: str | None
    fetched: float


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page. ``problem`` says why an older copy is given, where the page itself could not be fetched."""

    url: str
    content_type: str
    body: bytes
    problem: str | None = None


class Fetcher:
    """Fetches pages into a folder. Close it when done.

    ``is_online`` false: nothing is fetched, the copies are given. ``allowed`` are private networks that may be reached,
    ``pause`` the seconds between two requests to a site, ``fresh`` the age at which a page is asked for again: for tests.
    """

    def __init__(
        self, folder: Path, *, is_online: bool = True, allowed: Iterable[str] = (), pause: float = 1.0, fresh: float = _FRESH_SECONDS
    ) -> None:  # fmt: skip
        self.folder = folder
        self._is_online = is_online
        self._fresh = fresh
        from index.loading.links.http import HttpClient  # noqa: PLC0415 - needed at indexing alone
        from index.loading.links.robots import Robots  # noqa: PLC0415 - needed at indexing alone

        self._client = HttpClient(allowed=allowed)
        self._robots = Robots(self._client, pause=pause)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str) -> Page:
        """A page, from its server or as it was last fetched. Raises FetchError where there is neither."""
        url = check_address(url)
        state, body = self._load(url)
        if state and (not self._is_online or time.time() - state.fetched < self._fresh):
            return Page(state.url, state.content_type, body)
        if not self._is_online:
            raise FetchError("it is fetched by `footnote index` alone")
        try:
            return self._ask(url, state, body)
        except FetchError as error:
            if state is None:
                raise
            return Page(state.url, state.content_type, body, problem=f"{error}; the copy of an earlier time is kept")

    def _ask(self, url: str, state: _State | None, body: bytes) -> Page:
        headers = {"If-None-Match": state.etag} if state and state.etag else {}
        if state and state.modified:
            headers["If-Modified-Since"] = state.modified
        response = self._client.get(url, headers=headers, check=self._robots.check)
        if response.status == 304 and state:
            self._save(url, _State(state.url, state.content_type, state.etag, state.modified, time.time()), body)
            return Page(state.url, state.content_type, body)
        if response.status != 200:
            gone = ": take it out of the list" if response.status in _GONE else ""
            raise FetchError(f"its server gives the error {response.status}{gone}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        self._save(url, _State(response.url, kind, etag, modified, time.time()), response.body)
        return Page(response.url, kind, response.body)

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = sha256(url.encode()).hexdigest()[:32]
        return self.folder / f"{name}.json", self.folder / f"{name}.body"

    def _load(self, url: str) -> tuple[_State | None, bytes]:
        about, content = self._paths(url)
        try:
            return _State(**json.loads(about.read_text("utf-8"))), content.read_bytes()
        except (OSError, ValueError, TypeError):
            return None, b""

    def _save(self, url: str, state: _State, body: bytes) -> None:
        about, content = self._paths(url)
        self.folder.mkdir(parents=True, exist_ok=True)
        for path, data in ((content, body), (about, json.dumps(asdict(state)).encode())):
            draft = path.with_suffix(".new")
            draft.write_bytes(data)
            draft.replace(path)
