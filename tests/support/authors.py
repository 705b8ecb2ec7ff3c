"""Who answers with the scripted model: real drafts over real HTTP, real checks, a real index."""

import pytest

from bot.answering.answerer import Answerer
from bot.evidence.claims import ClaimChecker
from bot.writing.author import Author
from bot.writing.writer import Writer
from index import IndexSettings, open_retriever

EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"


@pytest.fixture(scope="session")
def claim_checker(names, coverage):
    return ClaimChecker(names=names, coverage=coverage)


@pytest.fixture
def author(model, claim_checker):
    return Author(writer=Writer(model), claim_checker=claim_checker)


@pytest.fixture
def answerer(indexed, embedder, author):
    """Who answers from the small sources, with the scripted model."""
    with open_retriever(IndexSettings(data_dir=indexed), embedder) as retriever:
        yield Answerer(retriever=retriever, author=author)


@pytest.fixture
def is_loose(monkeypatch):
    """A question whose evidence the gate lets a model read, but does not quote."""
    monkeypatch.setattr("bot.answering.finding.are_sufficient", lambda _: False)
    monkeypatch.setattr("bot.answering.answerer.is_worth_reading", lambda _: True)
