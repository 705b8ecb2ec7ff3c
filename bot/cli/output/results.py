"""Answers, passages and reports as text for the terminal and as the objects ``--json`` prints. Pure.

Text for the terminal has no control characters and no direction marks. ``--json`` prints everything exactly.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.answers import Answer, Citation, Reason, Summary
from bot.strings import Strings, location_text, omission_text, reason_text, section_text
from index import Failure, Passage, ReindexReport, Source, question_language, remove_hidden_characters, single_line

# Sources of which something was left out that are listed after a reindex. ``--json`` has them all. Set by hand.
_MOST_OMISSIONS = 20


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as ``footnote ask --json`` prints it."""
    return {
        "question": answer.question,
        "language": answer.language,
        "answer": answer.text,
        "refused": answer.is_refused,
        "reason": answer.reason,
        "engine": answer.engine,
        "citations": [_citation_json(citation) for citation in answer.citations],
        "milliseconds": answer.milliseconds,
    }


def summary_json(summary: Summary) -> dict[str, Any]:
    """A summary as ``footnote summary --json`` prints it."""
    return {
        "source_id": summary.source_id,
        "language": summary.language,
        "summary": summary.text,
        "points": [{"text": point.text, "labels": list(point.labels)} for point in summary.points],
        "citations": [_citation_json(citation) for citation in summary.citations],
        "engine": summary.engine,
        "milliseconds": summary.milliseconds,
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    chunk, source = citation.chunk, citation.source
    return {
        "label": citation.label,
        "chunk_id": chunk.id,
        "source_id": source.id,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "language": chunk.language,
        "section": chunk.section,
        "speaker": citation.speaker,
        "location": citation.location,
        "also_in": [source.id for source in citation.also_in],
        "link": citation.url,
        "quote": citation.quote,
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
    }


def invalid_question_json(question: str, message: str) -> dict[str, Any]:
    """The object for a question of a batch that cannot be asked. It has the fields of an answer."""
    answer = Answer.refused(
        question, question_language(question), message, reason=Reason.INVALID_QUESTION, engine="none"
    )
    return answer_json(answer)


def invalid_query_json(query: str, message: str) -> dict[str, Any]:
    """The object for a query of a batch that cannot be searched for. It has no passages, and an error."""
    return passages_json(query, question_language(query), (), milliseconds=0.0) | {"error": message}


def passages_json(query: str, language: str, passages: Sequence[Passage], *, milliseconds: float) -> dict[str, Any]:
    """The passages of a query as ``footnote search --json`` prints them."""
    found = [
        {
            "rank": rank,
            "score": round(passage.score, 4),
            "chunk_id": passage.chunk.id,
            "source_id": passage.source.id,
            "title": passage.source.title,
            "language": passage.chunk.language,
            "location": passage.chunk.location,
            "text": passage.chunk.text,
            "start": passage.chunk.start,
            "end": passage.chunk.end,
        }
        for rank, passage in enumerate(passages, start=1)
    ]
    return {"query": query, "language": language, "passages": found, "milliseconds": milliseconds}


def source_json(source: Source, chunks: int) -> dict[str, Any]:
    """A source as ``footnote sources --json`` prints it."""
    return {
        "source_id": source.id,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "languages": list(source.languages),
        "chunks": chunks,
        "path": source.path,
    }


def report_json(report: ReindexReport) -> dict[str, Any]:
    """A reindex report as ``footnote index --json`` prints it."""
    return asdict(report)


def answer_text(answer: Answer, strings: Strings) -> str:
    """An answer for the terminal: the text, then each footnote with its source and the exact quoted words."""
    blocks = [remove_hidden_characters(answer.text)]
    blocks.extend(_footnote(citation, strings) for citation in answer.citations)
    return "\n\n".join(blocks)


def summary_text(summary: Summary, strings: Strings) -> str:
    """A summary for the terminal: the points, then the citations, with their quotes where the points are not quotes."""
    quotes = {citation.quote for citation in summary.citations}
    if not all(point.text in quotes for point in summary.points):
        return "\n\n".join(
            [remove_hidden_characters(summary.text), *(_footnote(citation, strings) for citation in summary.citations)]
        )
    where = [
        f"[{citation.label}] {_citation_line(citation, strings)} · {_url_or_path(citation)}"
        for citation in summary.citations
    ]
    return "\n\n".join(filter(None, [remove_hidden_characters(summary.text), "\n".join(where)]))


def _footnote(citation: Citation, strings: Strings) -> str:
    where = f"[{citation.label}] {_citation_line(citation, strings)}"
    quote = remove_hidden_characters(citation.quote)
    return "\n".join([where, f"    “{quote}”", f"    {_url_or_path(citation)}"])


def _url_or_path(citation: Citation) -> str:
    return single_line(citation.url or citation.source.path)


def _citation_line(citation: Citation, strings: Strings) -> str:
    source = citation.source
    details = [
        strings("title-quoted", title=single_line(source.title)),
        *_source_details(source),
        single_line(section_text(citation.chunk.section, strings)),
    ]
    if citation.location:
        details.append(single_line(location_text(citation.location, strings)))
    if citation.also_in:
        titles = strings("list-separator").join(single_line(source.title) for source in citation.also_in)
        details.append(strings("also-in", titles=titles))
    if citation.speaker:
        details.append(strings("says", speaker=single_line(citation.speaker)))
    return " · ".join(details)


def _source_details(source: Source) -> list[str]:
    """Author, publisher and date of a source, as far as it states them."""
    return [single_line(text) for text in (source.author, source.publisher, source.published) if text]


def passages_text(passages: Sequence[Passage], strings: Strings) -> str:
    """Passages for the terminal, best first."""
    blocks = []
    for rank, passage in enumerate(passages, start=1):
        section = single_line(section_text(passage.chunk.section, strings))
        heading = strings("passage-heading", rank=rank, title=single_line(passage.source.title), section=section)
        blocks.append(f"{heading}\n{remove_hidden_characters(passage.chunk.text)}")
    return "\n\n".join(blocks)


def sources_text(sources: Sequence[tuple[Source, int]], strings: Strings) -> str:
    """The sources for the terminal, one to a paragraph."""
    blocks = []
    for source, count in sources:
        stated = [
            *_source_details(source),
            "+".join(source.languages),
            strings("source-passages", count=count),
        ]
        blocks.append(f"{single_line(source.title)}\n    {' · '.join(stated)}\n    {single_line(source.id)}")
    return "\n".join(blocks)


def report_text(report: ReindexReport, strings: Strings, *, is_dry_run: bool) -> str:
    """A reindex report for the terminal: a line of counts, then one for each file that failed or lacks something."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed", "failed")}
    if is_dry_run:
        lines = [strings("index-dry-run", **counts)]
        for mark, ids in (("+", report.added), ("~", report.updated), ("-", report.removed)):
            lines.extend(f"  {mark} {single_line(source_id)}" for source_id in ids)
    else:
        lines = [strings("index-report", **counts, chunks=report.chunks, seconds=report.seconds)]
    lines.extend(failure_text(failure, strings) for failure in report.failed)
    changed = {*report.added, *report.updated}
    lacking = [omission for omission in report.omissions if omission.source_id in changed]
    lines.extend(
        strings("index-left-out", source=single_line(omission.source_id), omission=omission_text(omission, strings))
        for omission in lacking[:_MOST_OMISSIONS]
    )
    if len(lacking) > _MOST_OMISSIONS:
        lines.append(strings("index-left-out-more", count=len(lacking) - _MOST_OMISSIONS))
    return "\n".join(lines)


def failure_text(failure: Failure, strings: Strings) -> str:
    """A file that could not be read and the reason, on one line for the terminal."""
    return strings(
        "index-failed", path=single_line(failure.path), reason=single_line(reason_text(failure.reason, strings))
    )
