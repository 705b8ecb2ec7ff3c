"""What the sources say to a question for the difference between two things: a sentence for each side, or one that contrasts both."""

from collections.abc import Callable, Sequence
from functools import cached_property

import regex

from bot.answering.parts.differences import Difference
from bot.answering.parts.weighing import Part
from bot.evidence import Evidence, are_sufficient, is_sufficient
from index import Term, content_terms, fold, lazy_pattern, tokenize_text

# Characters of what stands under a heading up to which all of it is told. Set by hand.
_LONGEST_SIDE = 240
# How far a text must hold a word of a thing: as a related form at least. Set by hand.
_HELD = 0.7
_ARTICLE = lazy_pattern(r"^(?:the|an?|our|your|my|this|that) ")
# What may stand before the thing that a sentence is about.
_OPENS = lazy_pattern(
    r"(?i)[\s\p{P}]*(?:(?:the|an?|our|your|every|each|all|most|in|with|for)\s+|本店?的?|我们的?|在|对于?|每[个张份种]?)*"
)
# What sets one thing against another in a sentence that names both.
_CONTRASTS = lazy_pattern(
    r"(?i)\b(?:while|whereas|unlike|than|but|however|instead|differ\w*|contrast|on the other hand)\b|[;；](?![^;；:：]{1,80}[:：])"
    r"|不同|区别|區別|差[别別异異]|而|但|比|[则則](?!是)|反之"
)
_SHARED = lazy_pattern(r"(?i)\bboth\b|\balike\b|\bneither\b|都|均|皆")

Answers = Callable[[str], Sequence[Evidence]]


def weigh_difference(difference: Difference, ranked: Sequence[Evidence], answers: Answers) -> list[Part]:
    """The sentence that contrasts two things, or one for each of them; none where nothing is known of either.

    ``ranked`` are the sentences for the whole question, best first; ``answers`` gives those for a question about one thing.
    Where one thing alone is found, a sentence must answer what it is; where both are, it is enough that it is about that thing.
    """
    one, other = (_Thing(thing, difference.things) for thing in difference.things)
    contrast = next((e for e in ranked if _contrasts(e, one, other)), None)
    if contrast is not None and is_sufficient(contrast):
        return [Part("", [contrast])]
    parts = []
    for thing, opposite, question in zip((one, other), (other, one), difference.questions, strict=True):
        about = [e for e in [*answers(question), *ranked] if thing.is_named_by(e) and not opposite.is_in(e.text)]
        best = max(about, key=lambda e: (thing.opens(e), e.score), default=None)
        is_headed = best is not None and not thing.is_in(best.text)
        if best is None:
            parts.append(Part(thing.name, []))
        elif is_headed:
            parts.append(Part(thing.name, _under_heading(best, about), best.passage.chunk.headings[-1]))
        else:
            parts.append(Part(thing.name, [best]))
    found = [(part.evidence[0], thing) for part, thing in zip(parts, (one, other), strict=True) if part.evidence]
    if len(found) == 2:
        is_told = are_sufficient(ranked) or all(thing.opens(e) or is_sufficient(e) for e, thing in found)
    else:
        is_told = all(is_sufficient(e) for e, _ in found) and not any(
            one.is_in(e.text) and other.is_in(e.text) for e in ranked[:1]
        )
    return parts if found and is_told else []


def are_about_neither(difference: Difference, evidence: Sequence[Evidence]) -> bool:
    """Whether what would be quoted, in the question's language, stands in a passage that names neither of the two things."""
    if not evidence or evidence[0].is_cross_language:
        return False
    passage = evidence[0].passage
    text = "\n".join([passage.source.title, *passage.chunk.headings, passage.chunk.text])
    return not any(_Thing(thing, difference.things).is_in(text) for thing in difference.things)


class _Thing:
    """One of two things, and where it is named."""

    def __init__(self, name: str, things: Sequence[str]) -> None:
        self.name = name
        self._spelled = _bare(name)
        self._longer = next((_bare(thing) for thing in things if thing != name and self._spelled in _bare(thing)), "")
        self._opposite = next((thing for thing in things if thing != name), "")

    def is_in(self, text: str) -> bool:
        """Whether a text names it: as it is written, or by all words that the other thing does not share."""
        return self._is_written(text) or self._has_words(text)

    def is_named_by(self, evidence: Evidence) -> bool:
        """Whether a sentence names it, or its nearest heading does."""
        return self.is_in(evidence.text) or any(map(self.is_in, evidence.passage.chunk.headings[-1:]))

    def opens(self, evidence: Evidence) -> bool:
        """Whether a sentence begins with it, or stands under a heading that names it."""
        opening = _OPENS.match(evidence.text)
        rest = fold(evidence.text[opening.end() if opening else 0 :])
        begins = rest.startswith(self._spelled) or self._begins_with_words(rest)
        return begins or any(map(self.is_in, evidence.passage.chunk.headings[-1:]))

    def _is_written(self, text: str) -> bool:
        text = fold(text)
        if self._longer:
            text = text.replace(self._longer, " ")
        latin = r"[\p{Latin}\p{N}]"
        return bool(regex.search(rf"(?<!{latin}){regex.escape(self._spelled)}(?!{latin})", text))

    def _has_words(self, text: str) -> bool:
        tokenized = tokenize_text(text)
        return bool(self._telling) and all(tokenized.term_coverage(term) >= _HELD for term in self._needed)

    def _begins_with_words(self, text: str) -> bool:
        beginning = text[: len(self._spelled) + 2]
        return self._has_words(beginning)

    @cached_property
    def _words(self) -> Sequence[Term]:
        return content_terms(self.name)

    @cached_property
    def _needed(self) -> Sequence[Term]:
        """All its words; those alone that the other thing does not have, where they are figures: version 1.2."""
        return self._telling if all(term.is_figure for term in self._telling) else self._words

    @cached_property
    def _telling(self) -> list[Term]:
        """Its words that the other thing does not have, where that has others, too."""
        opposite = {term.word for term in content_terms(self._opposite)}
        own = {term.word for term in self._words}
        telling = [term for term in self._words if term.word not in fold(self._opposite)]
        return telling if opposite - own else []


def _under_heading(best: Evidence, about: Sequence[Evidence]) -> list[Evidence]:
    """The sentences under the heading of the best one, in reading order, if they are short together; else that one alone."""
    places = {e.place: e for e in about if e.passage.chunk.id == best.passage.chunk.id}
    under = sorted(places.values(), key=lambda e: e.start)
    return under if sum(len(e.text) for e in under) <= _LONGEST_SIDE else [best]


def _contrasts(evidence: Evidence, one: _Thing, other: _Thing) -> bool:
    """Whether a sentence names both things and sets one against the other."""
    text = evidence.text
    names_both = one.is_in(text) and other.is_in(text)
    return names_both and bool(_CONTRASTS.search(text)) and not _SHARED.search(text)


def _bare(name: str) -> str:
    """A thing as it is looked for in a text: folded, without an article."""
    return _ARTICLE.sub("", fold(name)).strip()
