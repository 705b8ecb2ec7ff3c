"""What there is, found passages, reports and help as cards. Pure."""

from collections.abc import Sequence

from bot.answering import tidy
from bot.discord_app.cards.markdown import escape_markdown, format_source_text
from bot.discord_app.cards.model import Button, Card, custom_id, make_cards, notice_card
from bot.evidence import cut_at_sentence_end
from bot.memory import Record
from bot.service import Status
from bot.strings import Strings, section_text
from index import Passage, ReindexReport, Source, sentence_spans

_PAGE = 5
_LONGEST_PASSAGE = 600
_MOST_FAILURES = 15
_MOST_IDS = 20
_BAR = 20
_MOST_CLAIMS = 3
_SPENT = ("answers", "tokens", "cost")


def sources_card(listed: Sequence[tuple[Source, int]], page: int, strings: Strings) -> Card:
    """A page of the sources, with what they state about themselves."""
    if not listed:
        return notice_card(strings("sources-none"))
    pages = -(-len(listed) // _PAGE)
    page = min(max(page, 0), pages - 1)
    blocks = [_source_text(*pair, strings) for pair in listed[page * _PAGE : (page + 1) * _PAGE]]
    heading = strings("sources-heading", count=len(listed), page=page + 1, pages=pages)
    turn = (
        Button(strings("button-previous"), custom_id("sources", 0, page - 1), is_enabled=page > 0),
        Button(strings("button-next"), custom_id("sources", 0, page + 1), is_enabled=page < pages - 1),
    )
    return make_cards([f"**{heading}**", *blocks], rows=[turn] if pages > 1 else [])[0]


def _source_text(source: Source, chunks: int, strings: Strings) -> str:
    languages = strings("list-separator").join(
        strings("language-name", language=language) for language in source.languages
    )
    stated = [
        *(
            escape_markdown(" ".join(text.split())[:60])
            for text in (source.author, source.publisher, source.published)
            if text
        ),
        languages,
        strings("source-passages", count=chunks),
    ]
    title = escape_markdown(" ".join(source.title.split())[:90])
    return f"**{title}**\n{' · '.join(filter(None, stated))}\n-# {escape_markdown(source.id[:80])}"


def passages_cards(query: str, passages: Sequence[Passage], strings: Strings) -> list[Card]:
    """Found passages, best first, each as far as there is room for it."""
    if not passages:
        return [notice_card(strings("search-none"), tone="silent")]
    blocks = [f"**{strings('search-heading', query=escape_markdown(query[:200]))}**"]
    for rank, passage in enumerate(passages, start=1):
        title = escape_markdown(" ".join(passage.source.title.split())[:90])
        section = escape_markdown(section_text(passage.chunk.section, strings)[:90])
        heading = strings("passage-heading", rank=rank, title=title, section=section)
        blocks.append(f"**{heading}**\n{format_source_text(_shorten_passage(passage.chunk.text))}")
    return make_cards(blocks)


def _shorten_passage(text: str) -> str:
    """A passage as far as a card has room for it: up to the end of a sentence, if one ends soon enough."""
    if len(text) <= _LONGEST_PASSAGE:
        return text
    sentences = cut_at_sentence_end(text, fits=lambda beginning: len(beginning) <= _LONGEST_PASSAGE)
    return (sentences or text[:_LONGEST_PASSAGE]) + " …"


def progress_card(done: int, total: int, embedded: int, strings: Strings, *, planned: str = "") -> Card:
    """How far a reindex is and what it is to change, with a button to cancel it."""
    filled = round(_BAR * done / total) if total else 0
    bar = "█" * filled + "░" * (_BAR - filled)
    text = f"**{strings('index-progress')}**\n{bar} {strings('reindex-progress', done=done, total=total, embedded=embedded)}"
    return make_cards(
        [planned, text], rows=[(Button(strings("button-cancel"), custom_id("stop"), style="danger"),)], tone="notice"
    )[0]


def report_cards(report: ReindexReport, strings: Strings, *, is_dry_run: bool) -> list[Card]:
    """What a reindex did or would do: counts, then ids, then each file that failed and why."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed", "failed")}
    if is_dry_run:
        heading = strings("index-dry-run", **counts)
    else:
        heading = strings("index-report", **counts, chunks=report.chunks, seconds=report.seconds)
    ids = [
        f"{mark} {escape_markdown(source_id)}"
        for mark, listed in (("＋", report.added), ("～", report.updated), ("－", report.removed))
        for source_id in _some(listed)
    ]
    failed = [
        strings("index-failed", path=escape_markdown(failure.path), reason=escape_markdown(failure.reason))
        for failure in report.failed[:_MOST_FAILURES]
    ]
    return make_cards(
        [f"**{heading}**", "\n".join(ids), "\n".join(failed)], tone="problem" if report.failed else "notice"
    )


def _some(listed: Sequence[str]) -> list[str]:
    return [*listed[:_MOST_IDS], f"… {len(listed) - _MOST_IDS}"] if len(listed) > _MOST_IDS else list(listed)


def status_card(status: Status, strings: Strings) -> Card:
    """How the bot is."""
    lines = [
        strings("status-index", sources=status.sources, passages=status.passages),
        strings("status-model", model=escape_markdown(status.model), ready="yes" if status.is_ready else "no"),
        strings("status-uptime", hours=status.uptime_minutes // 60, minutes=status.uptime_minutes % 60),
        strings(
            "status-questions", count=status.questions, milliseconds=round(status.milliseconds), waiting=status.waiting
        ),
    ]
    if status.writer:
        used = {"today": status.today, "all": status.total}
        figures = {f"{name}-{what}": getattr(spent, what) for name, spent in used.items() for what in _SPENT}
        lines.append(strings("status-writer", model=escape_markdown(status.writer), **figures))
    failures = [strings("status-failure", reference=r, time=t, kind=k) for r, t, k in status.failures]
    return make_cards(["\n".join(lines), "\n".join(failures) or strings("status-no-failures")], tone="notice")[0]


def summary_heading(record: Record, strings: Strings) -> str:
    """What a summary sums up: a topic, a source, both, or everything."""
    title = record.footnotes[0].title if record.footnotes else "".join(record.source_ids)
    told = [record.question, title if record.source_ids else ""]
    of = " · ".join(escape_markdown(" ".join(text.split())[:90]) for text in told if text)
    return f"**{strings('summary-heading', of=of or strings('summary-all'))}**"


def split_claims(text: str) -> list[str]:
    """The first statements of a message, each to be held against the sources."""
    return [claim for claim in (tidy(text[start:end]) for start, end in sentence_spans(text)) if len(claim) > 3][
        :_MOST_CLAIMS
    ]


def claim_heading(claim: str, strings: Strings) -> str:
    """A statement as it stands over what the sources say about it."""
    return f"**{strings('check-heading')}**\n> {escape_markdown(claim)}"
