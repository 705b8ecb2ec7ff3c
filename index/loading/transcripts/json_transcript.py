"""Transcripts as programs write them in JSON: Whisper and its kin, podcast transcripts, captions of video sites."""

from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import regex

from index.documents import Document, Source
from index.loading.cleaning import build_document
from index.loading.transcripts.cues import Cue, cue_lines, named_speaker

_TEXT_KEYS = ("text", "body", "transcript", "sentence", "content", "utf8")
_START_KEYS = (
    "start",
    "startTime",
    "start_time",
    "tStartMs",
    "begin",
    "from",
    "offset",
    "startMs",
    "start_ms",
    "timestamp",
)
_END_KEYS = ("end", "endTime", "end_time", "to", "endMs", "end_ms")
_SPEAKER_KEYS = ("speaker", "speaker_name", "speakerName", "speaker_label", "spk")
# Of several lists of timed texts in one file the first of these is read: the others say the same, word by word.
_LIST_NAMES = (
    "utterances",
    "segments",
    "sentences",
    "audio_segments",
    "events",
    "transcription",
    "paragraphs",
    "chunks",
    "cues",
)
_CLOCK = regex.compile(r"(?:(?P<hours>\d+):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:[.,]\d+)?)")
# Set by hand.
_TIMED_SHARE = 0.9
_MOST_VISITED = 20_000
_LONGEST_SECONDS = 90  # that the usual cue lasts: where it lasts longer, the times are in milliseconds


def build_transcript(content: Any, path: Path, source_id: str) -> Document | None:
    """The document of a transcript, or None where the content is none."""
    entries = _find_cues(content)
    cues = list(_read_cues(entries)) if entries else []
    lines = cue_lines(cues)
    if not lines:
        return None
    stated = content if isinstance(content, dict) else {}
    metadata = stated.get("metadata") if isinstance(stated.get("metadata"), dict) else {}
    fields = {**(metadata or {}), **stated}
    title = next(
        (" ".join(v.split()) for key in ("title", "name") if isinstance(v := fields.get(key), str) and v.strip()), ""
    )
    urls = (fields.get(key) for key in ("webpage_url", "url", "link", "audio_url"))
    url = next((url for url in urls if isinstance(url, str) and url.startswith(("http://", "https://"))), None)
    source = Source(id=source_id, title=title or path.stem, path=source_id, url=url)
    return build_document(tuple(lines), source, heading=source.title, is_transcript=True)


def _find_cues(content: Any) -> list[dict[str, Any]]:
    """The first list of timed texts, by the order of names above, else by depth."""
    found: list[tuple[int, int, list[dict[str, Any]]]] = []
    queue: deque[tuple[str, Any]] = deque([("", content)])
    for visited in range(_MOST_VISITED):
        if not queue:
            break
        name, value = queue.popleft()
        if isinstance(value, dict):
            queue.extend((str(key), inner) for key, inner in value.items() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            entries = [entry for entry in value if isinstance(entry, dict)]
            if entries and sum(map(_is_cue, entries)) >= _TIMED_SHARE * len(value):
                rank = _LIST_NAMES.index(name) if name in _LIST_NAMES else len(_LIST_NAMES) + (name == "words")
                found.append((rank, visited, entries))
            else:
                queue.extend((name, entry) for entry in entries[:50])
    return min(found, key=lambda item: item[:2])[2] if found else []


def _is_cue(entry: dict[str, Any]) -> bool:
    return _start(entry) is not None and (_text(entry) is not None or ("segs" not in entry and "tStartMs" in entry))


def _text(entry: dict[str, Any]) -> str | None:
    if isinstance(entry.get("segs"), list):
        return "".join(str(piece.get("utf8") or "") for piece in entry["segs"] if isinstance(piece, dict))
    return next((entry[key] for key in _TEXT_KEYS if isinstance(entry.get(key), str)), None)


def _start(entry: dict[str, Any]) -> float | None:
    nested = entry.get("timestamps") if isinstance(entry.get("timestamps"), dict) else {}
    pair = entry.get("timestamp")
    if isinstance(pair, list) and pair:
        return _seconds(pair[0])
    values = (_seconds(place[key]) for place in (entry, nested or {}) for key in _START_KEYS if key in place)
    return next((value for value in values if value is not None), None)


def _end(entry: dict[str, Any]) -> float | None:
    pair = entry.get("timestamp")
    if isinstance(pair, list) and len(pair) > 1:
        return _seconds(pair[1])
    return next((value for key in _END_KEYS if (value := _seconds(entry.get(key))) is not None), None)


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    if match := _CLOCK.fullmatch(str(value).strip()):
        return int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + float(match["seconds"].replace(",", "."))
    return float(str(value).rstrip("s")) if regex.fullmatch(r"\d+(?:\.\d+)?s?", str(value)) else None


def _read_cues(entries: list[dict[str, Any]]) -> Iterator[Cue]:
    starts = [_start(entry) for entry in entries]
    known = [start for start in starts if start is not None]
    steps = [after - before for before, after in pairwise(known) if after > before]
    is_milliseconds = any(key in entries[0] for key in ("tStartMs", "startMs", "start_ms")) or (
        bool(steps) and median(steps) > _LONGEST_SECONDS and all(start == int(start) for start in known)
    )
    unit = 0.001 if is_milliseconds else 1.0
    last: object = None
    for entry, start in zip(entries, starts, strict=True):
        text = _text(entry)
        if start is None or not text or not text.strip():
            continue
        speaker = next((entry[key] for key in _SPEAKER_KEYS if entry.get(key) is not None), None)
        if isinstance(speaker, dict):
            speaker = speaker.get("name")
        end = _end(entry)
        yield Cue(
            start * unit,
            (end if end is not None else start) * unit,
            text,
            named_speaker(speaker),
            opens_turn=speaker != last,
        )
        last = speaker
