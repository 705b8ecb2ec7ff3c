"""Whether a name stands in a text of either script: as it is spelt, by dictionary, by sound, in full or abbreviated."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import jieba
import regex

from index.dictionary import Dictionary
from index.figures import figures
from index.gazetteer import Gazetteer, name_tokens
from index.kin import is_kin
from index.language import Span, evened, fold
from index.mentions import COUNTRIES, TITLES, Mentions
from index.name_text import NameText
from index.phonetics import letters_of
from index.sound import SoundIndex, looks_transliterated

_HAN = regex.compile(r"\p{Han}")
_DOTS = regex.compile(r"[·•・‧∙]")
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
# How sure a name must be of another by its sound: there are few to choose from in one text, so less will do than in an
# index. One that the gazetteer knows by other names must be surer, and one that is Chinese itself is spelt in pinyin.
_ALIKE, _ALIKE_THOUGH_KNOWN, _IN_PINYIN = 0.15, 0.7, 0.8
# How sure a translation must be of a name, and of an ordinary word that is part of one.
_SURER, _SURE, _LIKELY = 0.7, 0.4, 0.15
# How many characters from each other the words of a name may stand, for each of them.
_REACH = 6
# What a place or its people may be called with or without.
_OF_A_PLACE = "省市县州区镇村岛河江山湖湾港旗人队军语族城"
_MOST_NAMES = 3
_MOST_READ = 256


class NameMatcher:
    """Finds the names in a text and tells whether a name stands in another. Safe to use from one thread at a time."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._mentions = Mentions(dictionary, gazetteer)
        self._text = lru_cache(maxsize=_MOST_READ)(NameText)

    def mentions(self, text: str) -> list[Span]:
        """The places of the names in a text, in reading order."""
        return self._mentions.spans(text)

    def stands_in(self, name: str, text: str) -> bool:
        """Whether a name stands in a text, whatever the script, spelling or case, in full or abbreviated."""
        read = self._text(text)
        plain = regex.sub(r"[《》]", "", evened(name))
        if _NOT_LETTERS.sub("", plain) in read.compact and (_HAN.search(plain) or regex.search(r"\d", plain)):
            return True
        if _HAN.search(plain):
            return self._chinese_stands(plain, read) or (name.startswith("《") and self._title_stands(plain, read))
        return self._latin_stands(name, read)

    def _latin_stands(self, name: str, read: NameText) -> bool:
        words = [_bare(word) for word in regex.split(r"[\s/]+", name) if name_tokens(word) and not figures(word)]
        words = [word for word in words if word.lower() not in TITLES] or words
        company = tuple(dict.fromkeys(token for word in words for token in name_tokens(word)))
        letters = list(map(letters_of, words))
        if "".join(letters) in read.spelt or "".join(reversed(letters)) in read.spelt:
            return True
        if self._is_abbreviated(words, read) or self._has_other_name(company, read):
            return True
        return self._is_composed(words, company, read)

    def _is_composed(self, words: Sequence[str], company: Sequence[str], read: NameText) -> bool:
        """Whether every word of a name stands in a text, those in Chinese near each other.

        Not enough for a name of ordinary words that the gazetteer knows as a whole: the nations of the United Nations.
        """
        if (
            len(company) > 1
            and all(map(self._gazetteer.is_word, company))
            and not read.tokens.issuperset(company)
            and self._named(company)
        ):
            return False
        places: list[set[Span]] = []
        for word in words:
            stands_as = self._stands_as(word, company, read)
            if stands_as is None:
                return False
            if stands_as:
                places.append({match.span() for found in stands_as for match in regex.finditer(found, read.plain)})
        return not places or any(_stand_by(span, places[1:], _REACH * len(words)) for span in places[0])

    def _stands_as(self, word: str, company: Sequence[str], read: NameText) -> set[str] | None:
        """The Chinese words in a text that a word stands as; none if it stands in Latin letters, None if not at all."""
        plain, found = fold(word), name_tokens(word)
        if read.tokens.issuperset(found) or any(is_kin(plain, other) for other in read.words):
            return set()
        for token in found:
            if stands_as := set(self._translations(token, company, read)):
                return stands_as
        return self._heard_as(plain, read) or None

    def _translations(self, token: str, company: Sequence[str], read: NameText) -> Iterator[str]:
        """The Chinese words in a text that one word of a name may be translated by."""
        for word, name in self._gazetteer.chinese(token):
            if set(name) <= set(company):
                yield from self._found(word, read)
        is_ordinary = len(company) > 1 and self._gazetteer.is_word(token)
        least = _LIKELY if is_ordinary else _SURE
        for word, weight in self._dictionary.chinese(company)[token].items():
            if weight >= least and word in read.plain and (is_ordinary or token in self._dictionary.english(word)):
                yield word
        yield from (word for word in read.han_words if self._dictionary.english(word).get(token, 0.0) >= _SURE)

    def _heard_as(self, plain: str, read: NameText) -> set[str]:
        """The Chinese in a text that a word sounds like; an ordinary one must be surer."""
        letters = letters_of(plain)
        found = read.spelt.get(letters, set())
        if len(letters) > 2:
            asked = SoundIndex([plain, plain.removesuffix("s")])
            least = _ALIKE_THOUGH_KNOWN if self._gazetteer.is_word(next(iter(name_tokens(plain)), "")) else _ALIKE
            found = found | {run for run in read.heard if asked.nearest(run, least=least)}
        return found

    @staticmethod
    def _is_abbreviated(words: Sequence[str], read: NameText) -> bool:
        """Whether the initials in the text stand for the name, or the name for the initials of one in the text."""
        if len(words) == 1:
            plain = words[0].replace(".", "")
            return plain.isupper() and len(plain) > 1 and plain.lower() in read.initials
        return "".join(word[0] for word in words).lower() in read.acronyms

    def _has_other_name(self, company: Sequence[str], read: NameText) -> bool:
        """Whether what is called so goes by another name in the text: the UK, the United Kingdom."""
        named = self._named(company)
        if len(company) == 1:
            likely = self._dictionary.chinese(company)[company[0]]
            named |= {word for word, weight in likely.items() if weight >= _SURER and self._gazetteer.is_name(word)}
        return any(self._is_called_there(word, read) or any(self._found(word, read)) for word in named)

    def _named(self, company: Sequence[str]) -> set[str]:
        """The Chinese names of what is called so in English."""
        return {
            word for token in company[:1] for word, name in self._gazetteer.chinese(token) if set(name) == set(company)
        }

    def _found(self, word: str, read: NameText) -> Iterator[str]:
        """A Chinese name, or what is short for it, where a text has it; a single character only as part of a name."""
        if len(word) > 1:
            if word in read.plain:
                yield word
            for short in self._gazetteer.shorts(word):
                if len(short) == 1:
                    yield from self._found(short, read)
        elif match := regex.search(rf"{word}[{COUNTRIES}方军媒企商籍裔油]|[{COUNTRIES}]{word}", read.plain):
            yield match.group()

    def _is_called_there(self, word: str, read: NameText) -> bool:
        """Whether one of the English names of a Chinese one stands in a text."""
        for called in self._gazetteer.english(word):
            if all(token in read.tokens or any(is_kin(token, other) for other in read.words) for token in called):
                return True
            if len(called) > 1 and "".join(token[0] for token in called) in read.acronyms:
                return True
        return False

    def _chinese_stands(self, name: str, read: NameText) -> bool:
        parts = [part for part in _DOTS.split(name) if part]
        if len(parts) > 1:
            joined = "".join(parts)[:12]
            return all(self._chinese_stands(part, read) for part in parts) or self._sounds_like(
                joined, _ALIKE_THOUGH_KNOWN, read
            )
        if (
            name in read.plain
            or self._is_called_there(name, read)
            or any(any(self._found(word, read)) for word in self._others(name))
        ):
            return True
        if any(self._is_called_there(whole, read) for whole in self._gazetteer.wholes(name)):
            return True
        for token, weight in self._dictionary.english(name).items():
            if (
                weight >= _SURE
                and token in read.tokens
                and self._dictionary.chinese([token])[token].get(name, 0.0) >= _LIKELY
            ):
                return True
        is_known = bool(self._gazetteer.english(name))
        least = _IN_PINYIN if not looks_transliterated(name) else _ALIKE_THOUGH_KNOWN if is_known else _ALIKE
        return (len(name) > 1 and self._sounds_like(name, least, read)) or self._parts_stand(name, read)

    def _others(self, name: str) -> Iterable[str]:
        """Other Chinese names of the same: what it is short for, and what is called the same in English."""
        yield from self._gazetteer.wholes(name)
        yield from self._gazetteer.shorts(name)
        for called in self._gazetteer.english(name):
            same = {word for word, other in self._gazetteer.chinese(called[0]) if other == called}
            if len(same) <= _MOST_NAMES:  # many are called Lee
                yield from same

    @staticmethod
    def _sounds_like(name: str, least: float, read: NameText) -> bool:
        return bool(read.latin_names.nearest(name, least=least))

    def _parts_stand(self, name: str, read: NameText) -> bool:
        """Whether all that a name is put together of stands in a text."""
        if regex.fullmatch(rf"[{COUNTRIES}]{{2,3}}", name):
            return all(self._chinese_stands(part, read) for part in name)
        if len(name) > 2 and name[-1] in _OF_A_PLACE and self._chinese_stands(name[:-1], read):
            return True
        words = [name[0], name[1:]] if name[0] in "东南西北中" and len(name) > 2 else list(jieba.cut(name, HMM=False))
        return len(words) > 1 and all(self._part_stands(word, read) for word in words)

    def _part_stands(self, word: str, read: NameText) -> bool:
        if word in read.plain or (
            len(word) > 1 and not self._gazetteer.is_ordinary(word) and self._chinese_stands(word, read)
        ):
            return True
        return any(
            weight >= _LIKELY and token in read.tokens for token, weight in self._dictionary.english(word).items()
        )

    def _title_stands(self, title: str, read: NameText) -> bool:
        """Whether most of the words of a work's title stand in a text: titles are seldom translated word for word."""
        words = [word for word in jieba.cut(title) if len(word) > 1 and _HAN.search(word)]
        return bool(words) and sum(self._part_stands(word, read) for word in words) * 2 >= len(words)


def _bare(word: str) -> str:
    return regex.sub(r"['’]s?$|[.,]$", "", word)


def _stand_by(first: Span, others: Sequence[set[Span]], reach: int, taken: tuple[Span, ...] = ()) -> bool:
    """Whether a place can be taken from each of the others, within reach of the first; a short word counts once."""
    if not others:
        return True
    taken = (*taken, first)
    near = (
        (start, end)
        for start, end in others[0]
        if abs(start - taken[0][0]) <= reach and (end - start > 2 or all(end <= a or b <= start for a, b in taken))
    )
    return any(_stand_by(span, others[1:], reach, taken) for span in near)
