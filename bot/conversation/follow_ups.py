"""Query rewriting by rules: follow-ups made to stand alone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import AnswerLanguage, ConversationTurn
from bot.conversation.carry_over import CarriedParts, complete_follow_up, stands_alone, substitute_in_topic
from bot.conversation.follow_up_cues import (
    FollowUp,
    asks_for_more,
    is_bare_question_word,
    read_follow_up,
    requested_language,
    split_language_request,
)
from bot.conversation.listed_items import read_list
from bot.conversation.parallels import substitute_parallel
from bot.conversation.pronouns import has_own_antecedent, replace_person_pronoun
from index import MAX_QUERY_CHARACTERS, content_terms

_MOST_TURNS = 6


@dataclass(frozen=True, slots=True)
class StandaloneQuestion:
    """A question that can be searched for without the conversation, and the language it requests, if any."""

    question: str
    language: AnswerLanguage | None = None


def make_standalone(question: str, before: Sequence[ConversationTurn] = ()) -> StandaloneQuestion:
    """A follow-up with the subject, place, year or list item that it leaves to the conversation.

    ``before`` are the earlier turns as typed and answered, oldest first; only the last six count. The first question and
    a question about something else come back as they are. Languages may change from turn to turn.
    """
    topic, turns = "", before[-_MOST_TURNS:]
    for i, turn in enumerate(turns):
        topic = _rewrite(turn.question, topic, turns[:i]).question
    return _rewrite(question, topic, turns)


def _rewrite(question: str, topic: str, before: Sequence[ConversationTurn]) -> StandaloneQuestion:
    """A question with the parts it leaves out of ``topic``, the standalone question before it; empty if there is none."""
    if topic and (language := requested_language(question)):
        return StandaloneQuestion(topic, language)
    asked, language = split_language_request(question)
    if not topic or not asked.strip():
        return StandaloneQuestion(asked if asked.strip() else question, language)
    return StandaloneQuestion(_complete(asked, topic, before)[:MAX_QUERY_CHARACTERS], language)


def _complete(asked: str, topic: str, before: Sequence[ConversationTurn]) -> str:
    if asks_for_more(asked):
        return topic
    if is_bare_question_word(asked):
        return complete_follow_up(topic, asked, carried=CarriedParts.ALL)
    follow_up = read_follow_up(asked)
    text, is_led = follow_up.text, follow_up.is_led or follow_up.is_correction
    listed = _picked_list(before, follow_up)
    if follow_up.picked_item and listed:
        start, end, place = follow_up.picked_item
        text = f"{text[:start]}{listed[place]}{text[end:]}"
        if not follow_up.asks:
            return substitute_in_topic(topic, listed[place], rivals=listed)
        return (
            text
            if len(content_terms(listed[place])) > 1
            else complete_follow_up(topic, text, carried=CarriedParts.NAMES)
        )
    if not follow_up.asks and (is_led or not stands_alone(asked)):
        if not text:
            return topic
        parallel = substitute_parallel(topic, text)
        return parallel or substitute_in_topic(topic, text, is_led=is_led, is_correction=follow_up.is_correction)
    if not is_led and stands_alone(asked) and (has_own_antecedent(asked) or not follow_up.refers_back):
        return asked
    return complete_follow_up(topic, replace_person_pronoun(text, topic, before[-1].answer))


def _picked_list(before: Sequence[ConversationTurn], follow_up: FollowUp) -> list[str]:
    """The list in the latest answer that is long enough to hold the item that the follow-up picks."""
    if not follow_up.picked_item:
        return []
    place = follow_up.picked_item[2]
    return next((listed for turn in before[::-1] if len(listed := read_list(turn.answer)) > max(place, 1)), [])
