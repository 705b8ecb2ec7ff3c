"""Messages of a chat as a document: days are sections, each message says who wrote it and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document
from index.text import HAN


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``thread`` is the message whose replies it stands among, by its id; its own id where it opens one."""

    author: str
    text: str
    sent: datetime | None
    id: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """The messages of one channel or conversation, in order."""

    title: str
    messages: tuple[Message, ...]
    url: str | None = None


def build_chat(chat: Chat, *, path: str, source_id: str) -> Document:
    """The document of a chat. Raises SourceUnreadableError where nobody wrote anything in it."""
    lines = list(_lines(_by_thread(chat.messages)))
    if not lines:
        raise SourceUnreadableError(source_id, "no message with a text is in it")
    dates = [message.sent.date().isoformat() for message in chat.messages if message.sent]
    source = Source(id=source_id, title=chat.title, path=path, published=max(dates, default=None), url=chat.url)
    return build_document(tuple(lines), source, heading=chat.title, is_transcript=True)


def _by_thread(messages: Sequence[Message]) -> list[Message]:
    """The messages with the replies of a thread after the message that opens it."""
    threads: dict[str, list[Message]] = {}
    for number, message in enumerate(messages):
        threads.setdefault(message.thread or message.id or f"\x00{number}", []).append(message)
    return [message for thread in threads.values() for message in thread]


def _lines(messages: Sequence[Message]) -> Iterator[Line]:
    day = None
    for message in messages:
        rows = [" ".join(row.split()) for row in message.text.split("\n") if row.strip()]
        if not rows:
            continue
        if message.sent and message.sent.date() != day:
            day = message.sent.date()
            yield Line(day.isoformat(), has_gap=True, kind=LineKind.HEADING, level=2)
        location = message.sent.strftime("%Y-%m-%d %H:%M") if message.sent else None
        label = (
            (f"{message.author}：" if HAN.search(message.author) else f"{message.author}: ") if message.author else ""
        )
        for number, row in enumerate(rows):
            own = "" if number else label
            yield Line(
                own + row, has_gap=number == 0, kind=LineKind.PROSE, speaker=message.author or None, speech_start=len(own), location=location
            )  # fmt: skip
