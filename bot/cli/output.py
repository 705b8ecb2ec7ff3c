"""Answers, passages and reports as text for the terminal and as the objects ``--json`` prints. Pure."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.answers import Answer, Citation, Reason, Summary
from bot.strings import Strings, section_text
from index import Passage, ReindexReport, Source, question_language


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
        "quote": citation.quote,
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
    }


def invalid_question_json(question: str, message: str) -> dict[str, Any]:
    """A question of a batch that cannot be asked, in the shape of an answer."""
    answer = Answer(question, question_language(question), message, (), (), "none", Reason.INVALID_QUESTION)
    return answer_json(answer)


def invalid_query_json(query: str, message: str) -> dict[str, Any]:
    """A query of a batch that cannot be searched for, in the shape of a result without passages."""
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
    blocks = [answer.text]
    blocks.extend(_footnote(citation, strings) for citation in answer.citations)
    return "\n\n".join(blocks)


def summary_text(summary: Summary, strings: Strings) -> str:
    """A summary for the terminal: the points, then where each stands, with the quoted words where the points are not these."""
    quotes = {citation.quote for citation in summary.citations}
    if not all(point.text in quotes for point in summary.points):
        return "\n\n".join([summary.text, *(_footnote(citation, strings) for citation in summary.citations)])
    where = [
        f"[{citation.label}] {_where(citation, strings)} · {citation.source.url or citation.source.path}"
        for citation in summary.citations
    ]
    return "\n\n".join(filter(None, [summary.text, "\n".join(where)]))


def _footnote(citation: Citation, strings: Strings) -> str:
    where = f"[{citation.label}] {_where(citation, strings)}"
    return "\n".join([where, f"    “{citation.quote}”", f"    {citation.source.url or citation.source.path}"])


def _where(citation: Citation, strings: Strings) -> str:
    source = citation.source
    where = [
        strings("title-quoted", title=source.title),
        *filter(None, (source.author, source.publisher, source.published)),
    ]
    where.append(section_text(citation.chunk.section, strings))
    if citation.speaker:
        where.append(strings("says", speaker=citation.speaker))
    return " · ".join(where)


def passages_text(passages: Sequence[Passage], strings: Strings) -> str:
    """Passages for the terminal, best first."""
    blocks = []
    for rank, passage in enumerate(passages, start=1):
        section = section_text(passage.chunk.section, strings)
        blocks.append(
            strings("passage-heading", rank=rank, title=passage.source.title, section=section)
            + f"\n{passage.chunk.text}"
        )
    return "\n\n".join(blocks)


def sources_text(sources: Sequence[tuple[Source, int]], strings: Strings) -> str:
    """The sources for the terminal, one to a paragraph."""
    blocks = []
    for source, count in sources:
        stated = [
            *filter(None, (source.author, source.publisher, source.published)),
            "+".join(source.languages),
            strings("source-passages", count=count),
        ]
        blocks.append(f"{source.title}\n    {' · '.join(stated)}\n    {source.id}")
    return "\n".join(blocks)


def report_text(report: ReindexReport, strings: Strings, *, is_dry_run: bool) -> str:
    """A reindex report for the terminal: a line of counts, then a line per file that failed."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed", "failed")}
    if is_dry_run:
        lines = [strings("index-dry-run", **counts)]
        for mark, ids in (("+", report.added), ("~", report.updated), ("-", report.removed)):
            lines.extend(f"  {mark} {source_id}" for source_id in ids)
    else:
        lines = [strings("index-report", **counts, chunks=report.chunks, seconds=report.seconds)]
    lines.extend(strings("index-failed", path=failure.path, reason=failure.reason) for failure in report.failed)
    return "\n".join(lines)
