"""Who answers with the scripted model: real drafts over real HTTP, real checks, a real index."""

import pytest

from bot.answering.answerer import Answerer
from bot.evidence.claims import ClaimChecker
from bot.writing.author import Author
from bot.writing.writer import Writer
from index import IndexSettings, open_retriever


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
