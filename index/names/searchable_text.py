"""A text as it is searched for names: its words in Latin letters, its Chinese, and how either sounds."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import jieba
import regex

from index.names.characters import SURNAMES
from index.names.phonetics import pinyin
from index.names.transliteration import SoundIndex, looks_transliterated, transliterated_runs
from index.names.word_forms import is_kin
from index.text import HAN_RUN, Span, fold, fold_in_place
from index.vocabulary import name_tokens

_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\d]*(?:[.'’&-][\p{Latin}\p{M}\d]+)*\.?")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{Latin}\p{M}]+(?:-\p{Latin}[\p{Latin}\p{M}]*)*")
_IN_WORDS = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*(?:(?: (?:of|the|and|for|on|de|&)){0,2} \p{Lu}[\p{L}\p{M}'’-]*)+")
_ACRONYM = regex.compile(r"(?<![\p{L}\d])(?:\p{Lu}\.?){2,}(?!\p{Ll})")
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_LONGEST = 8
_SEVERAL = 4
# How many characters may stand between one word of a name in Latin letters and the next.
LATIN_GAP = 15


class NameText:
    """A text ready to be searched for names."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.plain = fold_in_place(text).lower()

    @cached_property
    def compact(self) -> str:
        """Its letters and digits alone."""
        return _NOT_LETTERS.sub("", self.plain)

    @cached_property
    def _latin(self) -> list[tuple[Span, str, tuple[str, ...]]]:
        """Its words in Latin letters: where they stand, as they are spelt, as search tokens."""
        return [
            (word.span(), fold(regex.sub(r"['’]s?$|\.$", "", word.group())), name_tokens(word.group()))
            for word in _WORD.finditer(self._text)
        ]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Its words in Latin letters as search tokens."""
        return frozenset(token for _, _, tokens in self._latin for token in tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        """The same as they are spelt."""
        return frozenset(word for _, word, _ in self._latin)

    def places(self, word: str, tokens: Sequence[str]) -> set[Span]:
        """Where a word in Latin letters stands, or one that is a form of it, or that it is the initial of."""
        if len(word) == 1:
            return {span for span, other, _ in self._latin if other[:1] == word and self._text[span[0]].isupper()}
        return {span for span, other, own in self._latin if set(tokens) <= set(own) or is_kin(word, other)}

    def spans(self, run: str) -> set[Span]:
        """Where a run of Chinese stands."""
        return {match.span() for match in regex.finditer(regex.escape(run), self.plain)}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its acronyms."""
        return frozenset(match.replace(".", "").lower() for match in _ACRONYM.findall(self._text))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of its names in several words."""
        found = set()
        for match in _IN_WORDS.finditer(self._text):
            words = match.group().split()
            for i in range(len(words)):
                for j in range(i + 2, min(i + _LONGEST, len(words)) + 1):
                    found.add("".join(word[0] for word in words[i:j]).lower())
                    found.add("".join(word[0] for word in words[i:j] if word[0].isupper()).lower())
        return frozenset(found)

    @cached_property
    def latin_names(self) -> SoundIndex:
        """Its capitalised words, alone and up to four together, to be compared by sound."""
        words = [fold(word) for word in _CAPITALISED.findall(self._text)]
        joined = ("".join(words[i : i + n]) for n in range(1, _SEVERAL + 1) for i in range(len(words) - n + 1))
        return SoundIndex(tuple(joined))

    @cached_property
    def han_words(self) -> frozenset[str]:
        """Its Chinese words, and the shorter ones within them."""
        return frozenset(word for run in HAN_RUN.findall(self.plain) for word in jieba.cut_for_search(run))

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """What of its Chinese may be a foreign name: stretches that go from one to another such character."""
        runs = {*transliterated_runs(self.plain), *filter(looks_transliterated, self.han_words)}
        parts = {run[i:j] for run in runs for i in range(len(run)) for j in range(i + 2, len(run) + 1)}
        for run in HAN_RUN.findall(self.plain):
            is_open = [looks_transliterated(character * 2) for character in run]
            parts |= {
                run[i:j]
                for i in range(len(run))
                for j in range(i + 3, min(i + _LONGEST, len(run)) + 1)
                if is_open[i] and is_open[j - 1] and looks_transliterated(run[i:j])
            }
        return tuple(sorted(parts, key=len, reverse=True))

    @cached_property
    def surnamed(self) -> frozenset[str]:
        """What of its Chinese may be the name of a person with a surname, in full."""
        runs = HAN_RUN.findall(self.plain)
        return frozenset(run[i : i + n] for run in runs for i, c in enumerate(run) if c in SURNAMES for n in (2, 3, 4))

    @cached_property
    def spelt(self) -> dict[str, set[str]]:
        """Two to four characters at a time, and surnames, by how Chinese names are spelt in Latin letters."""
        found: dict[str, set[str]] = defaultdict(set)
        for run in HAN_RUN.findall(self.plain):
            syllables = pinyin(run)
            for i, character in enumerate(run):
                for n in range(1 if character in SURNAMES else 2, min(_SEVERAL, len(run) - i) + 1):
                    found["".join(syllables[i : i + n])].add(run[i : i + n])
        return dict(found)


def near_each_other(places: Sequence[set[Span]], gap: int) -> bool:
    """Whether one of each lot of places is near one of the lot before; a short word does not stand for two."""
    reached = places[0]
    for lot in places[1:]:
        reached = {span for span in lot if any(_are_near(before, span, gap) for before in reached)}
    return bool(reached)


def _are_near(one: Span, other: Span, gap: int) -> bool:
    is_apart = one[1] <= other[0] or other[1] <= one[0]
    return max(other[0] - one[1], one[0] - other[1]) <= gap and (is_apart or other[1] - other[0] > 2)
