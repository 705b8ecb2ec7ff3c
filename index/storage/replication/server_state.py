"""What a Chroma server says of the index on it: the generation that answers, and its newest revision."""

import re
from typing import TYPE_CHECKING, NamedTuple

from index.errors import IndexDamagedError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_FORMAT = 1  # of the records and of this
_GENERATION = re.compile(r"index-[0-9a-f]{8}")  # it becomes the name of a folder


class ServerState(NamedTuple):
    """The generation that answers, the one before it (empty: none), and the revision of the newest record."""

    generation: str
    previous: str
    revision: int


def read_state(client: "ClientAPI", index_name: str) -> ServerState | None:
    """The state of the index of a name, None where the server has none. Raises IndexDamagedError for another format."""
    from chromadb.errors import NotFoundError  # noqa: PLC0415 - loaded by now

    try:
        values = client.get_collection(_name(index_name), embedding_function=None).metadata or {}
    except NotFoundError:
        return None
    state = ServerState(str(values.get("generation")), str(values.get("previous", "")), int(values.get("revision", 0)))
    if values.get("format") != _FORMAT or not _GENERATION.fullmatch(state.generation):
        raise IndexDamagedError(
            f"The index {index_name!r} on the Chroma server was written by another version of Footnote: use the same version "
            "on every machine, or set CHROMA_INDEX to another name."
        )
    return state


def write_state(client: "ClientAPI", index_name: str, state: ServerState) -> None:
    """Make a state known to all machines, in one step."""
    values = {"format": _FORMAT, **state._asdict()}
    collection = client.get_or_create_collection(_name(index_name), metadata=values, embedding_function=None)
    if collection.metadata != values:
        collection.modify(metadata=values)


def _name(index_name: str) -> str:
    return f"{index_name}-current"
