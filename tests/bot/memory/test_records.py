"""Kept answers: read back as they were, followed along replies, forgotten, deleted and counted."""

import pytest

from bot.answers import Answer, Asker, Citation, Reason
from bot.memory.database import open_database
from bot.memory.records import Records
from bot.memory.retention import Retention
from bot.memory.votes import Votes
from index import Chunk, Source

ANN, BEN, ELSEWHERE = Asker(1, 2, 3), Asker(1, 2, 4), Asker(1, 9, 3)
SOURCE = Source("tea.txt", "Tea", "tea.txt", author="Mira", published="2024-05-06")
CHUNK = Chunk("tea.txt#1", "tea.txt", 0, 26, "Brindle has 42 tea houses.", "en", "article")
CITATION = Citation(1, CHUNK, SOURCE, "42 tea houses", 12, 25)


@pytest.fixture
def connection(tmp_path):
    opened = open_database(tmp_path / "memory.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def records(connection):
    return Records(connection)


def answer(question="How many?", *, milliseconds=1.0):
    return Answer(question, "en", "42 [1]", (CITATION,), (), "extractive", milliseconds=milliseconds)


@pytest.mark.parametrize(
    "kept",
    [answer(), Answer("多少？", "zh", "没有提到", (), (), "none", Reason.NO_EVIDENCE)],
    ids=["answer", "refusal"],
)
def test_an_answer_is_read_back_as_it_was_kept(records, kept):
    record = records.keep(kept, ANN, index_version="v1", source_ids=["tea.txt"], sentences=3)
    assert records.get(record.id) == record
    assert (record.question, record.text, record.reason, record.asker) == (kept.question, kept.text, kept.reason, ANN)
    assert [footnote.quote for footnote in record.footnotes] == [citation.quote for citation in kept.citations]


def test_a_chain_of_replies_is_one_persons_and_ends_at_what_was_forgotten(records, connection):
    first = records.keep(answer("first"), ANN, index_version="v1")
    other = records.keep(answer("other"), BEN, index_version="v1", previous=first.id)
    second = records.keep(answer("second"), ANN, index_version="v1", previous=first.id)
    third = records.keep(answer("third"), ANN, index_version="v1", previous=second.id)
    assert records.reply_chain(third, user_id=ANN.user_id, limit=6) == [first, second, third]
    assert records.reply_chain(third, user_id=ANN.user_id, limit=2) == [second, third]
    assert records.reply_chain(other, user_id=ANN.user_id, limit=6) == []
    assert Retention(connection).delete_of_person(ANN.user_id, community_id=1) == 3
    assert records.reply_chain(third, user_id=ANN.user_id, limit=6) == []
    assert records.get(third.id) is None
    assert records.get(other.id) == other


def test_the_latest_answers_in_a_conversation_are_one_persons_oldest_first(records):
    mine = [records.keep(answer(f"{n}"), ANN, index_version="v1") for n in range(3)]
    for asker in (BEN, ELSEWHERE):
        records.keep(answer("not in it"), asker, index_version="v1")
    assert records.latest_in_conversation(ANN, limit=2) == mine[1:]


def test_a_deleted_answer_takes_its_posts_and_votes_with_it(records, connection):
    record, other = (records.keep(answer(), ANN, index_version="v1") for _ in range(2))
    for kept, post in ((record, 70), (other, 80)):
        records.mark_sent(kept.id, [(2, post), (2, post + 1)])
        Votes(connection).cast(kept.id, user_id=3, is_helpful=True)
    assert records.of_post(71) == record
    records.delete(record.id)
    assert (records.get(record.id), records.of_post(71), records.posts(record.id)) == (None, None, [])
    assert records.posts(other.id) == [(2, 80), (2, 81)]
    assert [vote["answer_id"] for vote in Votes(connection).export(1)] == [other.id]


def test_a_later_vote_of_a_person_replaces_the_earlier_one(records, connection):
    record = records.keep(answer(), ANN, index_version="v1")
    votes = Votes(connection)
    votes.cast(record.id, user_id=3, is_helpful=True)
    votes.cast(record.id, user_id=3, is_helpful=False, reason="too short")
    assert [(vote["helpful"], vote["why"]) for vote in votes.export(1)] == [(False, "too short")]
    assert list(votes.export(2)) == []


def test_statistics_are_of_one_community_and_have_the_median_time(records):
    for milliseconds in (5.0, 900.0, 7.0):
        records.keep(answer(milliseconds=milliseconds), ANN, index_version="v1")
    records.keep(answer(milliseconds=1.0), Asker(None, 2, 3), index_version="v1")
    assert records.answer_statistics(1) == (3, 7.0)
    assert records.answer_statistics(None) == (1, 1.0)
    assert records.answer_statistics(5) == (0, 0.0)
