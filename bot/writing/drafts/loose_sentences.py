"""Which checked sentences are left out for where they stand: repetitions, and lead-ins that lead to nothing. Pure."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from bot.writing.drafts.parser import DraftLine, DraftLineKind
from bot.writing.drafts.verdicts import CheckedSentence, Verdict

# So many sentences without claim and label may lead in to a supported one, of so many characters at most. Set by hand.
_MOST_LEAD_INS, _LONGEST_LEAD_IN = 2, 160

# What a sentence begins with that is about the one before it.
_PRONOUN = regex.compile(
    r"(?i)\W*(?:(?:(?:and|but|so|then|later),? )?(?:it|he|she|they|its|his|her|their|this|these|that|those)\b"
    r"|[他她它]|其(?!实|他|它|中|余)|此[人外举]|这(?!里|样)|该\p{Han})"
)


def begins_with_pronoun(text: str) -> bool:
    """Whether a sentence is about the one before it."""
    return _PRONOUN.match(text) is not None


def drop_orphans(
    lines: Sequence[DraftLine], checked: Sequence[Sequence[CheckedSentence]]
) -> list[list[CheckedSentence]]:
    """The sentences without those that begin with a pronoun behind one that was left out: *it* would be something else."""
    kept: list[list[CheckedSentence]] = []
    is_left_out = False
    for line, row in zip(lines, checked, strict=True):
        kept.append([])
        for one in row:
            is_orphan = (
                is_left_out and line.kind is DraftLineKind.TEXT and one.stays and begins_with_pronoun(one.sentence.text)
            )
            kept[-1].append(replace(one, verdict=Verdict.UNSUPPORTED, passages=()) if is_orphan else one)
            if one.verdict is not Verdict.EMPTY:
                is_left_out = kept[-1][-1].verdict is Verdict.UNSUPPORTED
    return kept


def drop_repetitions(
    lines: Sequence[DraftLine], checked: Sequence[Sequence[CheckedSentence]]
) -> list[list[CheckedSentence]]:
    """The sentences without those that were said before. Tables and code may repeat themselves."""
    said: set[str] = set()
    kept: list[list[CheckedSentence]] = []
    for line, row in zip(lines, checked, strict=True):
        kept.append([])
        for one in row:
            words = "".join(c for c in one.sentence.text.casefold() if c.isalnum())
            is_repeated = line.kind is DraftLineKind.TEXT and words in said
            kept[-1].append(replace(one, verdict=Verdict.EMPTY, passages=()) if is_repeated else one)
            said.add(words)
    return kept


def drop_loose_lead_ins(
    lines: Sequence[DraftLine], checked: Sequence[Sequence[CheckedSentence]]
) -> list[list[CheckedSentence]]:
    """The sentences without lead-ins and headings that no supported sentence follows; read from the end."""
    kept: list[list[CheckedSentence]] = []
    follows, leading = False, 0
    for line, row in zip(reversed(lines), reversed(checked), strict=True):
        is_heading = line.kind is DraftLineKind.HEADING
        kept.append([])
        for one in reversed(row):
            if one.verdict is Verdict.SUPPORTED:
                follows, leading = True, 0
                kept[-1].insert(0, one)
            elif is_heading or one.verdict is Verdict.LEAD_IN:
                is_one_more = leading < _MOST_LEAD_INS or is_heading
                kept[-1].insert(0, one if follows and is_one_more and _may_lead(one) else _drop(one))
                leading += not is_heading
            else:
                kept[-1].insert(0, one)
        if is_heading and row and not any(one.verdict is Verdict.SUPPORTED for one in row):
            follows, leading = False, 0
    return kept[::-1]


def _may_lead(one: CheckedSentence) -> bool:
    """Whether an unsupported sentence is short and mentions nobody."""
    return len(one.sentence.text) <= _LONGEST_LEAD_IN and "@" not in one.sentence.text


def _drop(one: CheckedSentence) -> CheckedSentence:
    """A sentence as left out; one that claims nothing is not counted as unsupported."""
    return (
        replace(one, verdict=Verdict.EMPTY)
        if one.verdict is Verdict.LEAD_IN
        else replace(one, verdict=Verdict.UNSUPPORTED)
    )
