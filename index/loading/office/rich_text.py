"""The loader of Rich Text Format (``.rtf``)."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.errors import SourceUnreadableError
from index.loading.cleaning import PageMetadata, read_plain_lines
from index.loading.files import LIBRARY_ERRORS, damaged, mend_surrogates
from index.loading.pages import build_page_document, read_page_bytes


def load_rich_text(path: Path, source_id: str) -> Iterator[Document]:
    """The text of an RTF file as one document, read like plain text. Raises SourceUnreadableError for another file."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - needed for this format alone

    content = read_page_bytes(path, source_id)
    if not content.strip(b"\x00 \r\n\t"):
        raise SourceUnreadableError(source_id, "the file is empty")
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise SourceUnreadableError(source_id, "it is not RTF: save it as .docx, or give it the suffix of what it is")
    try:
        text = rtf_to_text(content.decode("latin-1"), errors="replace")
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    text = mend_surrogates(text)
    # Paragraphs of RTF are lines of text: each is one whole.
    yield build_page_document(read_plain_lines(text.replace("\n", "\n\n")), PageMetadata(), path, source_id)
