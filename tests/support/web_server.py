"""A web server on loopback: real HTTP, pages from a script, and a record of what was asked."""

import gzip
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

LOOPBACK = ("127.0.0.0/8",)


@dataclass(frozen=True)
class Served:
    """One page: what is sent for it."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict = field(default_factory=dict)
    etag: str | None = None
    endless: bool = False


class WebServer:
    """Serves ``pages`` by path. ``asked`` are the paths and headers of all requests, in order."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self):
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self):
        """The paths asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    site = None

    def do_GET(self):
        self.site.asked.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path, Served(status=404))
        if page.etag and self.headers.get("If-None-Match") == page.etag:
            page = Served(status=304)
        body = gzip.compress(page.body) if page.headers.get("Content-Encoding") == "gzip" else page.body
        self.send_response(page.status)
        self.send_header("Content-Type", page.kind)
        if not page.endless:
            self.send_header("Content-Length", str(len(body)))
        for name, value in {**({"ETag": page.etag} if page.etag else {}), **page.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
            while page.endless:
                self.wfile.write(b"x" * 1_000_000)
        except OSError:
            pass  # the client has seen enough

    def log_message(self, format, *args):  # noqa: A002 - the name that the base class gives it
        pass


@pytest.fixture
def web_server(socket_enabled):
    """A running server without any page."""
    server = WebServer()
    yield server
    server.close()
