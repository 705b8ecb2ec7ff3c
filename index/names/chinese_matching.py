"""Whether a Chinese name stands in a text of either script."""

import jieba
import regex

from index.names.aliases import Aliases
from index.names.characters import COUNTRIES, SURNAMES
from index.names.phonetics import is_pinyin, pinyin, pinyin_spellings
from index.names.searchable_text import NameText, near_each_other
from index.names.transliteration import looks_transliterated
from index.text import HAN
from index.vocabulary import Dictionary, Gazetteer

# How sure a name must be of what it may sound like. One that is known by other names must be surer; one that is not
# written like a foreign one is spelt in pinyin or not at all.
_ALIKE, _ALIKE_THOUGH_KNOWN, _IN_PINYIN = 0.15, 0.7, 0.8
# How sure a translation must be, one way and back, and of a word that is part of a name.
_SURE, _LIKELY = 0.4, 0.15
# What a place or its people may be called with or without.
_OF_A_PLACE = "省市县郡州区镇村岛河江山湖湾港滩旗人队军语族城号站街路"
_LONGEST_HEARD = 12
_GAP = 6
_DOTS = regex.compile(r"[·•・‧∙]")


class HanNames:
    """Looks for Chinese names."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer, aliases: Aliases) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._aliases = aliases

    def stand_in(self, name: str, text: NameText) -> bool:
        """Whether a name in simplified characters stands in a text; of one in parts, all of them."""
        parts = [part for part in _DOTS.split(name) if part]
        if len(parts) > 1:
            whole = "".join(parts)[:_LONGEST_HEARD]
            return _sounds_there(whole, _ALIKE_THOUGH_KNOWN, text) or all(self.stand_in(part, text) for part in parts)
        return (
            name in text.plain
            or self._has_other_name(name, text)
            or self._is_translated(name, text)
            or self._is_heard(name, text)
            or self._is_composed(name, text)
            or (not text.han_words and self._is_doubtful(name))
        )

    def _is_doubtful(self, name: str) -> bool:
        """Whether a word is taken for a name only because no dictionary has it, so that nobody could translate it."""
        is_written_so = looks_transliterated(name) or name[0] in SURNAMES
        return len(name) == 2 and not (is_written_so or self._gazetteer.english_names(name) or name in jieba.dt.FREQ)

    def _has_other_name(self, name: str, text: NameText) -> bool:
        if any(self._aliases.is_called(word, text) for word in (name, *self._gazetteer.full_forms(name))):
            return True
        return any(any(self._aliases.written(word, text)) for word in self._aliases.others(name))

    def _is_translated(self, name: str, text: NameText) -> bool:
        """Whether a translation of the name stands in the text that translates back to it."""
        parts = {token for called in self._gazetteer.english_names(name) if len(called) > 1 for token in called}
        likely = {token for token, weight in self._dictionary.english(name).items() if weight >= _SURE}
        return any(
            token in text.tokens and self._dictionary.chinese([token])[token].get(name, 0.0) >= _LIKELY
            for token in likely - parts
        )

    def _is_heard(self, name: str, text: NameText) -> bool:
        if not looks_transliterated(name):
            return len(name) > 1 and _is_spelt(name, text)
        return _sounds_there(name, _ALIKE_THOUGH_KNOWN if self._gazetteer.english_names(name) else _ALIKE, text)

    def _is_composed(self, name: str, text: NameText) -> bool:
        """Whether all that a name is put together of stands in a text."""
        if regex.fullmatch(rf"[{COUNTRIES}]{{2,3}}", name):
            return all(self.stand_in(part, text) for part in name)
        if len(name) > 2 and name[-1] in _OF_A_PLACE and self.stand_in(name[:-1], text):
            return True
        if (
            len(name) > 3
            and name.endswith("大学")
            and looks_transliterated(name[:-2])
            and self.stand_in(name[:-2], text)
        ):
            return True
        words = [name[0], name[1:]] if name[0] in "东南西北中" and len(name) > 2 else list(jieba.cut(name, HMM=False))
        if len(words) < 2 or max(map(len, words)) < 2 or not all(self._part_stands(word, text) for word in words):
            return False
        # In the same language they stand together: 越南 here and 航空 there are no 越南航空.
        return not all(word in text.plain for word in words) or near_each_other(list(map(text.spans, words)), _GAP)

    def _part_stands(self, word: str, text: NameText) -> bool:
        if word in text.plain:
            return True
        if len(word) > 1 and not self._gazetteer.is_ordinary(word) and self.stand_in(word, text):
            return True
        if self._gazetteer.is_name(word):
            return False
        likely = (token for token, weight in self._dictionary.english(word).items() if weight >= _LIKELY)
        return any(token in text.tokens for token in likely)

    def title_stands_in(self, title: str, text: NameText) -> bool:
        """Whether most of the words of a work's title stand in a text: titles are seldom translated word for word."""
        words = [word for word in jieba.cut(title) if len(word) > 1 and HAN.search(word)]
        return bool(words) and sum(self._part_stands(word, text) for word in words) * 2 >= len(words)


def _is_spelt(name: str, text: NameText) -> bool:
    """Whether a Chinese name stands in a text in Latin letters: in pinyin to the letter, else as it sounds."""
    syllables = pinyin(name)
    spelt = {letters for letters, _ in pinyin_spellings(name)} | {"".join(syllables[1:] + syllables[:1])}
    found = text.latin_names.nearest(name, least=_IN_PINYIN)
    return any(letters in spelt or not is_pinyin(letters) for letters, _ in found)


def _sounds_there(name: str, least: float, text: NameText) -> bool:
    return bool(text.latin_names.nearest(name, least=least))
