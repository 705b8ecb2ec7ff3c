"""What sites allow robots to fetch (RFC 9309), and how fast."""

import time
from urllib.parse import urlsplit

from index.loading.links.addresses import FetchError
from index.loading.links.http import HttpClient

# Set by hand: the pause between two requests to a site, and the longest that its robots.txt may ask for.
_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_LARGEST_BYTES = 512 * 1024  # of robots.txt: RFC 9309 asks for at least 500 KiB
_AGENT = "Footnote"


class Robots:
    """The rules of sites, each asked for once. ``pause`` is the time between two requests to a site, in seconds."""

    def __init__(self, client: HttpClient, *, pause: float = _PAUSE_SECONDS) -> None:
        self._client = client
        self._pause = pause
        self._rules: dict[str, object] = {}
        self._last: dict[str, float] = {}

    def check(self, url: str) -> None:
        """Wait until a page may be asked for. Raises FetchError where its site does not allow it, or cannot say."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(site)
            self._last[site] = time.monotonic()
        rules = self._rules[site]
        if isinstance(rules, str):
            raise FetchError(rules)
        if not rules.can_fetch(url, _AGENT):  # type: ignore[attr-defined]
            raise FetchError("its site does not allow robots to fetch it (robots.txt)")
        stated = rules.crawl_delay(_AGENT)  # type: ignore[attr-defined]
        pause = max(self._pause, min(float(stated or 0), _LONGEST_PAUSE_SECONDS) if self._pause else 0)
        time.sleep(max(0.0, self._last[site] + pause - time.monotonic()))
        self._last[site] = time.monotonic()

    def _read(self, site: str) -> object:
        """The rules of a site, or the reason for which nothing of it is fetched."""
        from protego import Protego  # noqa: PLC0415 - needed for addresses alone

        try:
            response = self._client.get(f"{site}/robots.txt")
        except FetchError as error:
            return f"its site cannot be asked what it allows (robots.txt): {error}"
        if response.status >= 500:
            return f"its site cannot say what it allows (robots.txt gives the error {response.status})"
        allows_all = response.status >= 400
        return Protego.parse("" if allows_all else response.body[:_LARGEST_BYTES].decode("utf-8", "replace"))
