"""Chinese abbreviations: a question that says 通胀率 or 志服队 as texts say it that have 通货膨胀率 or 志愿服务队, and the reverse.

The dictionary knows pairs. What it does not know is looked for by how abbreviations are formed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from index.text import HAN_RUN, Span, fold_in_place
from index.vocabulary import Dictionary
from index.words import (
    LONGEST_FORM,
    SHORTEST_FORM,
    abbreviates,
    cut_known_words,
    name_parts,
    short_forms,
    zipf_frequency,
)

# Those of some tokens that the index has.
Held = Callable[[Sequence[str]], Collection[str]]

# Most words of a run of the question that are looked at, and most that are one name. Set by hand.
_MOST_WORDS, _MOST_NAME_WORDS = 24, 5
# As common a word, on the Zipf scale, is no part of an abbreviation that the dictionary lacks. Set by hand: 飞机 has 5.2, 高铁 4.2.
_COMMON = 5.0
# The least weight of an English word that tells what a Chinese one means. Set by hand.
_LEAST_WEIGHT = 0.15
# Characters that are words by themselves. No abbreviation begins or ends so.
_FUNCTION_WORDS = frozenset(
    "是谁的了吗呢么什怎哪几多少在有和与及或不没为要能可请问我你他她它这那个吧啊都也就还由被把对从到向于给用让须应该何每各将已曾"
)
# With one of these after it, a name is that of something else: 星桥, 星桥队.
_NAME_ENDINGS = frozenset("队会社部处局馆院校班组团店厂站区州市县镇村河路桥楼室科系所军")


class _Rewording(NamedTuple):
    """A span of a run of the question, and what the texts say there."""

    start: int
    end: int
    form: str


def write_abbreviations_as_texts(question: str, texts: Sequence[str], dictionary: Dictionary, held: Held) -> str:
    """A question with abbreviations and full forms as the texts write them, or others of the index where these have neither."""
    forms = _Forms(texts, dictionary, held)
    plain = fold_in_place(question)
    written = question
    for run in reversed(list(HAN_RUN.finditer(plain))):
        for start, end, form in reversed(_without_overlaps(forms.rewordings(run.group(), plain))):
            written = written[: run.start() + start] + form + written[run.start() + end :]
    return written


class _Forms:
    """The forms that texts have for the words of a question."""

    def __init__(self, texts: Sequence[str], dictionary: Dictionary, held: Held) -> None:
        self._dictionary = dictionary
        self._held = held
        self._text = fold_in_place("\n".join(texts))
        self._runs = list(dict.fromkeys(HAN_RUN.findall(self._text)))
        self._runs_with = cache(lambda part: [run for run in self._runs if part in run])

    def rewordings(self, run: str, question: str) -> Iterator[_Rewording]:
        """What may be said otherwise in a run of Chinese of a question: first what the dictionary knows, then the longest."""
        words = list(cut_known_words(run))[:_MOST_WORDS]
        parts = name_parts(run)[:_MOST_WORDS]
        in_words = [(_span(words, i, j), words[i:j]) for i, j in _windows(words)]
        in_parts = [(_span(parts, i, j), parts[i:j]) for i, j in _windows(parts)]
        found = (
            *((span, self._known_form(run[slice(*span)])) for span in _with_parts(words)),
            *((span, self._full_form(some)) for span, some in in_words if not _is_named_on(run[span[1] :])),
            *((span, self._short_form(some)) for span, some in in_parts),
        )
        yield from (_Rewording(*span, form) for span, form in found if form and form not in question)

    def _known_form(self, word: str) -> str:
        """The other form of a word that the dictionary knows and the texts have, or the index where they have neither.

        Empty where several may be meant.
        """
        full_forms = self._dictionary.full_forms(word)
        abbreviations = self._dictionary.abbreviations(word)
        forms = [*full_forms, *(short for short in abbreviations if _are_one(self._dictionary.full_forms(short)))]
        there = [form for form in forms if self._has(form)]
        if forms and not there and word not in self._text:
            there = list(filter(self._is_held, forms))
        return _longest(there)

    def _full_form(self, words: Sequence[str]) -> str:
        """What the texts have that an abbreviation may stand for that they lack; empty where that may be several things."""
        short = "".join(words)
        if short in self._text or not self._may_abbreviate(words):
            return ""
        fewest = min(map(self._runs_with, short), key=len)
        found = {full for run in fewest if _has_in_order(short, run) for full in self._full_forms_in(run, short)}
        shortest = min(found, key=len, default="")
        return shortest if all(shortest in full for full in found) else ""

    def _full_forms_in(self, run: str, short: str) -> Iterator[str]:
        parts = name_parts(run)
        for i, j in _windows(parts):
            if abbreviates(short, parts[i:j]) and self._means_the_same(short, parts[i:j]):
                yield "".join(parts[i:j])

    def _short_form(self, words: Sequence[str]) -> str:
        """What the texts have that may stand for words that they lack; empty where that may be several things."""
        if "".join(words) in self._text or any(map(_is_loose, words)):
            return ""
        return _longest([
            short
            for short in short_forms(words, lambda begun: begun in self._text)
            if self._may_abbreviate(list(cut_known_words(short)))
            and self._means_the_same(short, words)
            and self._has(short, alone=True)
        ])  # fmt: skip

    def _may_abbreviate(self, words: Sequence[str]) -> bool:
        """Whether words may be an abbreviation that the dictionary lacks: one alone, or some of which one is a character."""
        short = "".join(words)
        return (
            SHORTEST_FORM <= len(short) <= LONGEST_FORM
            and (len(words) == 1 or any(len(word) == 1 for word in words))
            and not _is_loose(short)
            and not any(len(word) > 1 and zipf_frequency(word, "zh") >= _COMMON for word in words)
            and not self._dictionary.full_forms(short)
        )

    def _means_the_same(self, short: str, words: Sequence[str]) -> bool:
        """Whether each word shares a meaning with an abbreviation, where the dictionary knows what that means."""
        meanings = self._meanings(short)
        return not meanings or all(meanings & self._meanings(word) for word in words if len(word) > 1)

    def _meanings(self, word: str) -> set[str]:
        return {token for token, weight in self._dictionary.english(word).items() if weight >= _LEAST_WEIGHT}

    def _has(self, form: str, *, alone: bool = False) -> bool:
        """Whether the texts have a form as whole words: 人大, but not in 个人大约. ``alone``: not in the name of something else."""
        return any(
            not (alone and _is_named_on(run[end:]))
            for run in self._runs_with(form)
            for start, end in _with_parts(list(cut_known_words(run)))
            if run[start:end] == form
        )

    def _is_held(self, form: str) -> bool:
        """Whether the index holds all pairs of neighbouring characters of a form. Words that it is part of may be cut otherwise."""
        pairs = [form[i : i + 2] for i in range(len(form) - 1)]
        return set(pairs).issubset(self._held(pairs))


def _windows(words: Sequence[str]) -> list[Span]:
    """The places of up to five neighbouring words, the most first."""
    count = len(words)
    return [(i, i + size) for size in range(min(count, _MOST_NAME_WORDS), 0, -1) for i in range(count - size + 1)]


def _span(words: Sequence[str], i: int, j: int) -> Span:
    """The span of neighbouring words, in characters."""
    start = sum(map(len, words[:i]))
    return start, start + sum(map(len, words[i:j]))


def _with_parts(words: Sequence[str]) -> list[Span]:
    """The spans of neighbouring words, and of beginnings and ends of words: 流感 of 流感疫苗, 人大 of 市人大; the longest first."""
    found = {_span(words, i, j) for i, j in _windows(words)}
    for i, word in enumerate(words):
        start, end = _span(words, i, i + 1)
        for size in range(SHORTEST_FORM, len(word)):
            found |= {(start, start + size), (end - size, end)}
    return sorted(found, key=lambda span: (span[0] - span[1], span))


def _is_named_on(rest: str) -> bool:
    """Whether what stands after a name makes it part of the name of something else."""
    return rest[:1] in _NAME_ENDINGS


def _has_in_order(short: str, run: str) -> bool:
    place = -1
    return all((place := run.find(character, place + 1)) >= 0 for character in short)


def _is_loose(word: str) -> bool:
    return word[0] in _FUNCTION_WORDS or word[-1] in _FUNCTION_WORDS


def _are_one(full_forms: Collection[str]) -> bool:
    """Whether full forms of one abbreviation end alike. 人民代表大会 and 人民大学 do not: 人大 may be either."""
    return len({full[-2:] for full in full_forms}) == 1


def _longest(forms: Collection[str]) -> str:
    """The longest of some forms; empty where another is no part of it."""
    longest = max(forms, key=len, default="")
    return longest if all(form in longest for form in forms) else ""


def _without_overlaps(rewordings: Iterable[_Rewording]) -> list[_Rewording]:
    """The first of those that overlap, in the order of their places."""
    kept: list[_Rewording] = []
    for rewording in rewordings:
        if all(rewording.end <= other.start or other.end <= rewording.start for other in kept):
            kept.append(rewording)
    return sorted(kept)
