"""Pronouns of a follow-up, and their antecedents in the question before it. Both languages, pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.conversation.phrasing import adjacent_phrases, words_for
from index import AnswerType, Phrase, PhraseKind, answer_type, fold, lazy_pattern, question_language, read_phrases

_NAMED = (PhraseKind.NAME, PhraseKind.PLACE)
_CAPITALISED = lazy_pattern(r"\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*\.?)*(?<!\p{Ll}\.)")


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """A pronoun and the kinds of phrases it may stand for, likeliest first; with ``only``, no other kinds."""

    pattern: "regex.Pattern[str]"
    kinds: tuple[PhraseKind, ...]
    only: bool = False
    is_many: bool = False


_HE = _Pronoun(
    lazy_pattern(r"(?i)\b(?:he|him|his|she|her)\b|(?<![其吉])[他她](?![们們])"), (PhraseKind.NAME,), only=True
)
_ONES = _Pronoun(lazy_pattern(r"(?i)(?<=\p{L} )ones?\b"), (PhraseKind.THING,), only=True)
_THAT = _Pronoun(
    lazy_pattern(
        r"(?i)\b(?:that|this|those|these)\b(?=\W*$|\s+(?:as|in|of|on|by|for|be|been|is|are|was|were|mean|happen|has|have)\b)"
    ),
    (PhraseKind.THING,),
)
_THEY = _Pronoun(
    lazy_pattern(r"(?i)\b(?:they|them|their)\b|[它他她牠][们們]"), (PhraseKind.THING, *_NAMED), is_many=True
)
_IT = _Pronoun(lazy_pattern(r"(?i)\b(?:it|its)\b|(?<!其)[它牠](?![们們])"), (PhraseKind.THING, PhraseKind.NAME))
_PRONOUNS = (_HE, _THAT, _ONES, _THEY, _IT)
_POSSESSIVES = ("its", "their", "his")
_AMOUNT_OR_TIME = lazy_pattern(
    r"(?i)\b(?:is|was|are|were) (?:that|this|those|these)\b|\b(?:then|at that time)\b|[那当當][时時]"
)


def has_person_pronoun(text: str) -> bool:
    """Whether a follow-up has a pronoun for a person: ``when did he``, ``她``."""
    return bool(_HE.pattern.search(text))


def has_thing_pronoun(text: str) -> bool:
    """Whether a follow-up has a pronoun for a thing: ``it``, ``它们``."""
    return bool(_IT.pattern.search(text) or _THEY.pattern.search(text))


def has_amount_or_time_pronoun(text: str) -> bool:
    """Whether a follow-up refers to an amount or time just asked about: ``how much is that in dollars``, ``当时``."""
    return bool(_AMOUNT_OR_TIME.search(text))


def has_own_antecedent(text: str) -> bool:
    """Whether every ``it`` or ``they`` of a question has its antecedent in the question itself."""
    named = [p for p in read_phrases(text) if p.kind in (PhraseKind.THING, *_NAMED)]
    found = [match for pronoun in (_IT, _THEY) if (match := pronoun.pattern.search(text))]
    return bool(found) and all(any(p.end <= _clause_before(text, match) for p in named) for match in found)


def replace_pronoun(text: str, topic: str, kept: Sequence[Phrase]) -> tuple[str, list[Phrase]]:
    """A follow-up with its first pronoun replaced by phrases of the topic, and these phrases.

    Where no phrase fits, the follow-up as it is and no phrases.
    """
    named = [p for p in read_phrases(text) if p.kind in (PhraseKind.THING, *_NAMED)]
    for pronoun in _PRONOUNS:
        found = pronoun.pattern.search(text)
        candidates = [p for p in kept if p.kind in pronoun.kinds or not pronoun.only]
        if pronoun is _HE and answer_type(topic) is AnswerType.PERSON:
            continue  # the person stands in the answer: see replace_person_pronoun
        # An antecedent in an earlier clause of the follow-up is nearer: And Russia, what does it get?
        clause = _clause_before(text, found) if found else 0
        if found and candidates and not any(p.end <= clause for p in named):
            antecedent = min(candidates, key=lambda p: _misfit(p, pronoun))
            chain = next(chain for chain in adjacent_phrases(topic, kept) if antecedent in chain)
            chain = [phrase for phrase in chain if not phrase.is_asked or antecedent.is_asked]
            words = words_for(chain, of=topic, into=text, with_article=pronoun is not _ONES)
            if pronoun is _THEY and antecedent.is_asked and words.isascii() and not words.startswith("the "):
                words = f"the {words}"  # how many ships: the ships
            return f"{text[: found.start()]}{_possessive(words, found.group())}{text[found.end() :]}", chain
    return text, []


def replace_person_pronoun(text: str, topic: str, answer: str) -> str:
    """A follow-up with ``he`` or ``she`` replaced by the person the answer names, where the topic asked who."""
    found = _HE.pattern.search(text)
    if not found or answer_type(topic) is not AnswerType.PERSON:
        return text
    is_chinese = question_language(answer) == "zh"
    names = (
        [p.text for p in read_phrases(answer) if p.kind is PhraseKind.NAME]
        if is_chinese
        else _CAPITALISED.findall(answer)
    )
    person = next((name for name in names if fold(name) not in fold(topic)), "")
    return f"{text[: found.start()]}{_possessive(person, found.group())}{text[found.end() :]}" if person else text


def _clause_before(text: str, found: "regex.Match[str]") -> int:
    """Where an antecedent in the same question must end: before the pronoun's clause, for ``its`` before the pronoun."""
    if found.group().lower() in _POSSESSIVES or text[found.end() :].startswith("的"):
        return found.start()
    return max(text.rfind(mark, 0, found.start()) for mark in ",，")


def _possessive(words: str, pronoun: str) -> str:
    """The words in the case of the pronoun they replace: the bank's for ``its``, the banks' for ``their``."""
    if pronoun.lower() not in _POSSESSIVES:
        return words
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def _misfit(phrase: Phrase, pronoun: _Pronoun) -> tuple[bool, bool, bool, int]:
    """A sort key: how badly a phrase fits a pronoun as its antecedent."""
    is_english_one = pronoun.is_many and phrase.text.isascii() and not phrase.text.endswith("s")
    kind = pronoun.kinds.index(phrase.kind) if phrase.kind in pronoun.kinds else len(pronoun.kinds)
    order = 0 if phrase.text.isascii() else kind  # English names its subject first, Chinese its place
    is_asked = phrase.is_asked and not (pronoun.is_many and not is_english_one)
    return is_english_one, kind == len(pronoun.kinds), is_asked, order
