"""Records of an index: what the catalogue of another machine needs of a source, as bytes."""

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import Any

from index.documents import Chunk, Place, Source, Turn
from index.errors import IndexDamagedError

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as the catalogue keeps it, with its chunks, and of each chunk the stored vectors of its sentences."""

    source: Source
    content_hash: str
    text: str
    heading: str
    chunks: tuple[Chunk, ...]
    sentences: tuple[bytes, ...]

    @property
    def source_id(self) -> str:
        """The id of the source."""
        return self.source.id


@dataclass(frozen=True, slots=True)
class Removal:
    """A source that is no longer in the index."""

    source_id: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of how the index was made, by key."""

    values: Mapping[str, str]
    source_id: str = ""  # no source has this id


Record = SourceRecord | Removal | Notes


def pack(record: Record) -> bytes:
    """A record as bytes: the length of its facts, the facts as compressed JSON, then the vectors as they are."""
    sentences: tuple[bytes, ...] = ()
    match record:
        case SourceRecord():
            sentences = record.sentences
            facts: dict[str, Any] = {
                "source": asdict(record.source), "hash": record.content_hash, "text": record.text, "heading": record.heading,
                "chunks": [_chunk_facts(chunk) for chunk in record.chunks], "sizes": list(map(len, sentences)),
            }  # fmt: skip
        case Removal():
            facts = {"removed": record.source_id}
        case Notes():
            facts = {"notes": dict(record.values)}
    compressed = zlib.compress(json.dumps(facts, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return b"".join([_LENGTH.pack(len(compressed)), compressed, *sentences])


def unpack(content: bytes) -> Record:
    """The record of some bytes. Raises IndexDamagedError where they are none."""
    try:
        return _unpack(content)
    except (ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
        raise IndexDamagedError(
            f"A record of the index on the Chroma server is damaged ({error}): run `footnote index --full`."
        ) from error


def _unpack(content: bytes) -> Record:
    (length,) = _LENGTH.unpack_from(content)
    facts = json.loads(zlib.decompress(content[_LENGTH.size : _LENGTH.size + length]).decode("utf-8", "surrogatepass"))
    if "removed" in facts:
        return Removal(facts["removed"])
    if "notes" in facts:
        return Notes(facts["notes"])
    places = list(accumulate(facts["sizes"], initial=_LENGTH.size + length))
    if places[-1] != len(content) or len(facts["sizes"]) != len(facts["chunks"]):
        raise ValueError("it was cut off")
    source = Source(**facts["source"] | {"languages": tuple(facts["source"]["languages"])})
    return SourceRecord(
        source, facts["hash"], facts["text"], facts["heading"],
        tuple(_chunk(source.id, facts["text"], values) for values in facts["chunks"]),
        tuple(content[start:end] for start, end in pairwise(places)),
    )  # fmt: skip


def _chunk_facts(chunk: Chunk) -> list[Any]:
    turns = [[turn.speaker, turn.start, turn.end] for turn in chunk.turns]
    places = [[place.location, place.start, place.end] for place in chunk.places]
    return [chunk.id, chunk.start, chunk.end, chunk.language, chunk.section, turns, places]


def _chunk(source_id: str, text: str, values: list[Any]) -> Chunk:
    chunk_id, start, end, language, section, turns, places = values
    return Chunk(
        id=chunk_id, source_id=source_id, start=start, end=end, text=text[start:end], language=language, section=section,
        turns=tuple(Turn(*turn) for turn in turns), places=tuple(Place(*place) for place in places),
    )  # fmt: skip
