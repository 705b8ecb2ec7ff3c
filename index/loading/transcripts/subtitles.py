"""The loader of subtitles: SubRip (``.srt``) and WebVTT (``.vtt``), also where they were saved as plain text.

It is our own because the libraries lose what is needed here: pysubs2 drops the voices and timed words of WebVTT, webvtt-py
and srt refuse files with the small errors that subtitles are full of.
"""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import regex

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import build_document, mark_speakers
from index.loading.pages import read_page_text
from index.loading.transcripts.cues import Cue, cue_lines, named_speaker, remove_rolling

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?"
_TIMING = regex.compile(rf"\s*{_TIME}\s*(?:-{{1,3}}|–|—)+>\s*{_TIME}(?:\s.*)?")
_BLOCK = regex.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?|WEBVTT(?:\s.*)?")
_STATED = regex.compile(r"(?:NOTE\s+)?(?P<key>title|url|link|source|author|language)\s*[:=]\s*(?P<value>\S.*)", regex.I)
_VOICE = regex.compile(r"<v(?:\.[^\s<>]*+)?\s++(?P<name>[^<>]++)>")
_TAG = regex.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}|\{[a-z]:[^{}]*\}")
_SOUND = regex.compile(r"[\[【][^\]】]{1,40}[\]】]|[♪♫]+|^[(（][^)）]*[)）]$")
_CHEVRONS = regex.compile(r"\s*>>+\s*(?:(?P<name>\p{Lu}[\p{L}\p{M}.'’ -]{0,40}|\p{Han}{2,6})\s*[:：]\s*)?")
_DASH = regex.compile(r"(?:(?<!\s)\s++)?[-–—]\s*+(?=\S)")
# Subtitles saved as plain text have at least so many timings, and so large a share of their lines. Set by hand.
_MIN_TIMINGS = 2
_MIN_TIMING_SHARE = 0.15


def load_subtitles(path: Path, source_id: str) -> Iterator[Document]:
    """Subtitles as one document. A transcript's address is read from a note, such as ``NOTE url: https://…``."""
    yield build_subtitles(read_page_text(path, source_id), path, source_id)


def looks_like_subtitles(text: str) -> bool:
    """Whether a plain text is really subtitles."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    timings = sum("->" in line and _TIMING.fullmatch(line) is not None for line in lines)
    return timings >= _MIN_TIMINGS and timings >= _MIN_TIMING_SHARE * len(lines)


def build_subtitles(text: str, path: Path, source_id: str) -> Document:
    """The document of the text of subtitles. Raises SourceUnreadableError where nothing is spoken in it."""
    blocks, stated = _read_blocks(text)
    cues = [cue for start, end, rows in remove_rolling(blocks) for cue in _read_cues(start, end, rows)]
    lines = cue_lines(_continue_turns(cues) if ">>" in text else cues)
    if not lines:
        raise SourceUnreadableError(
            source_id, "no cue (a time and a text) is in it: save the subtitles as .srt or .vtt"
        )
    if not any(line.speaker for line in lines):
        mark_speakers(lines)
    title = stated.get("title")
    url = next((u for key in ("url", "link", "source") if (u := stated.get(key, "")).startswith("http")), None)
    source = Source(id=source_id, title=title or path.stem, path=source_id, author=stated.get("author"), url=url)
    return build_document(tuple(lines), source, heading=title or path.stem, is_transcript=True)


def _read_blocks(text: str) -> tuple[list[tuple[float, float, list[str]]], dict[str, str]]:
    """The cues as ``(start, end, rows)`` in order of time, and what notes state about the file."""
    cues: list[tuple[float, float, list[str]]] = []
    stated: dict[str, str] = {}
    is_note, was_blank = True, True  # what stands before the first cue is a header
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "->" in line and (timing := _TIMING.fullmatch(line)):
            cues.append((_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:]), []))
            is_note = False
        elif not line.strip():
            is_note = is_note and not cues
        elif was_blank and _BLOCK.fullmatch(line.strip()):
            is_note = True
        elif not is_note and not _is_cue_name(lines, number, was_blank=was_blank):
            cues[-1][2].append(line.strip())
        if is_note and (match := _STATED.fullmatch(line.strip())):
            stated.setdefault(match["key"].lower(), match["value"].strip())
        was_blank = not line.strip()
    cleaned = [(start, end, [row for row in map(_plain_row, rows) if row]) for start, end, rows in cues]
    return sorted(cleaned, key=lambda cue: cue[0]), stated


def _is_cue_name(lines: list[str], number: int, *, was_blank: bool) -> bool:
    """Whether a line is the number or name over a timing."""
    is_over_timing = (
        number + 1 < len(lines) and "->" in lines[number + 1] and bool(_TIMING.fullmatch(lines[number + 1]))
    )
    return is_over_timing and (was_blank or lines[number].strip().isdigit())


def _plain_row(row: str) -> str:
    """A row without tags, except voices. Sounds and music in brackets are not spoken."""
    voices = _VOICE.sub(lambda match: f"\x00{match['name']}\x00", row)
    return " ".join(_SOUND.sub(" ", unescape(_TAG.sub("", voices))).split())


def _read_cues(start: float, end: float, rows: list[str]) -> Iterator[Cue]:
    """The parts of a cue, one for each speaker: voices, chevrons, or rows that begin with a dash."""
    is_dialogue = sum(bool(_DASH.match(row)) for row in rows) >= 2
    for row in rows:
        parts = row.split("\x00")
        for text in filter(str.strip, regex.split(r"(?<!>)(?=>>)", parts[0])):
            chevrons = _CHEVRONS.match(text)
            name = named_speaker(chevrons["name"]) if chevrons else None
            has_dash = is_dialogue and bool(_DASH.match(text))
            words = text[chevrons.end() :] if chevrons else _DASH.sub("", text, count=1) if has_dash else text
            if words.strip():
                yield Cue(start, end, words, name, opens_turn=bool(chevrons) or has_dash)
        for name, words in zip(parts[1::2], parts[2::2], strict=False):
            if words.strip():
                yield Cue(start, end, words, named_speaker(name))


def _continue_turns(cues: list[Cue]) -> list[Cue]:
    """The cues, each with the speaker of the turn it belongs to: a turn goes on to the next chevrons (``>>``)."""
    continued: list[Cue] = []
    for cue in cues:
        is_same_turn = bool(continued) and not cue.opens_turn and cue.speaker is None
        continued.append(replace(cue, speaker=continued[-1].speaker) if is_same_turn else cue)
    return continued


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (group or "0" for group in groups)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")
