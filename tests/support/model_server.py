"""A chat model's endpoint on loopback: real HTTP, the OpenAI protocol, and replies from a script."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr

from index import Chunk, Passage, Source

KEY = "sk-loopback-4f9c2a7e51d84b06"


@dataclass(frozen=True)
class Script:
    """One reply: what is sent, and what goes wrong on the way."""

    text: str = ""
    status: int = 200
    headers: dict = field(default_factory=dict)
    body: bytes | None = None  # in the place of what the protocol wants
    finish_reason: str | None = "stop"
    usage: tuple | None = (100, 20)
    pieces: int = 7  # characters in one event of a stream
    silence: float = 0.0  # seconds, before the first byte
    pause: float = 0.0  # seconds, between two events
    cut_after: int | None = None  # events, after which the connection is closed
    comments: int = 0  # comments that keep the stream alive, before the first event
    refusal: str | None = None
    thinking: str = ""  # sent before the text, in a field of its own


def error(status, message="no", *, code=None, param=None, kind=None, headers=None):
    """A reply by which the endpoint does not answer."""
    body = {"error": {"message": message, "code": code, "param": param, "type": kind}}
    return Script(status=status, body=json.dumps(body).encode(), headers=headers or {})


def passage(text, *, source_id="tea.txt", title="Tea", published=None, language="en"):
    """A passage that was retrieved, of a source of its own."""
    source = Source(source_id, title, source_id, published=published)
    chunk = Chunk(f"{source_id}:{text[:9]}", source_id, 10, 10 + len(text), text, language, "article")
    return Passage(chunk, source, 1.0, 1.0, 1.0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.server.next_reply(request, self.headers)
        time.sleep(reply.silence)
        if reply.status != 200 or reply.body is not None:
            self._send(reply, reply.body or b"", "application/json")
        elif request.get("stream"):
            self._stream(reply, with_usage=bool(request.get("stream_options")))
        else:
            self._send(reply, json.dumps(_whole(reply)).encode(), "application/json")

    def _send(self, reply, body, kind):
        self.send_response(reply.status)
        for name, value in {"Content-Type": kind, **reply.headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self._write(body)

    def _stream(self, reply, *, with_usage):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(reply.comments):
            self._write(b": still here\n\n")
            time.sleep(reply.pause)
        for event in list(_events(reply, with_usage=with_usage))[: reply.cut_after]:
            self._write(f"data: {event if isinstance(event, str) else json.dumps(event)}\n\n".encode())
            time.sleep(reply.pause)
        self.close_connection = True

    def _write(self, data):
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, *_):
        pass


class ModelServer(ThreadingHTTPServer):
    """Answers each request with the next of ``script``, the last one for ever, and keeps what it was asked.

    ``answer`` is asked instead where it is set: the body of a request in, a Script out.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = [Script("NO_ANSWER")]
        self.answer = None
        self.requests = []
        self.headers = []
        self._lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_port}/v1"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def plays(self, *script):
        self.script = [Script(reply) if isinstance(reply, str) else reply for reply in script]
        return self

    @property
    def prompts(self):
        """What the model read, one text a request."""
        return ["\n".join(message["content"] for message in request["messages"]) for request in self.requests]

    def next_reply(self, request, headers):
        with self._lock:
            self.requests.append(request)
            self.headers.append(dict(headers))
        if self.answer:
            return self.answer(request)
        with self._lock:
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def stop(self):
        self.shutdown()
        self.server_close()
        self._thread.join(5)


def _whole(reply):
    message = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
        **_usage(reply),
    }


def _events(reply, *, with_usage):
    def chunk(delta, finish_reason=None):
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}

    yield chunk({"role": "assistant", "content": ""})
    if reply.refusal:
        yield chunk({"refusal": reply.refusal})
    if reply.thinking:
        yield chunk({"content": None, "reasoning_content": reply.thinking})
    for start in range(0, len(reply.text), reply.pieces):
        yield chunk({"content": reply.text[start : start + reply.pieces]})
    if reply.finish_reason:
        yield chunk({}, reply.finish_reason)
    if with_usage and reply.usage:
        yield {**chunk({}), "choices": [], **_usage(reply)}
    yield "[DONE]"


def _usage(reply):
    if reply.usage is None:
        return {}
    read, wrote = reply.usage
    return {"usage": {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}}


@pytest.fixture
def model_server(socket_enabled):
    """An endpoint on loopback."""
    server = ModelServer()
    yield server
    server.stop()


@pytest.fixture
def waits():
    """The seconds a model waited between two tries."""
    return []


@pytest.fixture
def open_model(model_server, waits):
    """Opens a ChatModel at the endpoint; it notes how long it would wait instead of waiting."""
    from bot.writing.llm.chat_model import ChatModel  # noqa: PLC0415 - takes seconds, and most tests ask no model

    opened = []

    def make(**options):
        defaults = {"base_url": model_server.url, "model": "scripted", "key": SecretStr(KEY), "sleep": waits.append}
        opened.append(ChatModel(**(defaults | options)))
        return opened[-1]

    yield make
    for model in opened:
        model.close()


@pytest.fixture
def model(open_model):
    return open_model()
