"""What ``footnote read`` shows of a file: how it was understood, and what was left out. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.strings import Strings, omission_text, section_text
from index import Chunk, Document, Failure, remove_hidden_characters, single_line

_METADATA = ("title", "author", "publisher", "published", "url")
# Characters of a section's or a passage's first words, and of a line that was left out. Set by hand.
_LONGEST_LINE = 100


def document_json(path: str, document: Document, chunks: Sequence[Chunk]) -> dict[str, Any]:
    """A document of a file as ``footnote read --json`` prints it."""
    return {
        "path": path,
        "source_id": document.source.id,
        **{name: getattr(document.source, name) for name in _METADATA},
        "languages": list(document.source.languages),
        "speakers": _speakers(document),
        "text": document.text,
        "sections": [
            {"section": s.label, "language": s.language, "start": s.start, "end": s.end} for s in document.sections
        ],
        "chunks": [
            {"chunk_id": c.id, "section": c.section, "location": c.location, "start": c.start, "end": c.end}
            for c in chunks
        ],
        "left_out_share": round(document.omission.share, 4),
        "left_out": [{"rule": line.rule, "text": line.text} for line in document.left_out],
    }


def failure_json(path: str, failure: Failure) -> dict[str, Any]:
    """A file, or a part of one, that could not be read."""
    return {"path": path, "source_id": failure.path, "error": failure.reason}


def document_text(document: Document, chunks: Sequence[Chunk], strings: Strings) -> str:
    """A document for the terminal: its metadata, sections, passages, and every line that was left out with its rule."""
    lines = [single_line(document.source.id), *_metadata_lines(document, strings)]
    lines.append(strings("read-sections", count=len(document.sections)))
    for section in document.sections:
        label = single_line(section_text(section.label, strings))
        lines.append(f"    {label} · {_shortened(document.text[section.start : section.end])}")
    lines.append(strings("read-passages", count=len(chunks)))
    lines.extend(f"    {number}. {_shortened(chunk.text)}" for number, chunk in enumerate(chunks, start=1))
    if not document.left_out:
        lines.append(strings("read-nothing-left-out"))
    else:
        lines.append(strings("read-left-out", omission=omission_text(document.omission, strings)))
        lines.extend(
            f"    [{strings('omission-rule', rule=line.rule)}] {_shortened(line.text)}" for line in document.left_out
        )
    return remove_hidden_characters("\n".join(lines))


def _metadata_lines(document: Document, strings: Strings) -> Iterator[str]:
    for name in _METADATA:
        if value := getattr(document.source, name):
            yield strings("read-field", field=name, value=single_line(value))
    yield strings("read-field", field="languages", value="+".join(document.source.languages))
    if speakers := _speakers(document):
        yield strings("read-field", field="speakers", value=strings("list-separator").join(map(single_line, speakers)))


def _speakers(document: Document) -> list[str]:
    return list(dict.fromkeys(turn.speaker for section in document.sections for turn in section.turns))


def _shortened(text: str) -> str:
    line = single_line(text)
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rstrip() + "…"
