"""Sources, reports, the status and headings as cards. Pure."""

from collections.abc import Sequence

from bot.answering import tidy_question
from bot.discord_app.cards.administration import no_sources_card
from bot.discord_app.cards.markdown import escape_markdown
from bot.discord_app.cards.model import Button, Card, custom_id, make_cards
from bot.memory import Record
from bot.service import Status
from bot.strings import Strings, omission_text, reason_text
from index import ReindexReport, Source, sentence_spans

# Set by hand: what is easy to read on one card.
_SOURCES_A_PAGE = 5
_MOST_FAILURES = 15
_MOST_OMISSIONS = 10
_MOST_IDS = 20
_BAR_LENGTH = 20
_MOST_CLAIMS = 3
_USAGE_FIELDS = ("answers", "tokens", "cost")


def sources_card(
    listed: Sequence[tuple[Source, int]], page: int, strings: Strings, *, is_on_server: bool = False
) -> Card:
    """A page of the list of sources, each with its author, publisher, date and languages; or how to add the first."""
    if not listed:
        return no_sources_card(strings, is_on_server=is_on_server)
    pages = -(-len(listed) // _SOURCES_A_PAGE)
    page = min(max(page, 0), pages - 1)
    blocks = [_source_text(*pair, strings) for pair in listed[page * _SOURCES_A_PAGE : (page + 1) * _SOURCES_A_PAGE]]
    heading = strings("sources-heading", count=len(listed), page=page + 1, pages=pages)
    buttons = (
        Button(strings("button-previous-page"), custom_id("sources", 0, page - 1), is_enabled=page > 0),
        Button(strings("button-next-page"), custom_id("sources", 0, page + 1), is_enabled=page < pages - 1),
    )
    return make_cards([f"**{heading}**", *blocks], rows=[buttons] if pages > 1 else [])[0]


def _source_text(source: Source, chunks: int, strings: Strings) -> str:
    languages = strings("list-separator").join(
        strings("language-name", language=language) for language in source.languages
    )
    details = [
        *(
            escape_markdown(" ".join(text.split())[:60])
            for text in (source.author, source.publisher, source.published)
            if text
        ),
        languages,
        strings("source-passages", count=chunks),
    ]
    title = escape_markdown(" ".join(source.title.split())[:90])
    return f"**{title}**\n{' · '.join(filter(None, details))}\n-# {escape_markdown(source.id[:80])}"


def progress_card(
    done: int, total: int, embedded: int, strings: Strings, *, planned: str = "", reindex_number: int = 0
) -> Card:
    """The progress of a reindex and its planned changes, with a button to cancel this reindex and no later one."""
    filled = round(_BAR_LENGTH * done / total) if total else 0
    bar = "█" * filled + "░" * (_BAR_LENGTH - filled)
    text = f"**{strings('index-progress')}**\n{bar} {strings('reindex-progress', done=done, total=total, embedded=embedded)}"
    return make_cards(
        [planned, text],
        rows=[(Button(strings("button-cancel"), custom_id("stop", reindex_number), style="danger"),)],
        tone="notice",
    )[0]


def report_cards(report: ReindexReport, strings: Strings, *, is_dry_run: bool) -> list[Card]:
    """The report of a reindex: counts, then source ids, then each file that failed or lacks something."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed", "failed")}
    if is_dry_run:
        heading = strings("index-dry-run", **counts)
    else:
        heading = strings("index-report", **counts, chunks=report.chunks, seconds=report.seconds)
    ids = [
        f"{mark} {escape_markdown(source_id)}"
        for mark, changed in (("＋", report.added), ("～", report.updated), ("－", report.removed))
        for source_id in _first_ids(changed)
    ]
    failed = [
        strings(
            "index-failed",
            path=escape_markdown(failure.path),
            reason=escape_markdown(reason_text(failure.reason, strings)),
        )
        for failure in report.failed[:_MOST_FAILURES]
    ]
    changed = {*report.added, *report.updated}
    lacking = [
        strings("index-left-out", source=escape_markdown(omission.source_id), omission=omission_text(omission, strings))
        for omission in report.omissions
        if omission.source_id in changed
    ]
    if len(lacking) > _MOST_OMISSIONS:
        lacking[_MOST_OMISSIONS:] = [strings("index-left-out-more", count=len(lacking) - _MOST_OMISSIONS)]
    return make_cards(
        [f"**{heading}**", "\n".join(ids), "\n".join(failed), "\n".join(lacking)],
        tone="problem" if report.failed else "notice",
    )


def _first_ids(source_ids: Sequence[str]) -> list[str]:
    rest = len(source_ids) - _MOST_IDS
    return [*source_ids[:_MOST_IDS], f"… {rest}"] if rest > 0 else list(source_ids)


def status_card(status: Status, strings: Strings, *, command_problem: str = "") -> Card:
    """The state of the bot. ``command_problem`` says why Discord did not take its commands."""
    lines = [
        strings("status-index", sources=status.sources, passages=status.passages),
        strings("status-model", model=escape_markdown(status.model), ready="yes" if status.is_ready else "no"),
        strings("status-uptime", hours=status.uptime_minutes // 60, minutes=status.uptime_minutes % 60),
        strings(
            "status-questions", count=status.questions, milliseconds=round(status.milliseconds), waiting=status.waiting
        ),
    ]
    if command_problem:
        lines.append(strings("status-commands", problem=command_problem))
    if status.writer:
        used = {"today": status.today, "all": status.total}
        figures = {f"{name}-{what}": getattr(spent, what) for name, spent in used.items() for what in _USAGE_FIELDS}
        lines.append(strings("status-writer", model=escape_markdown(status.writer), **figures))
    failures = [strings("status-failure", reference=r, time=t, kind=k) for r, t, k in status.failures]
    return make_cards(["\n".join(lines), "\n".join(failures) or strings("status-no-failures")], tone="notice")[0]


def summary_heading(record: Record, strings: Strings) -> str:
    """The heading of a summary: its topic, its source, both, or all sources."""
    title = record.footnotes[0].title if record.footnotes else "".join(record.source_ids)
    subjects = [record.question, title if record.source_ids else ""]
    of = " · ".join(escape_markdown(" ".join(text.split())[:90]) for text in subjects if text)
    return f"**{strings('summary-heading', of=of or strings('summary-all'))}**"


def split_claims(text: str) -> list[str]:
    """The first claims of a message, each to be checked against the sources."""
    return [
        claim for claim in (tidy_question(text[start:end]) for start, end in sentence_spans(text)) if len(claim) > 3
    ][:_MOST_CLAIMS]
