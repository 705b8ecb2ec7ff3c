"""Who answers with the scripted model: real drafts over real HTTP, real checks, a real index."""

import pytest

from bot.answering import Answerer
from bot.authoring import Author
from bot.grounding import Grounding
from bot.writing import Writer
from index import open_retriever


@pytest.fixture(scope="session")
def grounding(names):
    return Grounding(names=names)


@pytest.fixture
def author(model, grounding):
    return Author(writer=Writer(model), grounding=grounding)


@pytest.fixture
def answerer(indexed, embedder, author):
    """Who answers from the small sources, with the scripted model."""
    with open_retriever(data_dir=indexed, embedder=embedder) as retriever:
        yield Answerer(retriever=retriever, embedder=embedder, author=author)
