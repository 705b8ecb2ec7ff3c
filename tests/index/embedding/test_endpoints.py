"""Embedding and reranking by an endpoint, over real HTTP on loopback."""

import threading

import numpy as np
import pytest
from pydantic import SecretStr

from bot.setting_errors import setting_errors
from embedders import HashingEmbedder
from embedding_server import embeddings, ranks, reply
from index import (
    EmbedderMismatchError,
    EmbedderUnavailableError,
    IndexSettings,
    open_embedder,
    open_reranker,
    open_retriever,
    reindex,
)
from index.settings import Endpoint
from model_server import KEY, Script, error

TEXTS = ["渡轮七点开航。", "The ferry sails at seven.", "x" * 2000]


@pytest.fixture
def remote(model_server):
    model_server.answer = embeddings
    return open_embedder("some-model", Endpoint(model_server.url, SecretStr(KEY)))


def test_every_text_has_a_unit_vector_in_its_place(remote, model_server):
    together = remote.embed_documents(TEXTS * 20)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    for text, vector in zip(TEXTS, together, strict=False):
        assert remote.embed_query(text) == pytest.approx(vector, abs=1e-5)
    assert max(len(request["input"]) for request in model_server.requests) == 32
    assert {request["model"] for request in model_server.requests} == {"some-model"}
    assert {headers["Authorization"] for headers in model_server.headers} == {f"Bearer {KEY}"}


def test_parts_are_embedded_by_themselves(remote):
    text = "渡轮七点开航。雨天停航。"
    wholes, parts = remote.embed_with_parts([text, "A bus."], [[(0, 7), (7, 12)], []])
    assert wholes[0] == pytest.approx(remote.embed_query(text), abs=1e-5)
    assert parts[0][1] == pytest.approx(remote.embed_query("雨天停航。"), abs=1e-5)
    assert len(parts[1]) == 0


def test_models_of_a_family_get_its_prompts(model_server):
    model_server.answer = embeddings
    remote = open_embedder("intfloat/multilingual-e5-large", Endpoint(model_server.url))
    remote.embed_query("Where?")
    remote.embed_documents(["Here."])
    assert [request["input"] for request in model_server.requests] == [["query: Where?"], ["passage: Here."]]
    assert "Authorization" not in model_server.headers[0]


@pytest.mark.parametrize("question", ["How many tea houses does Brindle have?", "青石桥上有多少只石狮子"])
def test_an_index_is_built_and_asked_through_an_endpoint(corpus, tmp_path, model_server, remote, question):
    settings = IndexSettings(
        sources_dir=corpus, data_dir=tmp_path / "data", embed_url=model_server.url, embed_model="some-model"
    )
    assert reindex(settings, remote).embedded > 0
    with open_retriever(settings, open_embedder(settings.embed_model, settings.embed_endpoint)) as retriever:
        assert retriever.passages(question)[0].source.id in ("tea.txt", "bridge.txt")
    with pytest.raises(EmbedderMismatchError, match="set EMBED_MODEL=some-model and its EMBED_URL again"):
        reindex(settings, open_embedder("builtin"), full=False)


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        pytest.param(error(401, "who are you"), "status 401: .*who are you", id="key"),
        pytest.param(Script(body=b"<html>"), "no JSON", id="html"),
        pytest.param(reply({"data": []}), "one vector for each", id="none"),
        pytest.param(reply({"data": [{"index": 0, "embedding": None}]}), "one vector for each", id="null"),
        pytest.param(reply([1]), "one vector for each", id="list"),
        pytest.param(reply({"data": [{"index": 7, "embedding": [1.0]}]}), "one vector for each", id="index"),
    ],
)
def test_a_reply_that_cannot_be_used_is_an_error_with_a_remedy(remote, model_server, failure, reason):
    model_server.answer = None
    model_server.plays(failure)
    with pytest.raises(EmbedderUnavailableError, match=reason) as caught:
        remote.embed_query("Where?")
    assert model_server.url in str(caught.value)
    assert "check EMBED_URL" in str(caught.value)
    assert len(model_server.requests) == 1


def test_what_may_pass_is_tried_again(remote, model_server):
    model_server.answer = None
    model_server.plays(error(503, "loading"), error(429, "slowly"), embeddings({"input": ["Where?"], "model": "m"}))
    assert np.linalg.norm(remote.embed_query("Where?")) == pytest.approx(1, abs=1e-5)
    assert len(model_server.requests) == 3


def test_an_endpoint_that_is_down_is_an_error_with_a_remedy(remote, model_server):
    model_server.stop()
    with pytest.raises(EmbedderUnavailableError, match="start it, or check EMBED_URL"):
        remote.embed_query("Where?")


def test_several_threads_may_ask_at_once(remote):
    found = {}
    threads = [
        threading.Thread(target=lambda text=text: found.update({text: remote.embed_query(text)})) for text in TEXTS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[text] == pytest.approx(remote.embed_query(text), abs=1e-5) for text in TEXTS)


@pytest.mark.parametrize("model", ["", "bge-reranker"], ids=["TEI", "Jina"])
def test_passages_are_scored_in_their_order(model_server, model):
    model_server.answer = ranks
    reranker = open_reranker(model, Endpoint(model_server.url, SecretStr(KEY)))
    scores = reranker.scores("Where?", ["短", "longer", "The longest of the three."])
    assert scores == sorted(scores)
    assert model_server.requests[0]["query"] == "Where?"
    assert model_server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert reranker.scores("Where?", []) == []


def test_a_reranker_orders_what_is_found(corpus, indexed, model_server):
    settings = IndexSettings(sources_dir=corpus, data_dir=indexed)
    model_server.answer = ranks
    with open_retriever(
        settings, HashingEmbedder(), reranker=open_reranker("", Endpoint(model_server.url))
    ) as retriever:
        found = retriever.passages("tea houses, night clinic, 石狮子")
    assert [len(passage.chunk.text) for passage in found] == sorted(
        (len(passage.chunk.text) for passage in found), reverse=True
    )


@pytest.mark.parametrize("body", [{}, [], [{"index": 0}], {"results": [{"index": 0, "relevance_score": "?"}]}], ids=str)
def test_scores_that_cannot_be_used_are_an_error_with_a_remedy(model_server, body):
    model_server.plays(reply(body))
    with pytest.raises(EmbedderUnavailableError, match="check RERANK_URL"):
        open_reranker("m", Endpoint(model_server.url)).scores("Where?", ["one", "two"])


def test_an_address_needs_the_name_of_the_model_there(monkeypatch):
    monkeypatch.setenv("EMBED_URL", "http://localhost:8080/v1")
    assert [sentence for sentence in setting_errors() if "EMBED_URL needs EMBED_MODEL" in sentence]
    monkeypatch.setenv("EMBED_MODEL", "BAAI/bge-m3")
    assert setting_errors() == []
