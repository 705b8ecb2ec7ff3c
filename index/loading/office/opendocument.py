"""The loader of OpenDocument texts (``.odt``)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import LineKind, build_document, mark_speakers
from index.loading.files import LIBRARY_ERRORS, damaged, open_archive, read_entry, stated_author, stated_title
from index.loading.markup import read_markdown_lines

_MANIFEST = "META-INF/manifest.xml"


def load_opendocument(path: Path, source_id: str) -> Iterator[Document]:
    """An OpenDocument text as one document. odfdo gives it as Markdown, with its headings, lists and tables."""
    import odfdo  # noqa: PLC0415 - needed for this format alone

    with closing(open_archive(path, source_id, kind="an OpenDocument text (.odt)", needs="content.xml")) as archive:
        is_encrypted = _MANIFEST in archive.namelist() and b"encryption-data" in read_entry(
            archive, _MANIFEST, source_id
        )
    if is_encrypted:
        raise SourceUnreadableError(source_id, "it is protected by a password: save it without one")
    try:
        opened = odfdo.Document(str(path))
        text = opened.to_markdown()
        stated, author = opened.meta.title, opened.meta.creator or opened.meta.initial_creator
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    lines = read_markdown_lines(text)
    if not lines:
        raise SourceUnreadableError(source_id, "it holds no text")
    mark_speakers(lines)
    title = stated_title(stated) or next((line.text for line in lines[:1] if line.kind is LineKind.HEADING), "")
    source = Source(id=source_id, title=title or path.stem, path=source_id, author=stated_author(author))
    yield build_document(tuple(lines), source, heading=title)
