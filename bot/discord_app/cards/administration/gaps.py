"""What the sources lack, as a card for admins. Pure."""

from collections.abc import Sequence

from bot.discord_app.cards.markdown import escape_markdown
from bot.discord_app.cards.model import Button, Card, custom_id, make_cards, notice_card
from bot.service import Gap
from bot.strings import Strings
from index import single_line

# Set by hand: what is easy to read on one card.
_MOST_GAPS = 8
_LONGEST_QUESTION = 150


def gaps_card(gaps: Sequence[Gap], strings: Strings, *, days: int) -> Card:
    """The questions that most people miss an answer to, each with a source that would help, and a button to add one."""
    if not gaps:
        return notice_card(strings("gaps-none", days=days))
    blocks = [_gap_text(gap, strings) for gap in gaps[:_MOST_GAPS]]
    if len(gaps) > _MOST_GAPS:
        blocks.append(f"-# {strings('gaps-more', count=len(gaps) - _MOST_GAPS)}")
    rows = [(Button(strings("button-add-sources"), custom_id("addsources"), style="strong"),)]
    return make_cards([f"**{strings('gaps-heading', days=days)}**", *blocks], rows=rows, tone="notice")[0]


def _gap_text(gap: Gap, strings: Strings) -> str:
    separator = strings("list-separator")
    counts = [
        strings(key, count=count)
        for key, count in (("gaps-refused", gap.refused), ("gaps-disapproved", gap.disapproved))
        if count
    ]
    lines = [f"**{_shown(gap.question)}**", f"-# {' · '.join(counts)}"]
    if gap.wordings:
        lines.append(f"-# {strings('gaps-wordings', questions=separator.join(map(_shown, gap.wordings)))}")
    lines += [f"-# 👎 {_shown(complaint)}" for complaint in gap.complaints]
    if gap.disapproved and gap.titles:
        titles = separator.join(strings("title-quoted", title=_shown(title)) for title in gap.titles)
        lines.append(strings("gaps-check", titles=titles))
    elif gap.subjects:
        lines.append(strings("gaps-suggestion", subjects=separator.join(map(_shown, gap.subjects))))
    return "\n".join(lines)


def _shown(text: str) -> str:
    text = single_line(text)
    shortened = text if len(text) <= _LONGEST_QUESTION else text[: _LONGEST_QUESTION - 1].rstrip() + "…"
    return escape_markdown(shortened)
