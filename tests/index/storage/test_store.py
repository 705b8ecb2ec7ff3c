import socket

import pytest

from chroma_server import MARKS, _collected, chroma
from embedders import HashingEmbedder
from index import IndexDamagedError, IndexSettings, open_retriever, reindex
from index.storage import CHUNK_LANGUAGES
from web_server import Served, web_server

__all__ = ["_collected", "chroma", "web_server"]

pytestmark = MARKS


@pytest.fixture
def server(chroma):
    return chroma.url


QUESTIONS = ["How many tea houses?", "青石桥有多长？", "夜间诊所有多少医生？", "When does the tram stop?"]


def ranking(retriever):
    return [[(p.chunk.id, round(p.meaning, 3), round(p.words, 3)) for p in retriever.passages(q)] for q in QUESTIONS]


def test_a_server_gives_the_same_passages_as_a_folder(corpus, tmp_path, server):
    found = []
    for name, url in (("disk", ""), ("server", server)):
        settings = IndexSettings(sources_dir=corpus, data_dir=tmp_path / name, chroma_url=url)
        reindex(settings, HashingEmbedder())
        with open_retriever(settings, HashingEmbedder()) as retriever:
            found.append(ranking(retriever))
    assert found[0] == found[1]


def test_several_bots_answer_from_one_index_and_see_each_others_changes(corpus, tmp_path, server):
    settings = IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url=server)
    reindex(settings, HashingEmbedder())
    with open_retriever(settings, HashingEmbedder()) as one, open_retriever(settings, HashingEmbedder()) as other:
        assert ranking(one) == ranking(other)
        (corpus / "tea.txt").write_text("Brindle has 43 tea houses now. 布林德现在有四十三家茶馆。", "utf-8")
        reindex(settings, HashingEmbedder())
        for retriever in (one, other):
            assert "43" in retriever.passages(QUESTIONS[0])[0].chunk.text
        assert ranking(one) == ranking(other)


def test_a_server_that_was_down_is_told_and_used_again(corpus, tmp_path, chroma):
    settings = IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url=chroma.url)
    reindex(settings, HashingEmbedder())
    with open_retriever(settings, HashingEmbedder()) as retriever:
        before = ranking(retriever)
        chroma.stop()
        with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
            retriever.passages(QUESTIONS[0])
        chroma.start()
        assert ranking(retriever) == before


def test_vectors_can_live_on_a_server(corpus, tmp_path, server):
    for full in (False, True):
        reindex(
            IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url=server),
            HashingEmbedder(),
            full=full,
        )
        with open_retriever(
            IndexSettings(data_dir=tmp_path / "data", chroma_url=server), HashingEmbedder()
        ) as retriever:
            assert retriever.passages("How many tea houses?")[0].source.id == "tea.txt"
            assert retriever.passages("How many tea houses?")[0].meaning > 0
            # Of each generation one a language and the journal, and what tells which generation answers.
            collections = retriever._store.chroma._client.list_collections()
            assert len(collections) == (len(CHUNK_LANGUAGES) + 1) * (1 + full) + 1


def test_a_server_that_does_not_answer_is_named(corpus, tmp_path):
    with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
        reindex(
            IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url="http://127.0.0.1:9"),
            HashingEmbedder(),
        )


@pytest.mark.parametrize("status", [200, 401, 404, 500])
def test_a_server_that_is_no_chroma_is_told(corpus, tmp_path, web_server, status):
    web_server.pages["/api/v2/heartbeat"] = Served(b"<html>Welcome</html>", status=status)
    with pytest.raises(IndexDamagedError, match=r"is no Chroma.*CHROMA_URL"):
        reindex(
            IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url=web_server.url), HashingEmbedder()
        )


def test_a_server_that_says_nothing_is_told(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("index.storage.chroma_client._GREETING_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(IndexDamagedError, match="said nothing"):
            reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url=url), HashingEmbedder())
