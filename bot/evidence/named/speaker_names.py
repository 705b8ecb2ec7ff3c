"""Who a question names, of those who speak in the sources, and whether it asks what they do or say."""

from collections.abc import Iterable
from functools import lru_cache

import regex

from index import ENGLISH_STOP_WORDS, HAN, Span, fold, lazy_pattern, pinyin

# What people do with words.
_SPEECH = (
    r"\b(?:sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|thinks?|thought|thinking|believ\w*|suggest\w*|propos\w*|recommend\w*|promis\w*|"
    r"offer\w*|agree\w*|disagree\w*|object\w*|complain\w*|mention\w*|explain\w*|describ\w*|argu\w*|claim\w*|warn\w*|predict\w*|"
    r"admit\w*|ask\w*|answer\w*|repl(?:y|ies|ied)|want\w*|plan\w*|decid\w*|report\w*|feel\w*|felt|hop(?:e|es|ed)|talk\w*|"
    r"speak\w*|spoken?|advis\w+|advice|insist\w*|comment\w*|opinions?|views?|positions?|stance|statements?|remarks?|words|"
    r"volunteer\w*|commit\w*|worr\w+|concern\w*|regret\w*|apologi\w+|announc\w*|confirm\w*|den(?:y|ies|ied)|critici[sz]\w*|"
    r"prais\w*|discuss\w*)\b"
    r"|说|讲|提到|提及|提出|提议|提醒|答应|承诺|保证|建议|认为|觉得|看法|意见|观点|看待|怎么看|如何看|态度|打算|计划|主张|反对|同意|赞成|抱怨|"
    r"担心|希望|想要|回答|回应|回复|解释|表示|表态|预言|预测|警告|强调|愿意|要求|介绍|谈|聊|透露|承认|否认|宣布|道歉|批评|称赞|汇报|报告了|发言|问了|问过"
)
SPEECH = lazy_pattern(_SPEECH)
# What stands before the name of somebody who does or says something, and before that of somebody who is only spoken of.
_BEFORE_SUBJECT = lazy_pattern(
    r"(?:^|\b(?:did|does|do|would|will|has|had|is|was|can|could|should|shall|might|may|what|why|when|how|where|which|that|and|"
    r"according to|(?:words|views?|opinions?) of)\s+|n['’]t\s+|,\s*)(?:[\p{L}.]+\s+(?:(?:and|or)\s+)?)?$"
)
_BEFORE_OBJECT = lazy_pattern(r"(?:[对向给跟于]|评价|么看|何看|看待|反对|同意|赞成|感谢|批评|称赞)$")
# Somebody whose words are asked for, who may be nobody who speaks.
_SUBJECT = lazy_pattern(
    rf"\b(?:did|does|would|will|has|had|is|was)\s+(?P<name>\p{{Lu}}[\p{{L}}'’.-]*(?:\s+\p{{Lu}}[\p{{L}}'’.-]*)*)\s+(?:[a-z]+\s+)?(?i:{_SPEECH})"
    rf"|^(?P<name>\p{{Han}}{{2,4}}?)(?:[对在]\p{{Han}}{{1,8}}?|分别|都|也|曾经?)?(?:{_SPEECH})"
)
_NOBODY = lazy_pattern(r"[我你您他她它谁这那哪]|什么|大家|有人|文章|节目|来源")
# Names of one Chinese character, and of one letter, mark questions and answers and nobody.
_FEWEST_CHARACTERS = 2
_CAPITALISED = lazy_pattern(r"\p{Lu}[\p{L}\p{M}'’-]*(?<!['’]s)")
_HAN_NAME = lazy_pattern(r"\p{Han}{2,4}")
_TITLES = frozenset("mr mrs ms miss dr prof professor sir st the and".split())


def find_named(question: str, speakers: Iterable[str]) -> dict[str, str]:
    """Those of the speakers whom a question names, each with the folded words that name them.

    A word of a name is enough where it is no part of another full name: in *Grace Archer*, Will Archer is not named.
    """
    folded = fold(question)
    full = {name: said for name in sorted(speakers) if (said := _full_name_in(name, question))}
    rest = folded
    for said in full.values():
        rest = rest.replace(said, " ")
    return full | {
        name: word for name in sorted(speakers) if name not in full and (word := _word_in(name, rest, question))
    }


def subject_of_speech(question: str) -> str:
    """The folded name of somebody whose words a question asks for, whoever that is; empty where none is named."""
    match = _SUBJECT.search(question if not HAN.search(question) else fold(question))
    return "" if match is None or _NOBODY.search(match["name"]) else fold(match["name"])


def is_subject(name: str, question: str) -> bool:
    """Whether somebody of this name does or says something in a folded question, and is not only spoken of or to."""
    for start, end in mentions(name, question):
        before, after = question[:start], question[end:]
        if HAN.search(name):
            if not _BEFORE_OBJECT.search(before):
                return True
        elif _BEFORE_SUBJECT.search(before) or SPEECH.match(after.removeprefix("'s").lstrip()):
            return True
    return False


def mentions(name: str, text: str) -> list[Span]:
    """Where a folded text names somebody; in Latin letters with words of its own."""
    return [match.span() for match in _pattern(name).finditer(text)]


def _full_name_in(speaker: str, question: str) -> str:
    """The whole name, folded, or its pinyin, as a question has it; else empty."""
    name, folded = fold(speaker), fold(question)
    if len(name) >= _FEWEST_CHARACTERS and mentions(name, folded) and _is_written_as_name(name, question):
        return name
    if question.isascii() and _HAN_NAME.fullmatch(name):
        first, *rest = pinyin(name)
        given = "".join(rest)
        return next((said for said in (f"{first} {given}", f"{given} {first}") if mentions(said, folded)), "")
    return ""


def _word_in(speaker: str, rest: str, question: str) -> str:
    """A word of a name that stands in the rest of a question; else empty."""
    words = [
        word for word in fold(speaker).split() if word.strip(".") not in _TITLES and len(word) >= _FEWEST_CHARACTERS
    ]
    return next((word for word in words if mentions(word, rest) and _is_written_as_name(word, question)), "")


def _is_written_as_name(name: str, question: str) -> bool:
    """Whether a question writes a name or role as one, and not a common word: Will, *the host*."""
    if HAN.search(name) or question.islower() or f"the {name}" in fold(question):
        return True
    words = [(match.start(), match.group()) for match in _CAPITALISED.finditer(question)]
    return any(
        fold(word) == name.split(maxsplit=1)[0] and (start or name not in ENGLISH_STOP_WORDS) for start, word in words
    )


@lru_cache(maxsize=64)
def _pattern(name: str) -> "regex.Pattern[str]":
    quoted = regex.escape(name)
    return regex.compile(quoted if HAN.search(name) else rf"(?<![\p{{Latin}}\d]){quoted}(?![\p{{Latin}}\d])")
