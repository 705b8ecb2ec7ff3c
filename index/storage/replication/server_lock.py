"""The only right to change an index on a Chroma server, which one machine has at a time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from index.errors import IndexBusyError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

# A holder renews its lock while it lives. One that was not renewed for so long may be taken. Both set by hand.
_RENEWED_EVERY_SECONDS, _LEASE_SECONDS = 10.0, 60.0
_TRIED_EVERY_SECONDS = 1.0


class ServerLock:
    """A collection that only one client can create. Times are those of the server's clock alone.

    ``owner`` says who wants the lock. No other process may use the same owner at that time, so a lock of that owner was left
    by a process that died.
    """

    def __init__(self, client: "ClientAPI", index_name: str, *, owner: str) -> None:
        self._client, self._name, self._owner = client, f"{index_name}-lock", owner
        self._holder = f"{owner}:{token_hex(4)}"

    @contextmanager
    def hold(self, *, waits: bool) -> Iterator[None]:
        """Hold the lock. Where another machine holds it, this raises IndexBusyError, or ``waits`` for it."""
        while not self._take():
            if not waits:
                raise IndexBusyError("Another machine is reindexing this index: wait until it is done.")
            time.sleep(_TRIED_EVERY_SECONDS)
        released = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(released,), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            released.set()
            renewing.join()
            with suppress(Exception):  # the server is down: the lease ends by itself
                if self._read()[0] == self._holder:
                    self._client.delete_collection(self._name)

    def check(self) -> None:
        """Raise IndexBusyError where another machine has taken the lock, because this one did not renew it in time."""
        if self._read()[0] != self._holder:
            raise IndexBusyError(
                "Another machine took over the reindex of this index while this one was not heard of: run it again."
            )

    def _take(self) -> bool:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - loaded by now

        holder, renewed = self._read()
        is_over = holder.partition(":")[0] == self._owner or self._client.heartbeat() - renewed > _LEASE_SECONDS * 1e9
        if holder and is_over:
            self._client.delete_collection(self._name)
        elif holder:
            return False
        values = {"holder": self._holder, "renewed": self._client.heartbeat()}
        try:
            self._client.create_collection(self._name, metadata=values, embedding_function=None)
        except ChromaError:
            if self._read()[0]:
                return False  # another machine was faster
            raise
        return self._read()[0] == self._holder

    def _read(self) -> tuple[str, int]:
        """Who holds the lock, empty for nobody, and when it was last renewed, in nanoseconds."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415

        try:
            values = self._client.get_collection(self._name, embedding_function=None).metadata or {}
        except NotFoundError:
            return "", 0
        return str(values.get("holder", "?")), int(values.get("renewed", 0))

    def _renew(self, released: threading.Event) -> None:
        while not released.wait(_RENEWED_EVERY_SECONDS):
            with suppress(Exception):  # a server that is down for a moment
                collection = self._client.get_collection(self._name, embedding_function=None)
                if (collection.metadata or {}).get("holder") == self._holder:
                    collection.modify(metadata={"holder": self._holder, "renewed": self._client.heartbeat()})
