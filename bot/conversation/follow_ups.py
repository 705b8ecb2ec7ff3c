"""A conversation so far: follow-ups made to stand alone by rules. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import AnswerLanguage, Turn
from bot.conversation.carry_over import Keeping, completed, stands_alone, substituted
from bot.conversation.follow_up_cues import (
    FollowUp,
    asks_for_more,
    is_bare_question_word,
    read_follow_up,
    wished_language,
    without_wish,
)
from bot.conversation.listed_items import items
from bot.conversation.pronouns import is_settled, with_person
from index import MAX_QUERY_CHARACTERS, content_terms

_TURNS = 6


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be searched for without what was asked before it, and the language wished for, if any."""

    question: str
    language: AnswerLanguage | None = None


def standalone(question: str, before: Sequence[Turn] = ()) -> Standalone:
    """A question with what it leaves to the conversation put in: subject, place, year, the one of several it means.

    ``before`` are the earlier turns as they were typed and answered, oldest first; the last six are looked at. A
    question about something else, and the first, come back as they are. Languages may change from turn to turn.
    """
    topic, turns = "", before[-_TURNS:]
    for i, turn in enumerate(turns):
        topic = _read(turn.question, topic, turns[:i]).question
    return _read(question, topic, turns)


def _read(question: str, topic: str, before: Sequence[Turn]) -> Standalone:
    """A question put together with the one before it, which stands alone; empty where there is none."""
    if topic and (wish := wished_language(question)):
        return Standalone(topic, wish)
    asked, wish = without_wish(question)
    if not topic or not asked.strip():
        return Standalone(asked if asked.strip() else question, wish)
    return Standalone(_in_full(asked, topic, before)[:MAX_QUERY_CHARACTERS], wish)


def _in_full(asked: str, topic: str, before: Sequence[Turn]) -> str:
    if asks_for_more(asked):
        return topic
    if is_bare_question_word(asked):
        return completed(topic, asked, keeping=Keeping.ALL)
    follow_up = read_follow_up(asked)
    text, is_led = follow_up.text, follow_up.is_led or follow_up.is_correction
    listed = _listed(before, follow_up)
    if follow_up.picks and listed:
        start, end, place = follow_up.picks
        text = f"{text[:start]}{listed[place]}{text[end:]}"
        if not follow_up.asks:
            return substituted(topic, listed[place], rivals=listed)
        return text if len(content_terms(listed[place])) > 1 else completed(topic, text, keeping=Keeping.NAMES)
    if not follow_up.asks and (is_led or not stands_alone(asked)):
        if not text:
            return topic
        return substituted(topic, text, is_led=is_led, is_correction=follow_up.is_correction)
    if not is_led and stands_alone(asked) and (is_settled(asked) or not follow_up.points_back):
        return asked
    return completed(topic, with_person(text, topic, before[-1].answer))


def _listed(before: Sequence[Turn], follow_up: FollowUp) -> list[str]:
    """What the latest answer lists that is long enough to hold what the follow-up picks."""
    if not follow_up.picks:
        return []
    place = follow_up.picks[2]
    return next((listed for turn in before[::-1] if len(listed := items(turn.answer)) > max(place, 1)), [])
