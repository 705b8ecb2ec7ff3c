"""Questions that a heading asks or names: what stands under it is the answer (an FAQ, the notes of a release)."""

from collections.abc import Sequence

import regex

from bot.evidence import Evidence
from index import AnswerType, Term, answer_type, content_terms, fold, has_date, lazy_pattern, tokenize_text

_VERSION = regex.compile(r"(?<![\d.])\d+(?:\.\d+)+(?![\d.]*\d)")
# The share of the content words of question and heading together that both must have. Set by hand.
_SAME_WORDS = 0.75
_MOST_SENTENCES = 8
# Words of questions for all that is said of a subject: the refund policy, 请假的规定.
_ASKS_ABOUT = lazy_pattern(
    r"(?i)\b(?:polic(?:y|ies)|rules?|guidelines?|procedures?|process|regulations?|tell me about|explain|describe|(?:what|how) about)\b"
    r"|政策|规定|規定|规则|規則|制度|办法|辦法|流程|手续|手續|须知|須知|(?:介绍|介紹|解释|解釋|说明|說明)一下|讲讲|講講|说说|說說"
)
_SUBJECT_COVERAGE = 0.8  # of each other term of such a question, by the heading. Set by hand.
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


def sentences_under_heading(question: str, ranked: Sequence[Evidence], terms: Sequence[Term]) -> list[Evidence]:
    """The sentences under the heading that asks the question, or names what it asks about, in reading order.

    That is a version, or the subject of a question for all that is said of it, with the question's ``terms`` in both languages.
    None where there is no such heading. Of the notes of a release only entries of the kind that is asked for are given, and one
    where the question is when that was and the heading says so.
    """
    asked = _words(question)
    version = _VERSION.search(question)
    subject = _subject(question, terms)
    for best in ranked:
        headings = best.passage.chunk.headings
        if not headings:
            continue
        under = sorted((e for e in ranked if e.passage.chunk.id == best.passage.chunk.id), key=lambda e: e.start)
        words = _words(headings[-1])
        is_same = len(asked) > 1 and len(asked & words) >= _SAME_WORDS * len(asked | words)
        if (
            (is_same and _is_told_whole(question, headings[-1]))
            or _letters(question) == _letters(headings[-1])
            or _is_about(headings[-1], subject)
        ):
            return under[:_MOST_SENTENCES]
        if version and version.group() in _VERSION.findall(headings[-1]):
            return _entries(fold(question), under) or under[: _tells_when(headings[-1], question)]
    return []


def _subject(question: str, terms: Sequence[Term]) -> list[Term]:
    """The terms of what a question wants to hear all about; none where it asks something else."""
    if answer_type(question) is not AnswerType.ANY or not _ASKS_ABOUT.search(question):
        return []
    return [term for term in terms if not _ASKS_ABOUT.search(term.word)]


def _is_told_whole(question: str, heading: str) -> bool:
    """Whether all under a heading with a question's words answers it: not under *Late fee* where the question is how much it is."""
    asked = answer_type(question)
    return asked in (AnswerType.ANY, AnswerType.REASON) or answer_type(heading) is asked


def _is_about(heading: str, subject: Sequence[Term]) -> bool:
    tokenized = tokenize_text(heading)
    return bool(subject) and all(tokenized.term_coverage(term) >= _SUBJECT_COVERAGE for term in subject)


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
