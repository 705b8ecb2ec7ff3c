"""Chats saved as text, by Discord, WhatsApp, Telegram, QQ, WeChat or by hand: a time and a name before each message."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

import regex

from index.loading.chats.messages import Chat, Message

_DATE = r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_TIME = r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[  ]?[AaPp]\.?[Mm]\.?)?)"
_NAME = r"(?P<name>[^\s\[\]:：][^\[\]:：\n]{0,48}?)"
# How a message begins. Those whose words follow on the same line, then those whose words follow below.
_INLINE = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"\[{_DATE},?\s+{_TIME}\]\s*{_NAME}\s*[:：]\s*(?P<words>.*)",  # [2026-02-03 20:14] Name: words; WhatsApp on iOS
        rf"{_DATE},?\s+{_TIME}\s+[-–—]\s+{_NAME}\s*[:：]\s(?P<words>.*)",  # 05/03/2024, 14:02 - Name: words
        rf"{_DATE},?\s+{_TIME}\s+{_NAME}\s*[:：]\s*(?P<words>.*)",  # 2026-02-03 20:14 Name: words
        rf"\[{_DATE},?\s+{_TIME}\]\s*<(?P<name>[^<>\n]{{1,48}})>\s*(?P<words>.*)",  # logs of IRC
    )
)
_ABOVE = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"\[{_DATE},?\s+{_TIME}\]\s*{_NAME}(?:\s*\(pinned\))?",  # DiscordChatExporter
        rf"{_NAME},\s*\[{_DATE},?\s+{_TIME}\]",  # copied from Telegram
        rf"{_DATE}\s+{_TIME}\s+{_NAME}(?:[(<（]\S{{3,60}}[)>）])?",  # QQ
        rf"{_NAME}\s+{_DATE}\s+{_TIME}",  # WeChat
    )
)
_PREAMBLE = regex.compile(r"={5,}|(?:Guild|Channel|Topic|After|Before|Exported)\b.*")
_CHANNEL = regex.compile(r"Channel:\s*(?P<name>\S.*)")
# So many messages, and lines of which so large a share begins one, make a chat. Set by hand.
_MIN_MESSAGES = 3
_MIN_INLINE_SHARE = 0.5
_MIN_ABOVE_SHARE = 0.2
_SAMPLE_LINES = 400


def read_chat_log(text: str, path: PurePath) -> Chat | None:
    """The chat of a text, or None where it is none."""
    lines = text.split("\n")
    sample = [line.strip() for line in lines[:_SAMPLE_LINES] if line.strip()]
    for patterns, share in ((_INLINE, _MIN_INLINE_SHARE), (_ABOVE, _MIN_ABOVE_SHARE)):
        for pattern in patterns:
            starts = sum(pattern.fullmatch(line) is not None for line in sample)
            if starts >= _MIN_MESSAGES and starts >= share * len(sample):
                return _read_log(lines, pattern, path)
    return None


def _read_log(lines: Sequence[str], pattern: regex.Pattern[str], path: PurePath) -> Chat:
    begun: list[tuple[regex.Match[str], list[str]]] = []
    title = path.stem
    for line in lines:
        match = pattern.fullmatch(line.strip())
        if match:
            begun.append((match, [match["words"]] if "words" in pattern.groupindex else []))
        elif begun:
            if not (_PREAMBLE.fullmatch(line.strip()) and line.startswith("=")):
                begun[-1][1].append(line)
        elif channel := _CHANNEL.fullmatch(line.strip()):
            title = channel["name"]
    is_day_first = _is_day_first([(match["date"], match["time"]) for match, _ in begun])
    messages = (
        Message(
            match["name"].strip(), "\n".join(words), _parse(match["date"], match["time"], is_day_first=is_day_first)
        )
        for match, words in begun
    )
    return Chat(title, tuple(messages))


def _is_day_first(times: Sequence[tuple[str, str]]) -> bool:
    """Whether dates such as 05/03/2024 begin with the day.

    A number over 12 shows it, then the order of the messages, then the clock: where the month comes first, it has AM and PM.
    """
    numbers = [(int(first), int(second)) for first, second in (regex.findall(r"\d+", date)[:2] for date, _ in times)]
    if any(first > 12 for first, _ in numbers) or any(second > 12 for _, second in numbers):
        return any(first > 12 for first, _ in numbers)
    by_day, by_month = (
        [_parse(date, time, is_day_first=is_day_first) or datetime.min for date, time in times]
        for is_day_first in (True, False)
    )
    if (by_day == sorted(by_day)) != (by_month == sorted(by_month)):
        return by_day == sorted(by_day)
    return not any(regex.search("(?i)[ap]", time) for _, time in times)


def _parse(date: str, time: str, *, is_day_first: bool) -> datetime | None:
    """The time of a message."""
    numbers = [int(number) for number in regex.findall(r"\d+", date)]
    if numbers[0] > 31:
        year, month, day = numbers
    else:
        first, second, year = numbers
        month, day = (second, first) if is_day_first or "." in date or first > 12 else (first, second)
        year += 2000 if year < 100 else 0
    hour, minute, *_ = (int(number) for number in regex.findall(r"\d+", time))
    if half := regex.search(r"[ap]", time.lower()):
        hour = hour % 12 + (12 if half.group() == "p" else 0)
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None
