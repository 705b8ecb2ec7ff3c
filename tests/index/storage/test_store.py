import gc
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from embedders import HashingEmbedder
from index import IndexDamagedError, IndexSettings, open_retriever, reindex

pytestmark = [
    pytest.mark.enable_socket,
    # chromadb's HTTP client leaves its pooled connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
CHROMA = Path(sys.executable).parent / "chroma"


@pytest.fixture(autouse=True)
def _collected():
    """Here, where the filters above hold, and not in whichever test comes next."""
    yield
    gc.collect()


@pytest.fixture
def server(tmp_path):
    """A real Chroma server on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(CHROMA), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


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
            assert len(retriever._store._client.list_collections()) == 1 + full


def test_a_server_that_does_not_answer_is_named(corpus, tmp_path):
    with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
        reindex(
            IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data", chroma_url="http://127.0.0.1:9"),
            HashingEmbedder(),
        )
