"""Passages that a draft names in words, *Passage 2 states that …* or 根据第2段，…, read as labels. Pure."""

import regex

_NAMED = (
    r"(?:(?i:the\s+)?(?i:passage|source)s?\s*(?:(?i:no)\.?\s*)?(?P<number>\d+)"
    r"|(?:段落|来源|來源)\s*(?P<number>\d+)|第\s*(?P<number>\d+)\s*个?(?:段落|来源|來源|段))"
)
_IN_PARENTHESES = regex.compile(rf"[(（]\s*(?:(?i:see|from|in)\s+|见|見|来自)?{_NAMED}\s*[)）]")
_SAYS_THAT = (
    r"(?:(?i:says|states|mentions|notes|reports|explains|indicates|tells us)\s+(?i:that\s+)?|[:：]\s*"
    r"|中?(?:说|说明|写道|写着|指出|提到|表示|称|說|寫道)[，,：:]?\s*)"
)
_ACCORDING_TO = rf"(?:(?i:according to|as stated in|based on|in)\s+|根据|根據|按照|据){_NAMED}(?:的(?:内容|信息|说法))?\s*[,，:：]\s*"
_IN_FRONT = regex.compile(
    r"(?m)(?P<before>^[ \t]*(?:[-*•]\s+)?|[.。!?！？]\s*(?:\[\d+\]\s*)*)"
    rf"(?:{_ACCORDING_TO}|{_NAMED}\s*{_SAYS_THAT})"
    r"(?P<first>[\p{Latin}\p{M}\p{N}'’.-]*[\p{Latin}\p{M}\p{N}]|\p{Han})"
)


def label_named_passages(draft: str) -> str:
    """A draft with a label for each passage that is named in words.

    *Passage 2 states that tea is old.* becomes *Tea[2] is old.*: a label in a sentence belongs to it.
    """
    return _IN_PARENTHESES.sub(lambda named: f"[{named['number']}]", _IN_FRONT.sub(_label_first_word, draft))


def _label_first_word(named: regex.Match[str]) -> str:
    first = named["first"]
    return f"{named['before']}{first[:1].upper()}{first[1:]}[{named['number']}]"
