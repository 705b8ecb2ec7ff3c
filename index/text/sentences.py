"""Where the sentences and clauses of a text end, by the same rules for both scripts.

Both are spans into the text as printed.
"""

from collections.abc import Iterator

import regex

from index.text.calendar_names import MONTH_ABBREVIATIONS, WEEKDAY_ABBREVIATIONS
from index.text.scripts import HAN

Span = tuple[int, int]
_CLOSERS = "\"'”’»)）]】」』》〉*_"
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt rev hon st mt no nos vs etc inc ltd co corp jr sr dept est fig "
    "figs vol pp ed eds al approx ca cf viz".split()
) | {name.lower() for name in (*MONTH_ABBREVIATIONS, *WEEKDAY_ABBREVIATIONS)}
# Initials and abbreviations that may also end a sentence: they do before a capitalised function word. A letter with a dot is an
# initial, no such word: Ms. I. Hill.
_INITIALISM = regex.compile(r"(?<!\p{Latin})(?:\p{Lu}\.)+$|(?<!\p{Latin})(?:[ap]\.m|e\.g|i\.e|ph\.d)\.$", regex.I)
_OPENS_SENTENCE = regex.compile(
    r"[\"'“‘(\[]*(?:The|This|That|These|Those|It|He|She|They|We|I|In|On|At|But|And|However|As|If|When|What|Who|Why|How|"
    r"There|For|From|With|After|Before|While|Its|His|Her|Their|Our|A|An)\b(?!\.)"
)
# Characters before and after a terminator that decide whether it ends a sentence. Set by hand.
_CONTEXT = 24
_TERMINATOR = regex.compile(r"[。！？!?｡]+|\.+|…+|\n+")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text as ``(start, end)`` spans, in order, without surrounding white space.

    A line break always ends a sentence, so a heading never runs into the paragraph under it. Closing
    quotes and brackets stay with their sentence; decimals, initials and abbreviations do not end one.
    """
    spans: list[Span] = []
    start = 0
    for end in _sentence_ends(text):
        if trimmed := _trim(text, start, end):
            spans.append(trimmed)
        start = end
    if trimmed := _trim(text, start, len(text)):
        spans.append(trimmed)
    return spans


_CONTINUES_IN_CHINESE = regex.compile(r"[，、,；;]")
_CONTINUES = regex.compile(r"\s*(?:\p{Ll}|[,;，；、)）])|[\p{Latin}\p{N}/=&]")
_SMALL_LETTER, _CONTINUES_AFTER_DOT = regex.compile(r"\p{Ll}"), regex.compile(r"[\p{Ll},;:)]")
_LAST_WORD = regex.compile(r"(\p{Latin}+)\.$")


def _sentence_ends(text: str) -> Iterator[int]:
    for match in _TERMINATOR.finditer(text):
        end = match.end()
        mark = match.group()
        if mark.startswith("\n"):
            yield match.start()
            continue
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        following = text[end : end + _CONTEXT]
        if mark[0] in "。！？｡":
            if not _CONTINUES_IN_CHINESE.match(following):
                yield end
        elif mark[0] in "!?":
            if not _CONTINUES.match(following):
                yield end
        elif _period_ends(text[max(match.end() - _CONTEXT, 0) : match.end()], mark, text[match.end() : end], following):
            yield end


def _period_ends(before: str, mark: str, closers: str, following: str) -> bool:
    """Whether dots or an ellipsis end a sentence, judged by the text on both sides."""
    if not following:
        return True
    if HAN.match(following):
        return (mark == "." and bool(HAN.search(before[-2:]))) or bool(closers)
    if not following[0].isspace():
        return False
    following = following.lstrip()
    if not following or len(mark) > 1 or mark[0] == "…":
        return not following or not _SMALL_LETTER.match(following)
    if _CONTINUES_AFTER_DOT.match(following):
        return False
    if closers:
        return True
    if _INITIALISM.search(before):
        return bool(_OPENS_SENTENCE.match(following)) or bool(HAN.match(following))
    word = _LAST_WORD.search(before)
    return not (word and word.group(1).lower() in _ABBREVIATIONS and not _OPENS_SENTENCE.match(following))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def clause_spans(text: str) -> list[Span]:
    """A sentence cut after each clause mark (，；：、 and their Latin forms); the spans cover the text without gaps."""
    spans, start = [], 0
    for match in regex.finditer(r"[，；：、]|[,;:](?=\s|\p{Han})|\s[—–-]+\s|——", text):
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
