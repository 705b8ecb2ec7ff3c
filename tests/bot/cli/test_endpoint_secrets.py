"""No key of an endpoint that embeds or reranks, or of a Chroma server, is shown, whatever fails and whoever repeats it."""

import json
import logging
from urllib.parse import quote

import pytest
from pydantic import SecretStr

import index
from bot.errors import ReindexCrashedError
from bot.service.reindexing.child_process import reindex_in_child
from bot.service.reindexing.progress import Progress
from embedders import HashingEmbedder
from embedding_server import embeddings, reply
from index import EmbedderUnavailableError, IndexSettings, SearchIndexError, SourceScope
from index.embedding import open_embedder
from index.settings import Endpoint
from model_server import KEY, Script, error
from web_server import Served, web_server

__all__ = ["web_server"]

SAID = f"Bearer {KEY} is wrong, {quote(KEY)} too"
FAILURES = {
    **{str(status): error(status, SAID) for status in (400, 401, 403, 404, 413, 422, 429, 500, 503)},
    "header": error(500, SAID, headers={"x-request-id": KEY, "retry-after": KEY}),
    "html": Script(body=f"<html>{KEY}</html>".encode()),
    "list": reply([KEY]),
    "object": reply({"data": KEY, "results": KEY}),
    "rows": reply({"data": [{"index": KEY, "embedding": [KEY]}], "results": [{"index": KEY, "score": KEY}]}),
    "moved": Script(status=302, headers={"Location": f"http://127.0.0.1:1/{KEY}"}, body=b"x"),
}  # fmt: skip


@pytest.fixture
def terminal(footnote, model_server, monkeypatch, tmp_path):
    """The command line with keys in its settings, as in a terminal; and everything it said and wrote, without a key."""
    monkeypatch.setattr("index.embedding.model_endpoint._MOST_TRIES", 1)
    monkeypatch.setattr(index, "open_embedder", open_embedder)
    for kind in ("EMBED", "RERANK"):
        monkeypatch.setenv(f"{kind}_API_KEY", KEY)
        monkeypatch.setenv(f"{kind}_MODEL", "some-model")
    monkeypatch.setenv("CHROMA_API_KEY", KEY)

    def run(*arguments):
        monkeypatch.setattr(logging.root, "handlers", [])
        done = footnote("--debug", *arguments)
        # Chroma fills length.bin with whatever its memory held before (400 bytes), as `docs/operating.md` says.
        files = [path for path in (tmp_path / "data").rglob("*") if path.is_file() and path.name != "length.bin"]
        said = [done.stdout, done.stderr, *(path.read_bytes().decode("latin-1") for path in files)]
        assert not [text for text in said if KEY in text or quote(KEY) in text]
        return done

    return run


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_while_embedding_shows_no_key(terminal, model_server, monkeypatch, failure):
    monkeypatch.setenv("EMBED_URL", model_server.url)
    model_server.plays(FAILURES[failure])
    done = terminal("index")
    assert done.exit_code == 1
    assert "EMBED_API_KEY" in done.stderr
    assert KEY in str(model_server.headers)


@pytest.mark.parametrize("failure", ["401", "header", "html", "rows"])
def test_a_failure_while_reranking_shows_no_key(terminal, model_server, monkeypatch, failure):
    monkeypatch.setenv("EMBED_URL", model_server.url)
    monkeypatch.setenv("RERANK_URL", model_server.url)
    model_server.answer = lambda request: embeddings(request) if "input" in request else FAILURES[failure]
    done = terminal("ask", "青石桥全长多少米？")
    assert "RERANK_API_KEY" in done.stderr
    assert KEY in str(model_server.headers[-1])


@pytest.mark.parametrize(
    "command", [("index",), ("ask", "?!"), ("ask", "tea"), ("sources",), ("doctor",), ("doctor", "--repair")], ids=str
)
def test_no_command_shows_the_key_of_an_endpoint_that_is_down(terminal, monkeypatch, command):
    for name in ("EMBED_URL", "RERANK_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/v1")
    terminal(*command)


@pytest.mark.parametrize("path", ["/api/v2/heartbeat", "/api/v2/auth/identity", "/api/v2/tenants/default_tenant"])
def test_what_a_chroma_server_repeats_shows_no_key(terminal, web_server, monkeypatch, path):
    alive = Served(json.dumps({"nanosecond heartbeat": 1}).encode(), kind="application/json")
    web_server.pages["/api/v2/heartbeat"] = alive
    body = json.dumps({"error": "Unauthorized", "message": SAID}).encode()
    web_server.pages[path] = Served(body, status=401, kind="application/json")
    monkeypatch.setenv("CHROMA_URL", web_server.url)
    monkeypatch.setattr(index, "open_embedder", lambda *_: HashingEmbedder())
    done = terminal("index")
    assert done.exit_code == 1
    assert "CHROMA_URL" in done.stderr


@pytest.mark.parametrize("before", range(200 - len(KEY), 200, 9))
def test_a_key_that_the_end_of_an_excerpt_cuts_in_two_is_not_shown_in_part(model_server, before):
    model_server.plays(Script(status=401, body=b"x" * before + KEY.encode()))
    embedder = open_embedder("some-model", Endpoint(model_server.url, SecretStr(KEY)))
    with pytest.raises(EmbedderUnavailableError) as told:
        embedder.embed_query("tea")
    assert KEY[:4] not in str(told.value)


@pytest.mark.parametrize("failure", ["401", "header", "html"])
def test_the_process_that_reindexes_for_a_bot_logs_no_key(corpus, tmp_path, model_server, capfd, monkeypatch, failure):
    monkeypatch.setattr(logging.root, "level", logging.DEBUG)
    model_server.plays(FAILURES[failure])
    settings = IndexSettings(
        sources_dir=corpus, data_dir=tmp_path / "data", embed_url=model_server.url, embed_model="some-model", embed_api_key=SecretStr(KEY)
    )  # fmt: skip
    with pytest.raises((SearchIndexError, ReindexCrashedError)) as told:
        reindex_in_child(settings, full=False, dry_run=False, progress=Progress(), scope=SourceScope())
    said = "".join(capfd.readouterr())
    assert "DEBUG" in said
    assert KEY not in said
    assert KEY not in str(told.value)
