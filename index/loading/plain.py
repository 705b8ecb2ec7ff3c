"""The loader of plain text files."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.loading.chats import build_chat, read_chat_log
from index.loading.cleaning import PageMetadata, read_plain_lines
from index.loading.pages import build_page_document, read_page_text
from index.loading.transcripts import build_subtitles, looks_like_subtitles


def load_plain(path: Path, source_id: str) -> Iterator[Document]:
    """A plain text file as one document. Subtitles and chats that were saved as text are read as such."""
    text = read_page_text(path, source_id)
    if looks_like_subtitles(text):
        yield build_subtitles(text, path, source_id)
    elif chat := read_chat_log(text, path):
        yield build_chat(chat, path=source_id, source_id=source_id)
    else:
        yield build_page_document(read_plain_lines(text), PageMetadata(), path, source_id)
