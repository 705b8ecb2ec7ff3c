"""Publishes the changes of an index on a Chroma server, so that other machines can copy them."""

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from index.documents import Chunk, Document
from index.settings import IndexSettings
from index.storage.catalogue import Catalogue
from index.storage.chroma_client import chroma_errors_as_index_errors, collection_name
from index.storage.replication.follower import JOURNAL, JOURNAL_REVISION, Follower, journal_revision
from index.storage.replication.journal import open_journal
from index.storage.replication.records import Notes, Record, Removal, SourceRecord
from index.storage.replication.server_lock import ServerLock
from index.storage.replication.server_state import ServerState, read_state, write_state

_OWNER_FILE = "owner"


class Publisher:
    """Writes the records of what a reindex changes in one generation.

    Records are written before the catalogue of this machine changes, and made known at once where the generation is the
    one that answers, else by ``finish``. A reindex that breaks off leaves a catalogue that copies what it lacks.
    ``is_complete`` is false where the catalogue has sources that were never published: all have to be.
    """

    def __init__(
        self, follower: Follower, settings: IndexSettings, lock: ServerLock, generation: str, catalogue: Catalogue
    ) -> None:
        self._settings, self._lock, self._catalogue, self._generation = settings, lock, catalogue, generation
        self._client = follower.client
        self._journal = open_journal(self._client, collection_name(settings, generation), creates=True)
        noted = journal_revision(catalogue, self._journal)
        self.is_complete = noted is not None
        self._revision = noted or 0
        self._journal.delete_after(self._revision)
        if self.is_complete or not catalogue.content_hashes():
            self.is_complete = True
            catalogue.write_meta(JOURNAL, self._journal.id)
            self.note()

    def publish(self, documents: Sequence[tuple[Document, Sequence[Chunk]]]) -> None:
        """Publish documents with their chunks. The vectors of their sentences are in the catalogue."""
        self._write([self._record(document, chunks) for document, chunks in documents])

    def publish_removals(self, source_ids: Sequence[str]) -> None:
        """Publish that sources are gone."""
        self._write([Removal(source_id) for source_id in source_ids])

    def note(self) -> None:
        """Note that the catalogue of this machine has all that was published."""
        self._catalogue.write_meta(JOURNAL_REVISION, str(self._revision))

    def finish(self, notes: Mapping[str, str]) -> str:
        """Publish how the index was made, and make the generation the one that answers.

        Returns the name of the generation that nobody answers from any more, empty where there is none.
        """
        self._write([Notes(notes)])
        self._catalogue.write_meta(JOURNAL, self._journal.id)
        self.note()
        with chroma_errors_as_index_errors(self._settings):
            known = read_state(self._client, self._settings.chroma_index)
            if known and known.generation == self._generation:
                return ""
            previous, last = (known.generation, known.previous) if known else ("", "")
            write_state(
                self._client,
                self._settings.chroma_index,
                ServerState(self._generation, previous, self._revision),
            )
        return last

    def _write(self, records: Sequence[Record]) -> None:
        if not records:
            return
        with chroma_errors_as_index_errors(self._settings):
            self._lock.check()
            first = self._revision + 1
            self._journal.append(enumerate(records, first))
            self._revision += len(records)
            known = read_state(self._client, self._settings.chroma_index)
            if known and known.generation == self._generation:
                write_state(self._client, self._settings.chroma_index, known._replace(revision=self._revision))
            self._journal.delete_superseded([record.source_id for record in records], before=first)

    def _record(self, document: Document, chunks: Sequence[Chunk]) -> SourceRecord:
        stored = self._catalogue.sentences.stored([chunk.id for chunk in chunks])
        return SourceRecord(
            document.source, document.content_hash, document.text, document.heading, tuple(chunks),
            tuple(stored.get(chunk.id, b"") for chunk in chunks),
        )  # fmt: skip


class Sharing:
    """An index on a server while this machine changes it."""

    def __init__(self, follower: Follower, settings: IndexSettings, lock: ServerLock) -> None:
        self._follower, self._settings, self._lock = follower, settings, lock

    def copy_news(self) -> None:
        """Copy what other machines changed. Call it with the write lock held."""
        state = self._follower.state()
        if state:
            self._follower.copy(state)

    def open_publisher(self, generation: Path, catalogue: Catalogue) -> Publisher:
        """What publishes the changes of a generation."""
        with chroma_errors_as_index_errors(self._settings):
            return Publisher(self._follower, self._settings, self._lock, generation.name, catalogue)


@contextmanager
def open_sharing(settings: IndexSettings, *, waits: bool) -> Iterator[Sharing | None]:
    """The right to change the index on the server of the settings; None where they name no server.

    Call it with the write lock of the data folder held. Where another machine is changing it, this raises IndexBusyError, or ``waits`` for it.
    """
    if not settings.chroma_url:
        yield None
        return
    with closing(Follower(settings)) as follower, ExitStack() as held:
        lock = ServerLock(follower.client, settings.chroma_index, owner=_owner(settings.data_dir))
        with chroma_errors_as_index_errors(settings):
            held.enter_context(lock.hold(waits=waits))
        yield Sharing(follower, settings, lock)


def _owner(data_dir: Path) -> str:
    """What tells a data folder on this machine from all others, also from a copy of it on another machine."""
    place = data_dir / _OWNER_FILE
    if not place.exists():
        place.write_text(token_hex(16), "utf-8")
    return sha256(f"{place.read_text('utf-8')} {socket.gethostname()}".encode()).hexdigest()[:16]
