"""Follow-ups that put another month, number or model in the place of one in the question before: ``那三月呢``. Pure."""

import regex

from index import lazy_pattern

_HAN_NUMBER = r"[\d〇零一二三四五六七八九十百两]+"
_UNITS = (
    "chapter", "part", "level", "stage", "version", "article", "section", "season", "episode", "lesson", "step", "grade",
    "page", "phase", "round", "week", "day", "room", "line", "table", "floor", "track", "volume", "unit", "tier", "group",
)  # fmt: skip
# What is of one kind stands in for another of it.
_KINDS = (
    lazy_pattern(rf"(?i)(?:{_HAN_NUMBER}|上个?|下个?|本|这个)月(?:份)?"),
    lazy_pattern(
        r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
        r"|\b(?:this|last|next) month\b"
    ),
    lazy_pattern(r"(?:周|星期|礼拜|週|禮拜)[一二三四五六日天末]"),
    lazy_pattern(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b"),
    lazy_pattern(r"(?i)\bq[1-4]\b|第?[一二三四]季度|\b(?:first|second|third|fourth) quarter\b"),
    lazy_pattern(rf"{_HAN_NUMBER}[日号號]"),
    lazy_pattern(rf"第{_HAN_NUMBER}(?P<name>\p{{Han}})"),
    lazy_pattern(rf"(?i)\b(?:{'|'.join(_UNITS)}) \d+\b"),
    lazy_pattern(r"(?i)\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) \p{L}+"),
)
# A name with a number: another of the same name stands in for it.
_NUMBERED_NAME = lazy_pattern(r"(?i)(?<![\p{L}\d])(?P<name>\p{L}+)[ -]?\d[\p{Latin}\d.-]*")
# The share of the letters and digits of a follow-up that what is put in must be. Set by hand.
_WHOLE = 0.6


def substitute_parallel(topic: str, text: str) -> str:
    """The question before with what ``text`` gives in the place of what it has of that kind; empty if there is no such place.

    ``text`` is a follow-up without words such as ``and``. There must be one place alone.
    """
    for kind in (*_KINDS, _NUMBERED_NAME):
        found = kind.search(text)
        if not found or _size(found.group()) < _WHOLE * _size(text):
            continue
        places = [place for place in kind.finditer(topic) if _is_same_name(found, place)]
        if len(places) == 1 and places[0].group() != found.group():
            return topic[: places[0].start()] + found.group() + topic[places[0].end() :]
    return ""


def _is_same_name(found: "regex.Match[str]", place: "regex.Match[str]") -> bool:
    """Whether two numbered names have one name; true where there are none."""
    names = [match.groupdict().get("name", "") for match in (found, place)]
    return names[0].casefold() == names[1].casefold()


def _size(text: str) -> int:
    return sum(map(str.isalnum, text))
