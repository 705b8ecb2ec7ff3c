"""Questions that a heading asks or names: what stands under it is the answer (an FAQ, the notes of a release)."""

from collections.abc import Sequence

import regex

from bot.evidence import Evidence
from index import AnswerType, answer_type, content_terms, fold, has_date

_VERSION = regex.compile(r"(?<![\d.])\d+(?:\.\d+)+(?![\d.]*\d)")
# The share of the content words of question and heading together that both must have. Set by hand.
_SAME_WORDS = 0.75
_MOST_SENTENCES = 8
# Kinds of entries in the notes of a release: how questions ask for them, and how entries begin.
_KINDS = (
    (
        regex.compile(r"\bnew\b|\badd(?:s|ed)?\b|\bfeatures?\b|新功能|新增|新特性|有什么新|有哪些新"),
        regex.compile(r"new|add|feature|新"),
    ),
    (regex.compile(r"\bfix(?:es|ed)?\b|\bbugs?\b|修复|修正|修了"), regex.compile(r"fix|bug|修")),
    (regex.compile(r"\bremove[sd]?\b|\bdropp?(?:ed|s)?\b|移除|删除|删掉|去掉"), regex.compile(r"remov|drop|移|删")),
    (regex.compile(r"\bchang(?:es|ed?|ing)\b|\bupdated?\b|变化|改动|变更|更新|改了"), regex.compile(r"")),
)


def sentences_under_heading(question: str, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The sentences under the heading that asks the question, or names the version it asks about, in reading order.

    None where there is no such heading. Of the notes of a release only entries of the kind that is asked for are given, and one
    where the question is when that was and the heading says so.
    """
    asked = _words(question)
    version = _VERSION.search(question)
    for best in ranked:
        headings = best.passage.chunk.headings
        if not headings:
            continue
        under = sorted((e for e in ranked if e.passage.chunk.id == best.passage.chunk.id), key=lambda e: e.start)
        words = _words(headings[-1])
        is_same = len(asked) > 1 and len(asked & words) >= _SAME_WORDS * len(asked | words)
        if is_same or _letters(question) == _letters(headings[-1]):
            return under[:_MOST_SENTENCES]
        if version and version.group() in _VERSION.findall(headings[-1]):
            return _entries(fold(question), under) or under[: _tells_when(headings[-1], question)]
    return []


def _tells_when(heading: str, question: str) -> bool:
    """Whether a question asks when something was, and a heading has the date."""
    return answer_type(question) is AnswerType.DATE and has_date(heading)


def _entries(question: str, under: Sequence[Evidence]) -> list[Evidence]:
    for asks, begins in _KINDS:
        if asks.search(question):
            return [e for e in under if begins.match(fold(e.text))][:_MOST_SENTENCES]
    return []


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _words(text: str) -> frozenset[str]:
    return frozenset(term.word for term in content_terms(text))
