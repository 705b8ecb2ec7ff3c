"""Whether a text in either script mentions a Chinese name."""

import regex

from index.names.aliases import Aliases
from index.names.phonetics import is_pinyin, pinyin, pinyin_spellings
from index.names.searchable_text import SearchableText, are_near_each_other
from index.names.transliteration import NAME_DOT, looks_transliterated
from index.names.word_lists import COUNTRY_CHARACTERS
from index.text import HAN
from index.vocabulary import Dictionary, Gazetteer
from index.words import SURNAMES, cut_known_words, cut_words, is_start_of_dictionary_word, tag_chinese

# Least similarity of sound: of a transliteration that the gazetteer does not know, of one that it knows (which has
# English names to go by), of a name with a character that is untypical of transliterations, and of a name in pinyin. Set by
# hand.
_UNKNOWN_SIMILARITY, _KNOWN_SIMILARITY, _UNTYPICAL_SIMILARITY, _PINYIN_SIMILARITY = 0.15, 0.7, 0.95, 0.8
# Words and endings that the segmenter takes for the last or first character of a name: 叶舟得, 姆巴佩以, 比朱尔斯多.
_LOOSE_CHARACTERS = "的了得以因是在为和与比被把将说向从到于等也都就并又还没不多约有"
# Least weight of a translation into English, and of a translation back or of a word within a name. Set by hand.
_TRANSLATION_WEIGHT, _PART_WEIGHT = 0.4, 0.15
# Most characters that are compared by sound, and most between two words of a Chinese name. Set by hand.
_LONGEST_SOUND = 12
_CHINESE_GAP = 6
# Endings that the name of a place, or of its people, may be mentioned without.
_OPTIONAL_ENDINGS = "省市县郡州区镇村岛河江山湖湾港滩旗人队军语族城号站街路"
_DOT = regex.compile(NAME_DOT)
# A name and what somebody does not do.
_NEGATED = regex.compile("(?<=.{2})[不没未].*")


class ChineseNameMatcher:
    """Looks for Chinese names in a text. Names are in simplified characters and lower case."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer, aliases: Aliases) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._aliases = aliases

    def is_mentioned(self, name: str, text: SearchableText) -> bool:
        """Whether a text mentions a name; of a name in parts (``让·莫奈``), all parts or the whole by its sound."""
        parts = [part for part in _DOT.split(name) if part]
        if len(parts) > 1:
            whole = "".join(parts)[:_LONGEST_SOUND]
            return _sounds_like_a_name(whole, _KNOWN_SIMILARITY, text) or all(
                self.is_mentioned(part, text) for part in parts
            )
        return (
            name in text.folded
            or self._has_alias(name, text)
            or self._is_translated(name, text)
            or self._is_transliterated(name, text)
            or self._is_composed(name, text)
            or self._is_cut_wrongly(name, text)
            or (not text.chinese_words and self._is_doubtful(name))
        )

    def _is_doubtful(self, name: str) -> bool:
        """Whether a word counts as a name only because no dictionary has it, so that it cannot be looked for."""
        is_written_so = looks_transliterated(name) or name[0] in SURNAMES
        return len(name) == 2 and not (
            is_written_so or self._gazetteer.english_names(name) or is_start_of_dictionary_word(name)
        )

    def _is_cut_wrongly(self, name: str, text: SearchableText) -> bool:
        """Whether the text mentions the name without what stands beside it: 叶舟得, 比朱尔斯多, 迈特纳不肯, 卡尔聘请."""
        bare = _NEGATED.sub("", name.strip(_LOOSE_CHARACTERS))
        if 2 <= len(bare) < len(name):
            return self.is_mentioned(bare, text)
        first, last = name[:-2], name[-2:]
        is_cut = (
            looks_transliterated(first)
            and [word.flag for word in tag_chinese(last)] == ["v"]
            and not self._gazetteer.is_name(name)
        )
        return is_cut and self.is_mentioned(first, text)

    def _has_alias(self, name: str, text: SearchableText) -> bool:
        names = (name, *self._gazetteer.full_forms(name))
        if any(self._aliases.is_mentioned_in_english(word, text) for word in names):
            return True
        return any(any(self._aliases.chinese_mentions(word, text)) for word in self._aliases.chinese_aliases(name))

    def _is_translated(self, name: str, text: SearchableText) -> bool:
        """Whether the text has a translation of the name that translates back to it."""
        parts = {token for english in self._gazetteer.english_names(name) if len(english) > 1 for token in english}
        likely = {token for token, weight in self._dictionary.english(name).items() if weight >= _TRANSLATION_WEIGHT}
        return any(
            token in text.latin_tokens and self._dictionary.chinese([token])[token].get(name, 0.0) >= _PART_WEIGHT
            for token in likely - parts
        )

    def _is_transliterated(self, name: str, text: SearchableText) -> bool:
        if not looks_transliterated(name):
            return len(name) > 1 and (
                _is_romanised(name, text) or (len(name) > 2 and _sounds_like_a_name(name, _UNTYPICAL_SIMILARITY, text))
            )
        is_known = bool(self._gazetteer.english_names(name))
        return _sounds_like_a_name(name, _KNOWN_SIMILARITY if is_known else _UNKNOWN_SIMILARITY, text)

    def _is_composed(self, name: str, text: SearchableText) -> bool:
        """Whether the text mentions all words that the name is composed of."""
        if regex.fullmatch(rf"[{COUNTRY_CHARACTERS}]{{2,3}}", name):
            return all(self.is_mentioned(part, text) for part in name)
        if len(name) > 2 and name[-1] in _OPTIONAL_ENDINGS and self.is_mentioned(name[:-1], text):
            return True
        is_university = len(name) > 3 and name.endswith("大学") and looks_transliterated(name[:-2])
        if is_university and self.is_mentioned(name[:-2], text):
            return True
        has_direction = name[0] in "东南西北中" and len(name) > 2
        words = [name[0], name[1:]] if has_direction else list(cut_known_words(name))
        if len(words) < 2 or max(map(len, words)) < 2 or not all(self._is_part_mentioned(word, text) for word in words):
            return False
        # In Chinese the words must be near each other: 越南 and 航空 far apart do not mention 越南航空.
        is_in_chinese = all(word in text.folded for word in words)
        return not is_in_chinese or are_near_each_other(list(map(text.chinese_spans, words)), _CHINESE_GAP)

    def _is_part_mentioned(self, word: str, text: SearchableText) -> bool:
        if word in text.folded:
            return True
        if len(word) > 1 and not self._gazetteer.is_ordinary(word) and self.is_mentioned(word, text):
            return True
        if self._gazetteer.is_name(word):
            return False
        likely = (token for token, weight in self._dictionary.english(word).items() if weight >= _PART_WEIGHT)
        return any(token in text.latin_tokens for token in likely)

    def is_title_mentioned(self, title: str, text: SearchableText) -> bool:
        """Whether a text has half of the words of a work's title: titles are seldom translated word for word."""
        words = [word for word in cut_words(title) if len(word) > 1 and HAN.search(word)]
        return bool(words) and sum(self._is_part_mentioned(word, text) for word in words) * 2 >= len(words)


def _is_romanised(name: str, text: SearchableText) -> bool:
    """Whether a text has a Chinese name in Latin letters: exactly in pinyin, or similar in another romanisation."""
    syllables = pinyin(name)
    spellings = {letters for letters, _ in pinyin_spellings(name)} | {"".join(syllables[1:] + syllables[:1])}
    found = text.latin_names.nearest(name, least=_PINYIN_SIMILARITY)
    return any(letters in spellings or not is_pinyin(letters) for letters, _ in found)


def _sounds_like_a_name(name: str, least: float, text: SearchableText) -> bool:
    return bool(text.latin_names.nearest(name, least=least))
