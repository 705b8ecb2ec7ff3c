"""Follow-ups made to stand alone: what a short question leaves out is taken from the questions before it. Pure."""

from collections.abc import Sequence

import regex

from bot.answers import AnswerLanguage
from index import MAX_QUERY_CHARACTERS, content_terms, question_language

# Words that point back. 那 and 这 only where no noun follows that they could be the article of.
_POINTS_BACK = {
    "en": regex.compile(
        r"\b(it|its|they|them|their|he|him|his|she|her|that|those|this|these|one|there|then|so|else|more)\b", regex.I
    ),
    "zh": regex.compile(
        r"[它他她牠]们?|[它他她牠]們?|[这那這](?:个|些|里|是|时|樣|样|個|裡|時)?|其|呢|还有|還有|之后|之後|上述|该"
    ),
}
_LANGUAGE_WISH: dict[AnswerLanguage, "regex.Pattern[str]"] = {
    "zh": regex.compile(
        r"(?i)^\W*(?:and )?(?:now )?(?:please )?(?:(?:answer |say (?:it|that) )?in chinese|用?中文(?:回答|说|說|呢|版)?)\W*$"
    ),
    "en": regex.compile(
        r"(?i)^\W*(?:and )?(?:now )?(?:please )?(?:(?:answer |say (?:it|that) )?in english|用?英[文语語](?:回答|说|說|呢|版)?)\W*$"
    ),
}
_MORE = regex.compile(
    r"(?i)^\W*(?:yes|yeah|ok|okay|sure|go on|tell me more|more|and|是的?|好的?|对|對|嗯|继续|繼續|还有吗|還有嗎)\W*$"
)
_FEW = 2


def standalone(question: str, before: Sequence[str]) -> tuple[str, AnswerLanguage | None]:
    """A question that can be searched for without what was asked before it, and the language it wishes for, if any.

    ``before`` are the earlier questions of the same conversation as they were typed, oldest first.
    """
    topic = ""
    for earlier in before:
        topic, _ = _with_topic(earlier, topic)
    return _with_topic(question, topic)


def _with_topic(question: str, topic: str) -> tuple[str, AnswerLanguage | None]:
    if not topic:
        return question, None
    for language, wish in _LANGUAGE_WISH.items():
        if wish.match(question):
            return topic, language
    if _MORE.match(question):
        return topic, None
    terms = {term.word for term in content_terms(question)}
    points_back = bool(_POINTS_BACK[question_language(question)].search(question))
    if len(terms) > _FEW or (len(terms) == _FEW and not points_back):
        return question, None
    return f"{topic.rstrip(' ?？!！。.')} {question}"[-MAX_QUERY_CHARACTERS:], None
