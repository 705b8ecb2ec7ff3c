"""The loaders of mail (``.eml``) and of web pages that a browser saved as one file (``.mhtml``, ``.mht``)."""

import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, PageMetadata, build_document, mark_speakers, read_plain_lines
from index.loading.files import LIBRARY_ERRORS, damaged, mend_surrogates
from index.loading.html import build_html
from index.loading.markup import parse_html, read_text_lines
from index.loading.pages import build_page_document, read_page_bytes
from index.text import HAN

# A plain part that is so much shorter than the HTML one only says to open that one. Set by hand.
_PLAIN_SHARE = 0.2
# In characters. The library takes the square of a header's length to read it. Set by hand: subjects and addresses of pages fit.
_LONGEST_HEADER = 4_000


class _ShortHeaders(email.policy.EmailPolicy):
    """The library's policy, with headers that are cut where they are too long."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and the value of a header from its lines in the file."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def load_mail(path: Path, source_id: str) -> Iterator[Document]:
    """A mail as one document: its subject is the title, its sender the author. Attachments are named, not read."""
    message = _parse(path, source_id)
    try:
        subject, sender, sent = (
            mend_surrogates(" ".join(str(message.get(name, "")).split())) for name in ("Subject", "From", "Date")
        )
        lines = _body_lines(message)
        names = [mend_surrogates(name) for part in message.iter_attachments() if (name := part.get_filename())]
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    if not message.keys() or not (lines or subject):
        raise SourceUnreadableError(
            source_id, "it is not a mail (it has no subject, sender or text): save the mail as .eml"
        )
    if names:
        label = "附件：" if HAN.search(subject) else "Attachments: "
        lines.append(Line(label + ", ".join(names), has_gap=True, kind=LineKind.ITEM))
    metadata = PageMetadata(title=subject or None, author=parseaddr(sender)[0] or None, published=_date(sent))
    if any(line.is_marked for line in lines):
        mark_speakers(lines)
        source = Source(
            id=source_id,
            title=subject or path.stem,
            path=source_id,
            author=metadata.author,
            published=metadata.published,
        )
        yield build_document(tuple(lines), source, heading=subject)
    else:
        yield build_page_document(lines, metadata, path, source_id)


def load_web_archive(path: Path, source_id: str) -> Iterator[Document]:
    """A web page saved as one file, read like any saved page."""
    message = _parse(path, source_id)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise SourceUnreadableError(source_id, "no page is in it: save the page as .html")
    content = pages[0].get_payload(decode=True)
    address = str(message.get("Snapshot-Content-Location") or pages[0].get("Content-Location") or "").strip()
    yield build_html(
        content if isinstance(content, bytes) else b"",
        path,
        source_id,
        url=address if address.startswith("http") else None,
    )


def _parse(path: Path, source_id: str) -> EmailMessage:
    content = read_page_bytes(path, source_id)
    if not content.strip():
        raise SourceUnreadableError(source_id, "the file is empty")
    try:
        parser: Any = BytesParser(
            policy=_ShortHeaders()
        )  # typed as if it gave a Message, but a policy of mail gives an EmailMessage
        message: EmailMessage = parser.parsebytes(content)
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    return message


def _body_lines(message: EmailMessage) -> list[Line]:
    """The lines of the plain part, or of the HTML one where that says much more."""
    plain, page = (_part_text(message, kind) for kind in ("plain", "html"))
    if page:
        tree = parse_html(page)
        lines = read_text_lines(tree) if tree is not None else []
        if sum(len(line.text) for line in lines) * _PLAIN_SHARE > len(plain) or not plain.strip():
            return lines
    return read_plain_lines(plain)


def _part_text(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "gb18030"):
        # gb2312 is declared by programs that write the whole of GB 18030.
        try:
            return content.decode("gb18030" if charset.lower() in ("gb2312", "gbk") else charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def _date(sent: str) -> str | None:
    from dateutil import parser  # noqa: PLC0415 - needed for mail alone

    try:
        return parser.parse(sent, fuzzy=True).date().isoformat() if sent else None
    except (ValueError, OverflowError):
        return None
