"""Pronouns of a follow-up, and what in the question before it they stand for. Both languages, pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.conversation.phrasing import chains, words_for
from index import Expected, Phrase, PhraseKind, expected_answer, fold, question_language, read_phrases

_NAMED = (PhraseKind.NAME, PhraseKind.PLACE)
_CAPITALS = regex.compile(r"\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*\.?)*(?<!\p{Ll}\.)")


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """A word that points back, and the kinds of phrases it is likely to stand for, likeliest first; others where not ``only``."""

    pattern: "regex.Pattern[str]"
    kinds: tuple[PhraseKind, ...]
    only: bool = False
    is_many: bool = False


_HE = _Pronoun(
    regex.compile(r"(?i)\b(?:he|him|his|she|her)\b|(?<![其吉])[他她](?![们們])"), (PhraseKind.NAME,), only=True
)
_ONES = _Pronoun(regex.compile(r"(?i)(?<=\p{L} )ones?\b"), (PhraseKind.THING,), only=True)
_THAT = _Pronoun(
    regex.compile(
        r"(?i)\b(?:that|this|those|these)\b(?=\W*$|\s+(?:as|in|of|on|by|for|be|been|is|are|was|were|mean|happen|has|have)\b)"
    ),
    (PhraseKind.THING,),
)
_THEY = _Pronoun(
    regex.compile(r"(?i)\b(?:they|them|their)\b|[它他她牠][们們]"), (PhraseKind.THING, *_NAMED), is_many=True
)
_IT = _Pronoun(regex.compile(r"(?i)\b(?:it|its)\b|(?<!其)[它牠](?![们們])"), (PhraseKind.THING, PhraseKind.NAME))
_PRONOUNS = (_HE, _THAT, _ONES, _THEY, _IT)
_OWNERS = ("its", "their", "his")
_IS_THAT = regex.compile(
    r"(?i)\b(?:is|was|are|were) (?:that|this|those|these)\b|\b(?:then|at that time)\b|[那当當][时時]"
)


def means_a_person(text: str) -> bool:
    """Whether a follow-up speaks of somebody without the name: ``when did he``, ``她``."""
    return bool(_HE.pattern.search(text))


def means_a_thing(text: str) -> bool:
    """Whether a follow-up speaks of something without naming it: ``it``, ``它们``."""
    return bool(_IT.pattern.search(text) or _THEY.pattern.search(text))


def means_that_time(text: str) -> bool:
    """Whether a follow-up speaks of an amount or a time just asked about: ``how much is that in dollars``, ``当时``."""
    return bool(_IS_THAT.search(text))


def is_settled(text: str) -> bool:
    """Whether ``it`` or ``they`` of a question stands for what the question itself names before."""
    named = [p for p in read_phrases(text) if p.kind in (PhraseKind.THING, *_NAMED)]
    found = [match for pronoun in (_IT, _THEY) if (match := pronoun.pattern.search(text))]
    return bool(found) and all(any(p.end <= _clause_before(text, match) for p in named) for match in found)


def filled(text: str, topic: str, kept: Sequence[Phrase]) -> tuple[str, list[Phrase]]:
    """A follow-up with its first pronoun replaced by what it stands for, and the phrases of the topic that took its place.

    Where nothing fits, the follow-up as it is and no phrases.
    """
    named = [p for p in read_phrases(text) if p.kind in (PhraseKind.THING, *_NAMED)]
    for pronoun in _PRONOUNS:
        found = pronoun.pattern.search(text)
        fitting = [p for p in kept if p.kind in pronoun.kinds or not pronoun.only]
        if pronoun is _HE and expected_answer(topic) is Expected.PERSON:
            continue  # somebody the answer named
        # What the follow-up itself names in a clause before is nearer: And Russia, what does it get?
        clause = _clause_before(text, found) if found else 0
        if found and fitting and not any(p.end <= clause for p in named):
            meant = min(fitting, key=lambda p: _distance(p, pronoun))
            chain = next(chain for chain in chains(topic, kept) if meant in chain)
            chain = [phrase for phrase in chain if not phrase.is_asked or meant.is_asked]
            words = words_for(chain, of=topic, into=text, with_article=pronoun is not _ONES)
            if pronoun is _THEY and meant.is_asked and words.isascii() and not words.startswith("the "):
                words = f"the {words}"  # how many ships: the ships
            return f"{text[: found.start()]}{_owning(words, found.group())}{text[found.end() :]}", chain
    return text, []


def with_person(text: str, topic: str, answer: str) -> str:
    """A follow-up with the person an answer names, where the topic asked who and the follow-up says ``he``."""
    found = _HE.pattern.search(text)
    if not found or expected_answer(topic) is not Expected.PERSON:
        return text
    is_chinese = question_language(answer) == "zh"
    names = (
        [p.text for p in read_phrases(answer) if p.kind is PhraseKind.NAME] if is_chinese else _CAPITALS.findall(answer)
    )
    given = next((name for name in names if fold(name) not in fold(topic)), "")
    return f"{text[: found.start()]}{_owning(given, found.group())}{text[found.end() :]}" if given else text


def _clause_before(text: str, found: "regex.Match[str]") -> int:
    """Where what a pronoun may mean in its own question ends: before its clause, or for ``its`` before itself."""
    if found.group().lower() in _OWNERS or text[found.end() :].startswith("的"):
        return found.start()
    return max(text.rfind(mark, 0, found.start()) for mark in ",，")


def _owning(words: str, pronoun: str) -> str:
    """The words as they stand for a pronoun: ``its`` is the bank's, ``their`` the banks'."""
    if pronoun.lower() not in _OWNERS:
        return words
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def _distance(phrase: Phrase, pronoun: _Pronoun) -> tuple[bool, bool, bool, int]:
    """How far a phrase is from what a pronoun may mean; of equals the first."""
    is_english_one = pronoun.is_many and phrase.text.isascii() and not phrase.text.endswith("s")
    kind = pronoun.kinds.index(phrase.kind) if phrase.kind in pronoun.kinds else len(pronoun.kinds)
    order = 0 if phrase.text.isascii() else kind  # English names its subject first, Chinese its place
    is_asked = phrase.is_asked and not (pronoun.is_many and not is_english_one)
    return is_english_one, kind == len(pronoun.kinds), is_asked, order
