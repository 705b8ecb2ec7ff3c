"""What is written into the journal of an index comes out of it, in order and whole, or not at all."""

import os
from contextlib import closing, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chroma_server import MARKS, _collected, chroma
from index import Chunk, IndexDamagedError, IndexSettings, Place, Source, Turn
from index.storage import Follower
from index.storage.replication.journal import open_journal
from index.storage.replication.records import Notes, Removal, SourceRecord, pack, unpack
from index.storage.replication.server_state import ServerState, read_state, write_state

__all__ = ["_collected", "chroma"]

pytestmark = MARKS
TEXTS = st.text(st.sampled_from("渡轮七点开航 The ferry sails.\n“”🙂\ud800"), max_size=40)


def record(text="渡轮七点开航。", source_id="a.md#1", blob=b"\x00\xff"):
    half = len(text) // 2
    chunks = [
        Chunk(f"{source_id}-{number}", source_id, start, end, text[start:end], "mixed", "article · 渡轮",
              (Turn("Ana", start, end),), (Place("page 4", start, end),))
        for number, (start, end) in enumerate([(0, half), (half, len(text))])
    ]  # fmt: skip
    source = Source(source_id, "渡轮", source_id, author="Ana", published="2024-05-06", languages=("en", "zh"))
    return SourceRecord(source, "hash", text, "渡轮", tuple(chunks), (blob, b""))


@given(TEXTS, TEXTS, st.binary(max_size=50))
@settings(max_examples=60)
def test_a_record_comes_back_as_it_was(text, source_id, blob):
    for one in (record(text, source_id, blob), Removal(source_id), Notes({"complete": text})):
        assert unpack(pack(one)) == one


@given(st.integers(0, 300).map(lambda size: pack(record())[:size]) | st.binary(max_size=60))
@settings(max_examples=60)
def test_anything_else_is_a_damaged_record_and_told_as_one(content):
    if content != pack(record()):
        with pytest.raises(IndexDamagedError, match="footnote index --full"):
            unpack(content)


@contextmanager
def connected(server):
    """A client, closed before the test is over: chromadb would leave that to whichever test comes next."""
    with closing(Follower(IndexSettings(chroma_url=server.url))) as follower:
        yield follower.client


def test_a_journal_gives_what_is_new_in_order_whole_and_once(chroma):
    with connected(chroma) as client:
        journal = open_journal(client, "footnote-index-00000000", creates=True)
        large = record(blob=os.urandom(400_000))
        written = {
            1: record(),
            2: large,
            3: Removal("b"),
            90: Notes({"complete": "yes"}),
            400: record("The ferry.", "长" * 300),
        }
        journal.append(written.items())
        assert dict(journal.read(0, 400)) == written
        assert list(dict(journal.read(1, 399))) == [2, 3, 90]
        assert list(journal.read(400, 400)) == []
        journal._collection.delete(ids=[journal._ids(1, 2)[1]])  # as if its writer had died
        assert list(dict(journal.read(0, 400))) == [1, 3, 90, 400]
        journal.append([(401, record("Another text."))])
        journal.delete_superseded(["a.md#1"], before=401)
        assert list(dict(journal.read(0, 401))) == [3, 90, 400, 401]
        journal.delete_after(90)
        assert list(dict(journal.read(0, 500))) == [3, 90]


@pytest.mark.parametrize("values", [{"format": 99}, {"generation": "../../etc"}, {"generation": "index-1"}], ids=str)
def test_a_state_of_another_version_is_refused_in_a_sentence(chroma, values):
    with connected(chroma) as client:
        assert read_state(client, "footnote") is None
        state = ServerState("index-0123abcd", "", 7)
        write_state(client, "footnote", state)
        write_state(client, "footnote", state._replace(revision=8))
        assert read_state(client, "footnote") == state._replace(revision=8)
        collection = client.get_collection("footnote-current", embedding_function=None)
        collection.modify(metadata={**collection.metadata, **values})
        with pytest.raises(IndexDamagedError, match="same version"):
            read_state(client, "footnote")
