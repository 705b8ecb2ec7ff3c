"""Follows the index on a Chroma server: what other machines changed there is copied into this machine's catalogue."""

import logging
import time
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexBusyError, IndexConflictError, IndexDamagedError
from index.settings import IndexSettings
from index.storage.catalogue import CATALOGUE_FILE, Catalogue
from index.storage.chroma_client import chroma_errors_as_index_errors, collection_name, open_chroma
from index.storage.generations import (
    current_generation,
    delete_other_generations,
    make_current,
    new_generation,
    write_lock,
)
from index.storage.replication.journal import Journal, open_journal
from index.storage.replication.records import Notes, Record, Removal
from index.storage.replication.server_state import ServerState, read_state

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

log = logging.getLogger(__name__)

# Notes in the catalogue: which journal it was copied from or written to, and up to which revision.
JOURNAL, JOURNAL_REVISION = "journal", "journal revision"
_CHECKED_EVERY_SECONDS = 1.0
_IS_COMPLETE = "complete"


class Follower:
    """Copies what is new in the index on the server of the settings. Without a server there is nothing to follow.

    Use it from one thread at a time. Its methods raise IndexDamagedError where the server or this machine's copy cannot be
    read, and IndexConflictError where both have an index and neither was ever a copy of the other.
    """

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings
        self._checked_at = float("-inf")
        self._reached: tuple[Path | None, ServerState | None] = (None, None)

    @cached_property
    def client(self) -> "ClientAPI":
        """The connection to the server, opened on first use."""
        with chroma_errors_as_index_errors(self._settings):
            return open_chroma(Path(), self._settings)

    def check(self, *, seconds: float) -> None:
        """Copy what is new, for about so many seconds, before a question is answered. At most one check a second asks.

        Where the server does not answer, the copy stays as it is: what needs the server will say so.
        """
        if self._settings.chroma_url and time.monotonic() - self._checked_at > _CHECKED_EVERY_SECONDS:
            try:
                self.follow(seconds=seconds)
            except IndexDamagedError as error:
                log.warning("the index on the server cannot be followed: %s", error)
            finally:
                self._checked_at = time.monotonic()

    def follow(self, *, seconds: float | None = None) -> None:
        """Copy what is new, all of it or for about so many seconds. Nothing happens while another process changes the copy."""
        state = self.state()
        data_dir = self._settings.data_dir
        if state is None or self._reached == (current_generation(data_dir), state):
            return
        try:
            with write_lock(data_dir):
                self.copy(state, seconds=seconds)
        except IndexBusyError:
            log.debug("the copy of the index is being changed by another process")

    def state(self) -> ServerState | None:
        """What the server says of the index, None where it has none or there is no server."""
        if not self._settings.chroma_url:
            return None
        with chroma_errors_as_index_errors(self._settings):
            return read_state(self.client, self._settings.chroma_index)

    def copy(self, state: ServerState, *, seconds: float | None = None) -> None:
        """The same as ``follow``, for who holds the write lock."""
        data_dir = self._settings.data_dir
        previous = current_generation(data_dir)
        self._refuse_foreign(previous, state)
        folder = data_dir / state.generation
        if not folder.is_dir():
            new_generation(data_dir, name=state.generation)
        if previous and previous.name not in {state.generation, state.previous}:
            seconds = None  # its vectors are gone: there is nothing to answer from meanwhile
        with (
            chroma_errors_as_index_errors(self._settings),
            closing(Catalogue(folder / CATALOGUE_FILE)) as catalogue,
        ):
            journal = open_journal(self.client, collection_name(self._settings, state.generation))
            if not _copy_records(journal, catalogue, until=state.revision, seconds=seconds):
                return
        if previous != folder:
            make_current(folder)
            delete_other_generations(data_dir, keep=[folder, *([previous] if previous else [])])
        self._reached = folder, state

    def _refuse_foreign(self, generation: Path | None, state: ServerState) -> None:
        """Raise IndexConflictError where this machine has an index of its own on the server."""
        if generation is None or generation.name == state.generation or not (generation / CATALOGUE_FILE).exists():
            return
        with closing(Catalogue(generation / CATALOGUE_FILE)) as catalogue:
            if catalogue.read_meta(JOURNAL) or catalogue.read_meta(_IS_COMPLETE) != "yes":
                return
        with chroma_errors_as_index_errors(self._settings):
            names = {collection.name for collection in self.client.list_collections()}
        own = collection_name(self._settings, generation.name)
        if any(name.startswith(own) for name in names):
            raise IndexConflictError(
                f"The Chroma server at {self._settings.chroma_url} has an index {self._settings.chroma_index!r} of another data folder: "
                f"set CHROMA_INDEX to a name of your own, or delete {self._settings.data_dir / 'current'} to use that index."
            )

    def close(self) -> None:
        """Close the connection."""
        if "client" in vars(self):
            self.client.close()
            del self.client


def _copy_records(journal: Journal, catalogue: Catalogue, *, until: int, seconds: float | None) -> bool:
    """Copy the records that are new, and return whether those were all."""
    started = time.monotonic()
    after = journal_revision(catalogue, journal)
    if after is None or after > until:  # another journal, or the server was set back
        after = 0
        for source_id in catalogue.content_hashes():
            catalogue.remove(source_id)
        catalogue.write_meta(JOURNAL, journal.id)
        catalogue.write_meta(JOURNAL_REVISION, "0")
    if after == until:
        return True
    catalogue.words.refresh_pronunciations()
    for revision, record in journal.read(after, until):
        _copy_record(record, catalogue)
        catalogue.write_meta(JOURNAL_REVISION, str(revision))
        if seconds is not None and time.monotonic() - started > seconds:
            return False
    catalogue.write_meta(JOURNAL_REVISION, str(until))
    catalogue.sentences.delete_orphans()
    catalogue.words.arrays(catalogue.revision)  # made now, or the next question would wait for them
    return True


def _copy_record(record: Record, catalogue: Catalogue) -> None:
    if isinstance(record, Notes):
        for key, value in record.values.items():
            catalogue.write_meta(key, value)
        return
    if isinstance(record, Removal):
        catalogue.remove(record.source_id)
    else:
        stored = zip((chunk.id for chunk in record.chunks), record.sentences, strict=True)
        catalogue.sentences.put_stored(dict(stored))
        catalogue.replace(record, list(record.chunks))
    catalogue.files.forget(record.source_id)  # what this machine's file says is no longer what the index has


def journal_revision(catalogue: Catalogue, journal: Journal) -> int | None:
    """The revision of a journal up to which a catalogue has its records; None where it has those of another, or none."""
    return int(catalogue.read_meta(JOURNAL_REVISION) or 0) if catalogue.read_meta(JOURNAL) == journal.id else None
