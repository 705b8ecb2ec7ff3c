"""Records under headings: a name as a heading of its own, and lines ``label: value`` under it, as under the names beside it."""

from collections.abc import Mapping
from dataclasses import replace

import regex

from bot.answering.rows.listing import KEY, ReadChunks
from bot.evidence import Evidence
from index import Chunk

_FIELD_LINE = regex.compile(r"\s*(?:[-*•·]\s+)?(?P<label>[^:：\n]{1,40})[:：]\s*(?P<value>\S.*)")

HeadedRecord = tuple[Evidence, Mapping[str, str]]


def headed_records(best: Evidence, read_chunks: ReadChunks) -> list[HeadedRecord]:
    """The records beside the one in which a sentence stands, and that one, each with its cells; the first is the heading.

    They stand under headings beside each other and have a label in common with that one. None where it stands in no such record.
    """
    headings = best.passage.chunk.headings
    if not headings:
        return []
    records: dict[str, HeadedRecord] = {}
    for chunk in read_chunks(best.passage.source.id):
        if len(chunk.headings) == len(headings) and chunk.headings[:-1] == headings[:-1]:
            name = chunk.headings[-1]
            record = _record(best, chunk)
            if record and name in records:  # its lines are in two chunks
                records[name] = records[name][0], {**record[1], **records[name][1]}
            elif record:
                records[name] = record
    own = records.pop(headings[-1], None)
    if own is None:
        return []
    labels = own[1].keys() - {KEY}
    alike = [record for record in records.values() if labels & record[1].keys()]
    return [own, *alike] if alike else []


def _record(best: Evidence, chunk: Chunk) -> HeadedRecord | None:
    """The record of a chunk: its first lines ``label: value``, with the heading where it stands right above them."""
    cells = {KEY: chunk.headings[-1]}
    start, end, position = -1, -1, 0
    for line in chunk.text.split("\n"):
        field = _FIELD_LINE.fullmatch(line)
        if field:
            cells[field["label"].strip()] = field["value"].strip()
            start = position if start < 0 else start
            end = position + len(line)
        elif line.strip() and line != chunk.headings[-1]:
            break
        position += len(line) + 1
    if start < 0:
        return None
    if chunk.text[:start] == chunk.headings[-1] + "\n":
        start = 0
    record = replace(best, passage=replace(best.passage, chunk=chunk), start=chunk.start + start, end=chunk.start + end)
    return record, cells
