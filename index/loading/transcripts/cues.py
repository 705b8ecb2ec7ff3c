"""Cues, the timed pieces of a recording's text: joined to sentences, each with its speaker and the moment it begins."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from index.loading.cleaning import Line, LineKind
from index.locations import format_moment
from index.text import HAN, Span, sentence_spans

# Set by hand. A sentence longer than this is one without punctuation, and is cut between cues: after a pause, or when
# the part is long enough to be read.
_LONGEST_SENTENCE = 320
_PART_LENGTH = 120
_PAUSE_SECONDS = 1.5
_HAN_WEIGHT = 2  # a Chinese character says as much as about two Latin letters
# Share of the cues that begin with the last row of the cue before, above which the captions roll. Set by hand.
_ROLLING_SHARE = 0.5
_MIN_ROLLED = 3
# Share of the cues that end with a mark, from which their speech is punctuated. Set by hand.
_MARKED_SHARE = 0.25
_WIDE_END, _WIDE_START = regex.compile(r"[\p{Han}，。、；：！？”」』）…]$"), regex.compile(r"[\p{Han}“「『（]")
_MARK = regex.compile(r"\p{P}$")
# What programs call speakers that they do not know.
_ANONYMOUS = regex.compile(r"(?:speaker|spk|unknown|说话人|發言人|发言人|讲话人)?[\s_-]*(?:\d+|\p{Lu})?", regex.I)


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of text and when it is spoken, in seconds. ``opens_turn``: a new speaker begins, whose name may be unknown."""

    start: float
    end: float
    text: str
    speaker: str | None = None
    opens_turn: bool = False


def named_speaker(name: object) -> str | None:
    """The name of a speaker as a program gives it, or None where it is only a number such as ``SPEAKER_00``."""
    text = " ".join(str(name).split()) if isinstance(name, str) else ""
    return text if text and not _ANONYMOUS.fullmatch(text) else None


def remove_rolling(cues: Sequence[tuple[float, float, list[str]]]) -> list[tuple[float, float, list[str]]]:
    """Cues of rows, each row once: rolling captions show a row again while the next one appears below it."""
    texts = [rows for _, _, rows in cues if rows]
    repeats = sum(_overlap(before, rows) > 0 for before, rows in pairwise(texts))
    if repeats < max(_MIN_ROLLED, _ROLLING_SHARE * len(texts)):
        return [cue for cue in cues if cue[2]]
    kept: list[tuple[float, float, list[str]]] = []
    shown: list[str] = []
    for start, end, rows in cues:
        fresh = rows[_overlap(shown, rows) :]
        if rows:
            shown = rows
        if fresh:
            kept.append((start, end, fresh))
    return kept


def _overlap(before: list[str], rows: list[str]) -> int:
    """How many rows at the beginning of a cue are the last ones of the cue before."""
    longest = min(len(before), len(rows))
    return next((size for size in range(longest, 0, -1) if before[-size:] == rows[:size]), 0)


def cue_lines(cues: Sequence[Cue]) -> list[Line]:
    """The sentences of cues as lines, in order, with the moment each begins. A new speaker's name stands before the first."""
    lines: list[Line] = []
    has_marks = sum(bool(_MARK.search(cue.text)) for cue in cues) >= _MARKED_SHARE * len(cues)
    for turn in _turns(cues):
        speaker = turn[0].speaker
        for start, text in _sentences(turn, has_marks=has_marks):
            label = ""
            if speaker and (not lines or lines[-1].speaker != speaker):
                label = f"{speaker}：" if HAN.search(speaker) else f"{speaker}: "
            lines.append(
                Line(
                    label + text, has_gap=bool(label) or not lines, kind=LineKind.PROSE, speaker=speaker, speech_start=len(label),
                    location=format_moment(start),
                )
            )  # fmt: skip
    return lines


def _turns(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    turn: list[Cue] = []
    for cue in cues:
        if turn and (cue.opens_turn or cue.speaker != turn[0].speaker):
            yield turn
            turn = []
        turn.append(cue)
    if turn:
        yield turn


def _sentences(cues: list[Cue], *, has_marks: bool) -> Iterator[tuple[float, str]]:
    """The sentences of one turn, and when the cue starts in which each begins."""
    text, offsets = "", []
    for cue in cues:
        piece = " ".join(cue.text.split())
        is_chinese = bool(_WIDE_END.match(text[-1:]) and _WIDE_START.match(piece))
        # Where cues end without marks, as they mostly do in Chinese, a space keeps them apart.
        text += "" if not text or (is_chinese and (has_marks or _MARK.match(text[-1:]))) else " "
        offsets.append(len(text))
        text += piece
    for start, end in sentence_spans(text):
        for part_start, part_end in _readable_parts(text, (start, end), offsets, cues):
            yield cues[max(0, bisect_right(offsets, part_start) - 1)].start, text[part_start:part_end].strip()


def _readable_parts(text: str, span: Span, offsets: list[int], cues: list[Cue]) -> Iterator[Span]:
    """A sentence as it is, or where it is very long, parts of it that begin with a cue."""
    start, end = span
    if _weight(text[start:end]) <= _LONGEST_SENTENCE:
        yield span
        return
    first, last = bisect_right(offsets, start), bisect_right(offsets, end - 1)
    for i in range(first, last):
        length = _weight(text[start : offsets[i]])
        is_pause = cues[i].start - cues[i - 1].end >= _PAUSE_SECONDS
        if length >= _PART_LENGTH or (is_pause and length >= _PART_LENGTH // 3):
            yield start, offsets[i]
            start = offsets[i]
    yield start, end


def _weight(text: str) -> int:
    return len(text) + (_HAN_WEIGHT - 1) * len(HAN.findall(text))
