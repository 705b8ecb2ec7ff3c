"""A text prepared to be searched for names: its Latin words, its Chinese, and the sounds of both."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import regex

from index.names.phonetics import pinyin
from index.names.transliteration import (
    SoundIndex,
    is_transliteration_character,
    looks_transliterated,
    transliterated_runs,
)
from index.names.word_forms import are_word_forms
from index.text import HAN_RUN, POSSESSIVE, Span, fold, fold_in_place, lazy_pattern
from index.vocabulary import name_tokens
from index.words import SURNAMES, cut_for_search

NOT_ALPHANUMERIC = lazy_pattern(r"[^\p{L}\p{N}]+")
# Most characters between one word of a name in Latin letters and the next. Set by hand.
LATIN_GAP = 15

_WORD = lazy_pattern(r"\p{Latin}[\p{Latin}\p{M}\d]*(?:[.'’&-][\p{Latin}\p{M}\d]+)*\.?")
_WORD_END = lazy_pattern(rf"{POSSESSIVE.pattern}|\.$")
_CAPITALISED = lazy_pattern(r"\p{Lu}[\p{Latin}\p{M}]+(?:-\p{Latin}[\p{Latin}\p{M}]*)*")
_CAPITALISED_WORDS = lazy_pattern(
    r"(?<!\p{Lu}[\p{L}\p{M}'’-]*?)\p{Lu}[\p{L}\p{M}'’-]*+(?:(?: (?:of|the|and|for|on|de|&)){0,2} \p{Lu}[\p{L}\p{M}'’-]*+)+"
)
_ACRONYM = lazy_pattern(r"(?<![\p{L}\d])(?:\p{Lu}\.?){2,}(?!\p{Ll})")
# Most words whose initials make an acronym, and most characters of a transliteration. Set by hand.
_MOST_INITIALS, _LONGEST_TRANSLITERATION = 8, 8
# Most Latin words, and most characters, of a person's name. Set by hand.
_MOST_NAME_WORDS, _MOST_NAME_CHARACTERS = 4, 4


class SearchableText:
    """A text prepared to be searched for names. Each view of it is made when it is first needed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.folded = fold_in_place(text).lower()

    @cached_property
    def alphanumeric(self) -> str:
        """Its letters and digits, folded, without anything between them."""
        return NOT_ALPHANUMERIC.sub("", self.folded)

    @cached_property
    def _latin_words(self) -> list[tuple[Span, str, tuple[str, ...]]]:
        """Its words in Latin letters: span, folded word, search tokens."""
        return [
            (word.span(), fold(_WORD_END.sub("", word.group())), name_tokens(word.group()))
            for word in _WORD.finditer(self._text)
        ]

    @cached_property
    def latin_tokens(self) -> frozenset[str]:
        """The search tokens of its words in Latin letters."""
        return frozenset(token for _, _, tokens in self._latin_words for token in tokens)

    def latin_spans(self, word: str, tokens: Sequence[str]) -> set[Span]:
        """The spans of a Latin word and of its forms; of a single letter, the words that have it as an initial."""
        if len(word) == 1:
            return {span for span, other, _ in self._latin_words if other[:1] == word and self._text[span[0]].isupper()}
        return {
            span for span, other, own in self._latin_words if set(tokens) <= set(own) or are_word_forms(word, other)
        }

    def chinese_spans(self, run: str) -> set[Span]:
        """The spans of a run of Chinese characters."""
        return {match.span() for match in regex.finditer(regex.escape(run), self.folded)}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its acronyms, in lower case without dots."""
        return frozenset(match.replace(".", "").lower() for match in _ACRONYM.findall(self._text))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of its names of several words, with and without the words in lower case."""
        found = set()
        for match in _CAPITALISED_WORDS.finditer(self._text):
            words = match.group().split()
            for i in range(len(words)):
                for j in range(i + 2, min(i + _MOST_INITIALS, len(words)) + 1):
                    found.add("".join(word[0] for word in words[i:j]).lower())
                    found.add("".join(word[0] for word in words[i:j] if word[0].isupper()).lower())
        return frozenset(found)

    @cached_property
    def latin_names(self) -> SoundIndex:
        """Its capitalised words, alone and up to four joined, to be compared by sound."""
        words = [fold(word) for word in _CAPITALISED.findall(self._text)]
        sizes = range(1, _MOST_NAME_WORDS + 1)
        return SoundIndex(tuple("".join(words[i : i + n]) for n in sizes for i in range(len(words) - n + 1)))

    @cached_property
    def chinese_words(self) -> frozenset[str]:
        """Its Chinese words, and the shorter words within them."""
        return frozenset(word for run in HAN_RUN.findall(self.folded) for word in cut_for_search(run))

    @cached_property
    def transliterations(self) -> tuple[str, ...]:
        """Its stretches of Chinese that may be transliterated names, longest first."""
        runs = {*transliterated_runs(self.folded), *filter(looks_transliterated, self.chinese_words)}
        parts = {run[i:j] for run in runs for i in range(len(run)) for j in range(i + 2, len(run) + 1)}
        for run in HAN_RUN.findall(self.folded):
            is_typical = list(map(is_transliteration_character, run))
            parts |= {
                run[i:j]
                for i in range(len(run))
                for j in range(i + 3, min(i + _LONGEST_TRANSLITERATION, len(run)) + 1)
                if is_typical[i] and is_typical[j - 1] and looks_transliterated(run[i:j])
            }
        return tuple(sorted(parts, key=len, reverse=True))

    @cached_property
    def surname_runs(self) -> frozenset[str]:
        """Its stretches of two to four characters that begin with a surname, and so may be a person's name."""
        sizes = range(2, _MOST_NAME_CHARACTERS + 1)
        runs = HAN_RUN.findall(self.folded)
        return frozenset(run[i : i + n] for run in runs for i, c in enumerate(run) if c in SURNAMES for n in sizes)

    @cached_property
    def runs_by_pinyin(self) -> dict[str, set[str]]:
        """Its stretches of two to four characters, and surnames alone, by their pinyin."""
        found: dict[str, set[str]] = defaultdict(set)
        for run in HAN_RUN.findall(self.folded):
            syllables = pinyin(run)
            for i, character in enumerate(run):
                for n in range(1 if character in SURNAMES else 2, min(_MOST_NAME_CHARACTERS, len(run) - i) + 1):
                    found["".join(syllables[i : i + n])].add(run[i : i + n])
        return dict(found)


def are_near_each_other(spans: Sequence[set[Span]], gap: int) -> bool:
    """Whether there is a span for each word of a name, at most ``gap`` characters from that of the word before.

    ``spans`` holds the possible spans of each word. A span of one or two characters does not count for two words.
    """
    reached = spans[0]
    for following in spans[1:]:
        reached = {span for span in following if any(_are_near(before, span, gap) for before in reached)}
    return bool(reached)


def _are_near(one: Span, other: Span, gap: int) -> bool:
    is_apart = one[1] <= other[0] or other[1] <= one[0]
    return max(other[0] - one[1], one[0] - other[1]) <= gap and (is_apart or other[1] - other[0] > 2)
