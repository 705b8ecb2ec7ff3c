"""What a follow-up leaves out, carried over from the question before it: its subject, its place, its year. Pure."""

from collections.abc import Sequence
from enum import Enum, auto

import regex

from bot.conversation.phrasing import beside, chains, subjects_first, words_for
from bot.conversation.pronouns import filled, means_a_person, means_a_thing, means_that_time
from index import (
    Expected,
    Phrase,
    PhraseKind,
    content_terms,
    expected_answer,
    fold,
    in_place_of,
    is_relative,
    question_language,
    read_phrases,
)

_THINGS = (PhraseKind.THING, PhraseKind.NAME)
_NAMED = (PhraseKind.NAME, PhraseKind.PLACE)
_AMOUNTS = (Expected.FIGURE, Expected.COUNT, Expected.DATE)
_PREPOSITION = regex.compile(
    r"(?i)\b(for|from|to|by|with|about|of|on|at|inside|outside|in|against|under|between)(?: the| an?| its)?\s+$"
)
_HAS_ARTICLE = regex.compile(r"(?i)(?:\b(?:the|an?|its|their|my|our)|['’]s?)\s+$")
_THE = regex.compile(r"(?i)\bthe\s+$")
# 基金 and 财政部 do something; 价格 and 利润 are had.
_ZH_BODY = regex.compile(
    r"(?:基金|银行|央行|公司|企业|集团|政府|大学|学校|医院|机构|组织|[部委局厅会院校厂店馆队社党军国省市县区镇村人员者家商])$"
)
_HOW_MUCH = regex.compile(r"(?i)(?<!\bby )\bhow (?:much|many)\b|多少")
_DEFINES = regex.compile(
    r"(?i)^\W*(?:what|who)(?:['’]s| is| are| was| were) (?!the\b|its?\b|this\b|that\b|th[eo]s[ey]\b|he\b|she\b|there\b)|^\W*(?:什么是|谁是)|"
    r"[“「『\"]\p{L}[^”」』\"]+[”」』\"]"
)
_MONEY = ("钱", "money")
_MOST = 4
_ENOUGH = 3


class Keeping(Enum):
    """What is carried over: what a question leaves out, all (as ``why?`` wants it), or only who and where."""

    MISSING = auto()
    ALL = auto()
    NAMES = auto()


def stands_alone(question: str) -> bool:
    """Whether a question that points to nothing before it says enough to be a new one.

    That is three words of content, a name or country and something about it, words in quotes, or ``what is`` before a
    word without ``the``; but never how much without of what.
    """
    own = [phrase for phrase in read_phrases(question) if phrase.kind is not PhraseKind.TIME]
    if _HOW_MUCH.search(question) and not any(phrase.is_asked or phrase.kind is PhraseKind.THING for phrase in own):
        return False
    terms = content_terms(question)
    is_named = any(phrase.kind in _NAMED for phrase in own)
    return (
        len(terms) >= _ENOUGH or (is_named and max(len(own), len(terms)) > 1) or bool(own and _DEFINES.search(question))
    )


def completed(topic: str, text: str, *, keeping: Keeping = Keeping.MISSING) -> str:
    """A question with what it leaves out of the earlier one: in place of a pronoun, or beside it.

    What the earlier one asked about stays behind where this one asks about something else; so does its year.
    """
    kept = [phrase for phrase in read_phrases(topic) if _is_kept(phrase, text, keeping)]
    if keeping is Keeping.MISSING and _says_enough_in_another_language(text, topic):
        kept = [phrase for phrase in kept if phrase.kind is not PhraseKind.THING or means_a_thing(text)]
    kept = subjects_first(topic, kept)
    made, used = filled(text, topic, kept) if keeping is Keeping.MISSING else (text, [])
    if used:
        kept = [phrase for phrase in kept if phrase not in used and phrase.kind in (*_NAMED, PhraseKind.TIME)]
    return beside(made, [words_for(chain, of=topic, into=text) for chain in chains(topic, kept)[:_MOST]])


def substituted(
    topic: str, text: str, *, is_led: bool = True, is_correction: bool = False, rivals: Sequence[str] = ()
) -> str:
    """The earlier question with what a few words name in its place, as ``and in 2025?`` and ``那中国呢`` want it.

    A year takes the place of the year, a country that of the country, a thing that of what follows the same preposition
    or of the subject; what finds no place is added. The place of ``rivals`` it takes before any other. A correction
    always takes some place. ``is_led`` tells that words went before ``text`` that were left out.
    """
    made, unplaced = topic, []
    named = read_phrases(text, is_opening=not is_led) or (Phrase(text, 0, len(text), PhraseKind.THING),)
    for phrase in named:
        target = _target(made, phrase, text, rivals, is_correction=is_correction)
        if target is None:
            unplaced.append(phrase)
            continue
        article = not _HAS_ARTICLE.search(made, 0, target.start)
        new = (
            in_place_of(phrase.text, target.text)
            if phrase.kind is PhraseKind.TIME
            else words_for([phrase], of=text, into=made, with_article=article)
        )
        made = f"{made[: target.start]}{new}{made[target.end :]}"
    if len(unplaced) < len(named):
        return beside(made, [phrase.text for phrase in unplaced])
    if all(phrase.kind is PhraseKind.TIME for phrase in named):
        return beside(made, [text], is_time=True)
    return completed(topic, text, keeping=Keeping.NAMES)


def _target(topic: str, phrase: Phrase, text: str, rivals: Sequence[str], *, is_correction: bool) -> Phrase | None:
    """What a phrase of a follow-up takes the place of in the earlier question."""
    inside = read_phrases(topic)
    if rival := next((p for p in inside for rival in rivals if fold(p.text) in fold(rival)), None):
        return rival
    if phrase.kind is PhraseKind.TIME:
        times = [p for p in inside if p.kind is PhraseKind.TIME and not is_relative(p.text)]
        return None if is_relative(phrase.text) or not times else times[0]
    inside = tuple(p for p in inside if p.kind is not PhraseKind.TIME and fold(p.text) != fold(phrase.text))
    before = _preposition(text, phrase)
    if same := [p for p in inside if before and _preposition(topic, p) == before]:
        return same[0]
    if phrase.kind is PhraseKind.PLACE:
        return next((p for p in inside if p.kind is PhraseKind.PLACE), None)
    return next(iter(_rivals(topic, phrase, text, inside, fits_any=is_correction)), None)


def _rivals(topic: str, phrase: Phrase, text: str, inside: Sequence[Phrase], *, fits_any: bool) -> list[Phrase]:
    """The names and things of the earlier question that another may take the place of, likeliest first."""
    things = [p for p in inside if p.kind in _THINGS]
    of_a_kind = [p for p in things if _head(p.text) == _head(phrase.text)]
    of_something = [p for p in things if p.is_asked and topic[: p.start].endswith("的")]
    subjects = subjects_first(topic, [p for p in things if not p.is_asked])
    asked = [p for p in things if p.is_asked]
    if phrase.kind is PhraseKind.NAME:
        return [*of_a_kind, *sorted(subjects, key=lambda p: p.kind is not PhraseKind.NAME), *asked]
    # What happened to one may be asked of another; what one sells need not be.
    fits_any = fits_any or expected_answer(topic) in _AMOUNTS or all(p.kind is not PhraseKind.DEED for p in inside)
    if not fits_any:
        return of_a_kind
    if _ZH_BODY.search(phrase.text) or _THE.search(text, 0, phrase.start):
        return [*of_a_kind, *subjects, *asked]
    return [*of_a_kind, *of_something, *(p for p in subjects if p.kind is PhraseKind.THING), *asked]


def _is_kept(phrase: Phrase, text: str, keeping: Keeping) -> bool:
    """Whether a phrase of the earlier question is wanted beside what a follow-up names itself."""
    own = read_phrases(text)
    kinds = {p.kind for p in own}
    if fold(phrase.text) in fold(text):
        return False
    if keeping is not Keeping.MISSING:
        return keeping is Keeping.ALL or (phrase.kind in _NAMED and phrase.kind not in kinds)
    match phrase.kind:
        case PhraseKind.DEED:
            return False
        case PhraseKind.TIME:
            return PhraseKind.TIME not in kinds and means_that_time(text)
        case PhraseKind.PLACE:
            return PhraseKind.PLACE not in kinds
        case PhraseKind.NAME:
            is_about_another = bool(own) and own[0].kind in _NAMED and text[own[0].end :].startswith((",", "，"))
            return means_a_person(text) or not (PhraseKind.NAME in kinds or is_about_another)
        case PhraseKind.THING:
            return (
                not phrase.is_asked
                or means_a_thing(text)
                or (phrase.text not in _MONEY and not any(p.is_asked for p in own))
            )


def _says_enough_in_another_language(text: str, topic: str) -> bool:
    """Words of the other language are found less surely, and so are only taken along where little else is said."""
    is_whole = len(content_terms(text)) > 1 and not (
        _HOW_MUCH.search(text) and not any(p.is_asked for p in read_phrases(text))
    )
    return is_whole and question_language(text) != question_language(topic)


def _preposition(question: str, phrase: Phrase) -> str:
    found = _PREPOSITION.search(question, 0, phrase.start)
    return found[1].lower() if found else ""


def _head(phrase: str) -> str:
    """What a phrase comes down to: its last word, or the last two characters of a Chinese one."""
    last = fold(phrase).split()[-1]
    return last if last.isascii() else last[-2:]
