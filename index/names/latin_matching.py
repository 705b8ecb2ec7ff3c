"""Whether a name in Latin letters stands in a text of either script."""

from collections.abc import Iterator, Sequence

import regex

from index.figures import read_figures
from index.names.aliases import Aliases
from index.names.phonetics import is_pinyin, letters_of
from index.names.recognition import TITLES
from index.names.searchable_text import LATIN_GAP, NameText, near_each_other
from index.names.transliteration import SoundIndex
from index.text import Span, fold
from index.vocabulary import Dictionary, Gazetteer, name_tokens

# How sure a name must be of what it may sound like, an ordinary word that is one, and a whole name among all there may be.
_ALIKE, _ORDINARY_ALIKE, _SURELY_ALIKE = 0.15, 0.7, 0.9
# How sure a translation must be of a name of one word, of a word that is a name, and of an ordinary word in a name.
_SURER, _SURE, _LIKELY = 0.7, 0.4, 0.15
# Letters and digits that are one name: JADES-GS-z13-0, A380.
_CODE = regex.compile(r"^(?=.*\p{Lu}).*\p{L}-?\d.*\d|^\p{Lu}+-?\d+\p{L}?$")
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
# How many characters may stand between one word of a name and the next in Chinese.
_HAN_GAP = 8


class LatinNames:
    """Looks for names in Latin letters."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer, aliases: Aliases) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._aliases = aliases

    def stand_in(self, name: str, text: NameText) -> bool:
        """Whether a name stands in a text; titles may be left out, and what is told before them may stand apart."""
        if self._is_somebody_of(name, text):
            return True
        parts: list[list[str]] = [[]]
        for word in map(_bare, regex.split(r"[\s/]+", name)):
            if word.lower() in TITLES:
                parts.append([])
            elif _CODE.search(word):
                compact = _NOT_LETTERS.sub("", word).lower()
                is_there = compact in text.compact or compact.removesuffix("s") in text.compact
                if not is_there and not self._has_other_name(name_tokens(word), text):
                    return False
            elif name_tokens(word) and not read_figures(word):  # a figure is checked as such
                parts[-1].append(word)
        return all(self._stands(words, text) for words in parts if words)

    def _is_somebody_of(self, name: str, text: NameText) -> bool:
        """Whether somebody and what they belong to both stand in a text, however far apart: Yu Chengdong of Huawei."""
        somebody, _, body = name.partition(" of ")
        is_person = len(somebody.split()) > 1 and not all(map(self._gazetteer.is_english_word, name_tokens(somebody)))
        return bool(body) and is_person and self.stand_in(somebody, text) and self.stand_in(body, text)

    def _stands(self, words: Sequence[str], text: NameText) -> bool:
        company = tuple(dict.fromkeys(token for word in words for token in name_tokens(word)))
        letters = list(map(letters_of, words))
        if "".join(letters) in text.spelt or "".join(reversed(letters)) in text.spelt:
            return True
        if _is_abbreviated(words, text) or self._has_other_name(company, text):
            return True
        if self._is_only_whole(company, text):
            return False
        return self._is_composed(words, company, text) or _is_heard_whole("".join(letters), text)

    def _has_other_name(self, company: Sequence[str], text: NameText) -> bool:
        """Whether what is called so goes by another name in the text: the UK, the United Kingdom."""
        named = self._named(company)
        if len(company) == 1:
            likely = self._dictionary.chinese(company)[company[0]]
            named |= {word for word, weight in likely.items() if weight >= _SURER and self._gazetteer.is_name(word)}
        named |= {other for word in named for other in self._aliases.others(word)}
        return any(self._aliases.is_called(word, text) or any(self._aliases.written(word, text)) for word in named)

    def _named(self, company: Sequence[str]) -> set[str]:
        """The Chinese names of what is called so in English."""
        known = (pair for token in company[:1] for pair in self._gazetteer.chinese_names(token))
        return {word for word, name in known if set(name) == set(company)}

    def _is_only_whole(self, company: Sequence[str], text: NameText) -> bool:
        """Whether a name of ordinary words is known as a whole, so that its words alone are not it: the United Nations."""
        is_ordinary = len(company) > 1 and all(map(self._gazetteer.is_english_word, company))
        return is_ordinary and not text.tokens.issuperset(company) and bool(self._named(company))

    def _is_composed(self, words: Sequence[str], company: Sequence[str], text: NameText) -> bool:
        """Whether every word of a name stands in a text, near the one before; a country before it may stand anywhere."""
        places: list[set[Span]] = []
        gap = _HAN_GAP
        for i, word in enumerate(words):
            found = text.places(fold(word), name_tokens(word))
            gap = LATIN_GAP if found else gap
            found = found or {span for run in self._in_chinese(word, company, text) for span in text.spans(run)}
            if not found:
                return False
            if i or not self._is_told_of(words, company):
                places.append(found)
        return near_each_other(places, gap)

    def _is_told_of(self, words: Sequence[str], company: Sequence[str]) -> bool:
        """Whether the first word is not part of the name, but tells whose it is: the Bulgarian Kostova."""
        is_more = len(words) > 2 or (len(words) == 2 and not self._gazetteer.is_english_word(company[-1]))
        return is_more and self._gazetteer.is_english_name(company[0])

    def _in_chinese(self, word: str, company: Sequence[str], text: NameText) -> set[str]:
        """What a word of a name may stand as in the Chinese of a text."""
        for token in name_tokens(word):
            if translated := set(self._translations(token, company, text)):
                return translated
        return self._heard_as(fold(word), text)

    def _translations(self, token: str, company: Sequence[str], text: NameText) -> Iterator[str]:
        for word, name in self._gazetteer.chinese_names(token):
            if set(name) <= set(company):
                yield from self._aliases.written(word, text)
        is_ordinary = len(company) > 1 and self._gazetteer.is_english_word(token)
        least = _LIKELY if is_ordinary else _SURE
        for word, weight in self._dictionary.chinese(company)[token].items():
            if weight >= least and word in text.plain and (is_ordinary or token in self._dictionary.english(word)):
                yield word
        yield from (word for word in text.han_words if self._dictionary.english(word).get(token, 0.0) >= _SURE)

    def _heard_as(self, plain: str, text: NameText) -> set[str]:
        letters = letters_of(plain)
        is_ordinary = any(map(self._gazetteer.is_english_word, name_tokens(plain)))
        heard = _heard(letters, text, least=_ORDINARY_ALIKE if is_ordinary else _ALIKE)
        return text.spelt.get(letters, set()) | heard


def _is_heard_whole(letters: str, text: NameText) -> bool:
    """Whether a name as a whole is heard in the Chinese of a text, a person's however it is romanised."""
    if _heard(letters, text, least=_ORDINARY_ALIKE):
        return True
    asked = SoundIndex([letters])
    # Who is spelt in pinyin is spelt exactly: Ma Jianjun is not 马建国.
    return not is_pinyin(letters) and any(asked.nearest(name, least=_SURELY_ALIKE) for name in text.surnamed)


def _heard(letters: str, text: NameText, *, least: float) -> set[str]:
    """The Chinese in a text that letters may be the sound of."""
    if len(letters) < 3:
        return set()
    asked = SoundIndex([letters, letters.removesuffix("s")])
    return {run for run in text.heard if asked.nearest(run, least=least)}


def _is_abbreviated(words: Sequence[str], text: NameText) -> bool:
    """Whether the initials in the text stand for the name, or the name for the initials of one in the text."""
    if len(words) == 1:
        plain = words[0].replace(".", "")
        return plain.isupper() and len(plain) > 1 and plain.lower() in text.initials
    return "".join(word[0] for word in words).lower() in text.acronyms


def _bare(word: str) -> str:
    return regex.sub(
        r"['’]s?$|[.,]$|-(?:based|born|backed|listed|owned|led|made|trained|style|era|speaking|built|bound)$", "", word
    )
