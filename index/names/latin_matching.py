"""Whether a text in either script mentions a name in Latin letters."""

from collections.abc import Iterator, Sequence

import regex

from index.figures import read_figures
from index.names.aliases import Aliases
from index.names.phonetics import is_pinyin, letters_of
from index.names.searchable_text import LATIN_GAP, NOT_ALPHANUMERIC, SearchableText, are_near_each_other
from index.names.transliteration import SoundIndex
from index.names.word_lists import TITLES
from index.text import POSSESSIVE, Span, fold
from index.vocabulary import Dictionary, Gazetteer, name_tokens

# Least similarity of sound: of a word that only names have, of a word that is also an ordinary one or of a whole name,
# and of a whole name with any stretch of Chinese that begins with a surname. Set by hand.
_NAME_SIMILARITY, _ORDINARY_SIMILARITY, _SURNAME_SIMILARITY = 0.15, 0.7, 0.9
# Least weight of a translation: of a name of one word, of a word that only names have, and of an ordinary word in a
# name. Set by hand.
_ONE_WORD_WEIGHT, _NAME_WEIGHT, _ORDINARY_WEIGHT = 0.7, 0.4, 0.15
# Most characters between one word of a name and the next in Chinese. Set by hand.
_CHINESE_GAP = 8
# Letters and digits that are one name: JADES-GS-z13-0, A380.
_CODE = regex.compile(r"^(?=.*?\p{Lu}).*?\p{L}-?\d.*?\d|^\p{Lu}+-?\d+\p{L}?$")
_BETWEEN_WORDS = regex.compile(r"[\s/]+")
_WORD_END = regex.compile(
    rf"{POSSESSIVE.pattern}|[.,]$|-(?:based|born|backed|listed|owned|led|made|trained|style|era|speaking|built|bound)$"
)


class LatinNameMatcher:
    """Looks for names in Latin letters in a text."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer, aliases: Aliases) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._aliases = aliases

    def is_mentioned(self, name: str, text: SearchableText) -> bool:
        """Whether a text mentions a name. Titles are left out; words before a title may be anywhere in the text."""
        if self._is_person_of(name, text):
            return True
        parts: list[list[str]] = [[]]
        for word in (_WORD_END.sub("", word) for word in _BETWEEN_WORDS.split(name)):
            if word.lower() in TITLES:
                parts.append([])
            elif _CODE.search(word):
                code = NOT_ALPHANUMERIC.sub("", word).lower()
                is_there = code in text.alphanumeric or code.removesuffix("s") in text.alphanumeric
                if not is_there and not self._has_alias(name_tokens(word), text):
                    return False
            elif name_tokens(word) and not read_figures(word):  # figures are checked elsewhere
                parts[-1].append(word)
        return all(self._are_mentioned(words, text) for words in parts if words)

    def _is_person_of(self, name: str, text: SearchableText) -> bool:
        """Whether a text mentions a person and what they belong to, however far apart: Yu Chengdong of Huawei."""
        person, _, body = name.partition(" of ")
        is_person = len(person.split()) > 1 and not all(map(self._gazetteer.is_english_word, name_tokens(person)))
        return bool(body) and is_person and self.is_mentioned(person, text) and self.is_mentioned(body, text)

    def _are_mentioned(self, words: Sequence[str], text: SearchableText) -> bool:
        """Whether a text mentions a name of these words."""
        tokens = tuple(dict.fromkeys(token for word in words for token in name_tokens(word)))
        letters = list(map(letters_of, words))
        if "".join(letters) in text.runs_by_pinyin or "".join(reversed(letters)) in text.runs_by_pinyin:
            return True
        if _is_abbreviated(words, text) or self._has_alias(tokens, text):
            return True
        if self._is_missing_as_a_whole(tokens, text):
            return False
        return self._is_composed(words, tokens, text) or _is_transliterated_as_a_whole("".join(letters), text)

    def _has_alias(self, tokens: Sequence[str], text: SearchableText) -> bool:
        """Whether a text mentions a name under another one: the UK, the United Kingdom."""
        names = self._chinese_names(tokens)
        if len(tokens) == 1:
            likely = self._dictionary.chinese(tokens)[tokens[0]]
            names |= {w for w, weight in likely.items() if weight >= _ONE_WORD_WEIGHT and self._gazetteer.is_name(w)}
        names |= {other for word in names for other in self._aliases.chinese_aliases(word)}
        return any(
            self._aliases.is_mentioned_in_english(word, text) or any(self._aliases.chinese_mentions(word, text))
            for word in names
        )

    def _chinese_names(self, tokens: Sequence[str]) -> set[str]:
        """The Chinese names whose English one has exactly these tokens."""
        known = (pair for token in tokens[:1] for pair in self._gazetteer.chinese_names(token))
        return {word for word, name in known if set(name) == set(tokens)}

    def _is_missing_as_a_whole(self, tokens: Sequence[str], text: SearchableText) -> bool:
        """Whether a known name of ordinary words lacks some of them in a text: United Nations.

        Such words are mentioned without meaning the name.
        """
        is_ordinary = len(tokens) > 1 and all(map(self._gazetteer.is_english_word, tokens))
        return is_ordinary and not text.latin_tokens.issuperset(tokens) and bool(self._chinese_names(tokens))

    def _is_composed(self, words: Sequence[str], tokens: Sequence[str], text: SearchableText) -> bool:
        """Whether a text has every word of a name near the one before; a country before the name may be anywhere."""
        spans: list[set[Span]] = []
        gap = _CHINESE_GAP
        for i, word in enumerate(words):
            found = text.latin_spans(fold(word), name_tokens(word))
            gap = LATIN_GAP if found else gap
            found = found or {
                span for run in self._chinese_forms(word, tokens, text) for span in text.chinese_spans(run)
            }
            if not found:
                return False
            if i or not self._has_leading_country(words, tokens):
                spans.append(found)
        return are_near_each_other(spans, gap)

    def _has_leading_country(self, words: Sequence[str], tokens: Sequence[str]) -> bool:
        """Whether the first word is a name of its own that describes the rest: the Bulgarian Kostova."""
        has_name_left = len(words) > 2 or (len(words) == 2 and not self._gazetteer.is_english_word(tokens[-1]))
        return has_name_left and self._gazetteer.is_english_name(tokens[0])

    def _chinese_forms(self, word: str, tokens: Sequence[str], text: SearchableText) -> set[str]:
        """The runs of Chinese in a text that may translate or transliterate a word of a name."""
        for token in name_tokens(word):
            if translations := set(self._translations(token, tokens, text)):
                return translations
        return self._transliterations(fold(word), text)

    def _translations(self, token: str, tokens: Sequence[str], text: SearchableText) -> Iterator[str]:
        for word, name in self._gazetteer.chinese_names(token):
            if set(name) <= set(tokens):
                yield from self._aliases.chinese_mentions(word, text)
        is_ordinary = len(tokens) > 1 and self._gazetteer.is_english_word(token)
        least = _ORDINARY_WEIGHT if is_ordinary else _NAME_WEIGHT
        for word, weight in self._dictionary.chinese(tokens)[token].items():
            if weight >= least and word in text.folded and (is_ordinary or token in self._dictionary.english(word)):
                yield word
        for word in text.chinese_words:
            if self._dictionary.english(word).get(token, 0.0) >= _NAME_WEIGHT:
                yield word

    def _transliterations(self, word: str, text: SearchableText) -> set[str]:
        letters = letters_of(word)
        is_ordinary = any(map(self._gazetteer.is_english_word, name_tokens(word)))
        least = _ORDINARY_SIMILARITY if is_ordinary else _NAME_SIMILARITY
        return text.runs_by_pinyin.get(letters, set()) | _transliterations_of(letters, text, least=least)


def _is_transliterated_as_a_whole(letters: str, text: SearchableText) -> bool:
    """Whether a text has a transliteration of all words of a name, or a Chinese person's name in any romanisation."""
    if _transliterations_of(letters, text, least=_ORDINARY_SIMILARITY):
        return True
    index = SoundIndex([letters])
    # A name in pinyin must match exactly: Ma Jianjun is not 马建国.
    return not is_pinyin(letters) and any(index.nearest(run, least=_SURNAME_SIMILARITY) for run in text.surname_runs)


def _transliterations_of(letters: str, text: SearchableText, *, least: float) -> set[str]:
    """The runs of Chinese in a text that may transliterate the letters, also of a plural."""
    if len(letters) < 3:
        return set()
    index = SoundIndex([letters, letters.removesuffix("s")])
    return {run for run in text.transliterations if index.nearest(run, least=least)}


def _is_abbreviated(words: Sequence[str], text: SearchableText) -> bool:
    """Whether a text has the initials of a name, or a name whose initials the given one is."""
    if len(words) == 1:
        plain = words[0].replace(".", "")
        return plain.isupper() and len(plain) > 1 and plain.lower() in text.initials
    return "".join(word[0] for word in words).lower() in text.acronyms
