"""Machines that share one index on a Chroma server, each with a data folder of its own, and what they answer."""

import time
from contextlib import closing

import pytest

from embedders import HashingEmbedder
from index import IndexSettings, open_retriever
from index.storage import Follower

QUESTIONS = ["How many tea houses?", "青石桥有多长？", "夜间诊所有多少医生？", "When does the tram stop?"]


@pytest.fixture
def machine(corpus, tmp_path, chroma):
    """The settings of a machine by its name; its data folder is empty at first."""

    def settings(name, *, sources=corpus, **others):
        return IndexSettings(sources_dir=sources, data_dir=tmp_path / name, chroma_url=chroma.url, **others)

    return settings


def answers(settings, embedder=None):
    with open_retriever(settings, embedder or HashingEmbedder()) as retriever:
        return what_it_finds(retriever)


def what_it_finds(retriever):
    """Everything that an answer is made of, to the last digit."""
    found = [retriever.search(question) for question in QUESTIONS]
    ranking = [[(p.chunk, p.source, p.score, p.meaning, p.words) for p in result.passages] for result in found]
    texts = [(source.id, retriever.text(source.id), retriever.chunks(source.id)) for source, _ in retriever.sources()]
    return ranking, [result.sentence_similarities for result in found], retriever.sources(), texts


def wait_until(is_so):
    """Changes of other machines are looked for once a second."""
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert is_so()


def forget_lock(settings):
    """Makes the lock on the server as old as that of a machine that died long ago."""
    with closing(Follower(settings)) as follower:
        for collection in follower.client.list_collections():
            if collection.name.endswith("-lock"):
                collection.modify(metadata={**collection.metadata, "renewed": 0})
