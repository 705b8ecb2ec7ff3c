"""What the sources say to each part of a question that asks several things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.parts.coordination import Coordination
from bot.answering.parts.splitting import split_question
from bot.evidence import Evidence, is_sufficient
from index import SearchResult, content_terms, fold, lazy_pattern

# The second of two questions may be about whom the first is about: who is the secretary and where does she live.
_REFERS_BACK = lazy_pattern(r"(?i)\b(?:he|she|they|him|her|them|his|their|it|its)\b|[他她它牠其]")

Weigh = Callable[[str, SearchResult], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question: what it asks about, as a reader is told, and the sentences that answer, best first, or none.

    With a ``heading``, all of them stand under it and are told, in reading order: only it says what they are about.
    """

    asked: str
    evidence: Sequence[Evidence]
    heading: str = ""


def weigh_parts(question: str, found: SearchResult, weigh: Weigh) -> list[Part]:
    """The sentences that answer each of several questions in one; none for one question. ``weigh`` ranks those for one."""
    parts = split_question(question)
    if len(parts) < 2:
        return []
    answers = [_sufficient(weigh(part, _with_terms_of(part, found))) for part in parts]
    for number in range(1, len(parts)):
        before = answers[number - 1]
        if before and before[0].is_record and _REFERS_BACK.search(parts[number]):
            answers[number] = before  # all that is known of her stands there
        else:
            answers[number] = _other_answers(answers[number], [part[0] for part in answers[:number] if part])
    return [Part(part.rstrip("?？ "), evidence) for part, evidence in zip(parts, answers, strict=True)]


def weigh_coordination(
    coordination: Coordination, ranked: Sequence[Evidence], found: SearchResult, weigh: Weigh
) -> list[Part]:
    """The sentences that answer a question for each of the things that it asks of in one phrase; none where it is one question.

    Where the question does not say that each thing has an answer of its own, both must be answered, and the best sentence
    for the whole be one of the answers: *when did the dog and its owner arrive?* has one. ``ranked`` are the sentences that
    answer the whole, best first, if any does.
    """
    if not (ranked or coordination.is_explicit):
        return []
    if ranked and all(_names(ranked[0].text, thing) for thing in coordination.things):
        return []  # it tells of all
    answers = [
        _about(thing, coordination.things, _sufficient(weigh(one, _with_terms_of(one, found))))
        for thing, one in zip(coordination.things, coordination.questions, strict=True)
    ]
    told = {evidence[0].place: evidence[0] for evidence in answers if evidence}
    missing = [thing for thing, evidence in zip(coordination.things, answers, strict=True) if not evidence]
    if missing:
        is_apart = coordination.is_explicit and bool(told)
        is_apart = is_apart and not any(_names(e.text, thing) for e in told.values() for thing in missing)
    else:
        is_apart = len(told) > 1 and (coordination.is_explicit or ranked[0].place in told)
    if not is_apart:
        return []
    return [Part(thing, evidence) for thing, evidence in zip(coordination.things, answers, strict=True)]


def _sufficient(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    return evidence if evidence and is_sufficient(evidence[0]) else []


def _about(thing: str, things: Sequence[str], evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentences that answer for a thing; none where the best one names another of the things instead.

    What somebody says whose words are asked for may name anybody.
    """
    if evidence and evidence[0].is_asked_statement:
        return evidence
    others = [other for other in things if other != thing]
    is_about_another = bool(evidence) and not _names(evidence[0].text, thing)
    return [] if is_about_another and any(_names(evidence[0].text, other) for other in others) else evidence


def _names(text: str, thing: str) -> bool:
    """Whether a text has a thing's words."""
    return fold(thing) in fold(text)


def _other_answers(evidence: Sequence[Evidence], given: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentences without those that were given for an earlier question by the same words, if others are sufficient."""
    others = [e for e in evidence if not any(_is_same_answer(e, earlier) for earlier in given)]
    return others if others and is_sufficient(others[0]) else evidence


def _is_same_answer(one: Evidence, other: Evidence) -> bool:
    """Whether the reader points to the same words of the same sentence for two questions."""
    if one.place != other.place:
        return False
    spans = [e.reading.answer for e in (one, other) if e.reading]
    return len(spans) == 2 and spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _with_terms_of(part: str, found: SearchResult) -> SearchResult:
    """What was found for a question, as if a part of it had been asked."""
    words = {term.word for term in content_terms(part)}
    return replace(found, terms=tuple(term for term in found.terms if term.word in words))
