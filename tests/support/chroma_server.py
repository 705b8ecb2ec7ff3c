"""A real Chroma server on loopback."""

import gc
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHROMA = Path(sys.executable).parent / "chroma"


# chromadb's HTTP client leaves its pooled connections to the garbage collector.
MARKS = [
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _collected():
    """Here, where the filters above hold, and not in whichever test comes next."""
    yield
    gc.collect()


class ChromaServer:
    """A real Chroma server on loopback, which can be stopped and started again."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(self._port)]
        self.start()

    def start(self):
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    break
            time.sleep(0.1)

    def stop(self):
        self._process.terminate()
        self._process.wait(20)


@pytest.fixture
def chroma(tmp_path):
    server = ChromaServer(tmp_path / "server")
    yield server
    server.stop()
