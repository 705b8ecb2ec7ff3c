"""The HTTP server of metrics and health: ``/metrics`` and ``/healthz``, for this machine alone."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot.errors import MonitorError
from bot.service import Desk

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

_HOST = "127.0.0.1"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        log.debug(format, *args)


@contextmanager
def open_monitor(desk: Desk, port: int) -> Iterator[int]:
    """Serve the metrics and the health of a desk in the ``with`` block; gives the port. Port 0: nothing is served.

    Raises MonitorError where the port is taken.
    """
    if not port:
        yield 0
        return
    from bot.monitoring.metrics import Metrics  # noqa: PLC0415 - prometheus_client is needed only here

    metrics = Metrics(desk)
    desk.on_answer = metrics.count
    try:
        server = make_server(_HOST, max(port, 0), _application(desk, metrics.registry), _Server, _QuietHandler)
    except OSError as error:
        raise MonitorError(
            f"Metrics cannot be served on {_HOST}:{port} ({error.strerror or error}): set METRICS_PORT to a free port, or 0 for none."
        ) from error
    thread = threading.Thread(target=server.serve_forever, name="monitor", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _application(desk: Desk, registry: object) -> "WSGIApplication":
    from prometheus_client import make_wsgi_app  # noqa: PLC0415

    metrics = make_wsgi_app(registry)  # type: ignore[arg-type]

    def answer(environment: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        match environment["PATH_INFO"]:
            case "/metrics":
                found: Iterable[bytes] = metrics(environment, start)
                return found
            case "/healthz":
                status, text = ("200 OK", b"ready\n") if desk.is_ready else ("503 Service Unavailable", b"starting\n")
            case _:
                status, text = "404 Not Found", b"see /metrics and /healthz\n"
        start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))])
        return [text]

    return answer
