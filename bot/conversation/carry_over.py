"""Rules that carry over what a follow-up leaves out: the subject, the place, the year of the question before it. Pure."""

from collections.abc import Sequence
from enum import Enum, auto

from bot.conversation.phrasing import add_words, adjacent_phrases, follows_the, subjects_first, words_for
from bot.conversation.pronouns import has_amount_or_time_pronoun, has_person_pronoun, has_thing_pronoun, replace_pronoun
from index import (
    AnswerType,
    Phrase,
    PhraseKind,
    answer_type,
    content_terms,
    fold,
    is_relative_time,
    lazy_pattern,
    question_language,
    read_phrases,
    substitute_time,
)

_THINGS = (PhraseKind.THING, PhraseKind.NAME)
_NAMED = (PhraseKind.NAME, PhraseKind.PLACE)
_AMOUNTS = (AnswerType.FIGURE, AnswerType.COUNT, AnswerType.DATE)
_PREPOSITION = lazy_pattern(
    r"(?i)\b(for|from|to|by|with|about|of|on|at|inside|outside|in|against|under|between)(?: the| an?| its)?\s+$"
)
_HAS_ARTICLE = lazy_pattern(r"(?i)(?:\b(?:the|an?|its|their|my|our)|['’]s?)\s+$")
# Chinese words for bodies and people, which act (基金, 财政部), unlike 价格 and 利润.
_ZH_BODY = lazy_pattern(
    r"(?:基金|银行|央行|公司|企业|集团|政府|大学|学校|医院|机构|组织|[部委局厅会院校厂店馆队社党军国省市县区镇村人员者家商])$"
)
_HOW_MUCH = lazy_pattern(r"(?i)(?<!\bby )\bhow (?:much|many)\b|多少")
_DEFINES = lazy_pattern(
    r"(?i)^\W*(?:what|who)(?:['’]s| is| are| was| were) (?!the\b|its?\b|this\b|that\b|th[eo]s[ey]\b|he\b|she\b|there\b)|^\W*(?:什么是|谁是)|"
    r"[“「『\"]\p{L}[^”」』\"]+[”」』\"]"
)
_MONEY = ("钱", "money")
# Groups of phrases carried over at most, and content words that make a question whole. Set by hand.
_MOST_CARRIED = 4
_ENOUGH_TERMS = 3


class CarriedParts(Enum):
    """Which parts of the earlier question are carried over."""

    MISSING = auto()  # what the follow-up leaves out
    ALL = auto()  # everything, for ``why?``
    NAMES = auto()  # people, bodies and places alone


def stands_alone(question: str) -> bool:
    """Whether a question without a word that refers back says enough to be a new one.

    Enough is one of these: three content words; a name or country and something about it; words in quotes; ``what is``
    before a word without ``the``. ``How much`` without a thing is never enough.
    """
    own = [phrase for phrase in read_phrases(question) if phrase.kind is not PhraseKind.TIME]
    if _HOW_MUCH.search(question) and not any(phrase.is_asked or phrase.kind is PhraseKind.THING for phrase in own):
        return False
    terms = content_terms(question)
    is_named = any(phrase.kind in _NAMED for phrase in own)
    return (
        len(terms) >= _ENOUGH_TERMS
        or (is_named and max(len(own), len(terms)) > 1)
        or bool(own and _DEFINES.search(question))
    )


def complete_follow_up(topic: str, text: str, *, carried: CarriedParts = CarriedParts.MISSING) -> str:
    """A follow-up with the parts of the earlier question it leaves out: for a pronoun, or added to it.

    Where it asks about something else, what the earlier question asked about is not carried over, nor is its year.
    """
    kept = [phrase for phrase in read_phrases(topic) if _is_carried(phrase, text, carried)]
    if carried is CarriedParts.MISSING and _says_enough_in_another_language(text, topic):
        kept = [phrase for phrase in kept if phrase.kind is not PhraseKind.THING or has_thing_pronoun(text)]
    kept = subjects_first(topic, kept)
    rewritten, used = replace_pronoun(text, topic, kept) if carried is CarriedParts.MISSING else (text, [])
    if used:
        kept = [phrase for phrase in kept if phrase not in used and phrase.kind in (*_NAMED, PhraseKind.TIME)]
    return add_words(
        rewritten, [words_for(chain, of=topic, into=text) for chain in adjacent_phrases(topic, kept)[:_MOST_CARRIED]]
    )


def substitute_in_topic(
    topic: str, text: str, *, is_led: bool = True, is_correction: bool = False, rivals: Sequence[str] = ()
) -> str:
    """The earlier question with the phrases of a short follow-up put into it: ``and in 2025?``, ``那中国呢``.

    A year replaces the year, a country the country. A thing replaces what follows the same preposition, or the subject.
    ``rivals`` are replaced before any other phrase. What replaces nothing is added. A correction always replaces
    something. ``is_led``: an introduction such as ``and`` was cut off before ``text``.
    """
    rewritten, unplaced = topic, []
    named = read_phrases(text, is_opening=not is_led) or (Phrase(text, 0, len(text), PhraseKind.THING),)
    for phrase in named:
        target = _replaced_phrase(rewritten, phrase, text, rivals, is_correction=is_correction)
        if target is None:
            unplaced.append(phrase)
            continue
        article = not _HAS_ARTICLE.search(rewritten, 0, target.start)
        new = (
            substitute_time(phrase.text, target.text)
            if phrase.kind is PhraseKind.TIME
            else words_for([phrase], of=text, into=rewritten, with_article=article)
        )
        rewritten = f"{rewritten[: target.start]}{new}{rewritten[target.end :]}"
    if len(unplaced) < len(named):
        return add_words(rewritten, [phrase.text for phrase in unplaced])
    if all(phrase.kind is PhraseKind.TIME for phrase in named):
        return add_words(rewritten, [text], is_time=True)
    return complete_follow_up(topic, text, carried=CarriedParts.NAMES)


def _replaced_phrase(
    topic: str, phrase: Phrase, text: str, rivals: Sequence[str], *, is_correction: bool
) -> Phrase | None:
    """The phrase of the earlier question that a phrase of the follow-up replaces."""
    inside = read_phrases(topic)
    if rival := next((p for p in inside for rival in rivals if fold(p.text) in fold(rival)), None):
        return rival
    if phrase.kind is PhraseKind.TIME:
        times = [p for p in inside if p.kind is PhraseKind.TIME and not is_relative_time(p.text)]
        return None if is_relative_time(phrase.text) or not times else times[0]
    inside = tuple(p for p in inside if p.kind is not PhraseKind.TIME and fold(p.text) != fold(phrase.text))
    before = _preposition(text, phrase)
    if same := [p for p in inside if before and _preposition(topic, p) == before]:
        return same[0]
    if phrase.kind is PhraseKind.PLACE:
        return next((p for p in inside if p.kind is PhraseKind.PLACE), None)
    return next(iter(_rivals(topic, phrase, text, inside, fits_any=is_correction)), None)


def _rivals(topic: str, phrase: Phrase, text: str, inside: Sequence[Phrase], *, fits_any: bool) -> list[Phrase]:
    """The names and things of the earlier question that a phrase may replace, likeliest first."""
    things = [p for p in inside if p.kind in _THINGS]
    of_a_kind = [p for p in things if _head(p.text) == _head(phrase.text)]
    of_something = [p for p in things if p.is_asked and topic[: p.start].endswith("的")]
    subjects = subjects_first(topic, [p for p in things if not p.is_asked])
    asked = [p for p in things if p.is_asked]
    if phrase.kind is PhraseKind.NAME:
        return [*of_a_kind, *sorted(subjects, key=lambda p: p.kind is not PhraseKind.NAME), *asked]
    # A thing replaces another freely where an amount or state is asked for, but not where somebody did something with it.
    fits_any = fits_any or answer_type(topic) in _AMOUNTS or all(p.kind is not PhraseKind.ACTION for p in inside)
    if not fits_any:
        return of_a_kind
    if _ZH_BODY.search(phrase.text) or follows_the(text, phrase.start):
        return [*of_a_kind, *subjects, *asked]
    return [*of_a_kind, *of_something, *(p for p in subjects if p.kind is PhraseKind.THING), *asked]


def _is_carried(phrase: Phrase, text: str, carried: CarriedParts) -> bool:
    """Whether a phrase of the earlier question is carried over, given what the follow-up names itself."""
    own = read_phrases(text)
    kinds = {p.kind for p in own}
    if fold(phrase.text) in fold(text):
        return False
    if carried is not CarriedParts.MISSING:
        return carried is CarriedParts.ALL or (phrase.kind in _NAMED and phrase.kind not in kinds)
    match phrase.kind:
        case PhraseKind.ACTION:
            return False
        case PhraseKind.TIME:
            return PhraseKind.TIME not in kinds and has_amount_or_time_pronoun(text)
        case PhraseKind.PLACE:
            return PhraseKind.PLACE not in kinds
        case PhraseKind.NAME:
            is_about_another = bool(own) and own[0].kind in _NAMED and text[own[0].end :].startswith((",", "，"))
            return has_person_pronoun(text) or not (PhraseKind.NAME in kinds or is_about_another)
        case PhraseKind.THING:
            return (
                not phrase.is_asked
                or has_thing_pronoun(text)
                or (phrase.text not in _MONEY and not any(p.is_asked for p in own))
            )


def _says_enough_in_another_language(text: str, topic: str) -> bool:
    """Whether a follow-up is in the other language and needs nothing more: words of another language are found less surely."""
    is_whole = len(content_terms(text)) > 1 and not (
        _HOW_MUCH.search(text) and not any(p.is_asked for p in read_phrases(text))
    )
    return is_whole and question_language(text) != question_language(topic)


def _preposition(question: str, phrase: Phrase) -> str:
    found = _PREPOSITION.search(question, 0, phrase.start)
    return found[1].lower() if found else ""


def _head(phrase: str) -> str:
    """The head of a phrase: its last word, or the last two characters of a Chinese one."""
    last = fold(phrase).split()[-1]
    return last if last.isascii() else last[-2:]
