"""Recognition of named entities in either script: people, places, organisations, products, titles of works.

Rules for capitals, the dictionary and the gazetteer: no recognition model is needed.
"""

from collections.abc import Iterator

import regex

from index.names.chinese_recognition import ChineseMentionFinder
from index.names.phonetics import is_pinyin_syllable
from index.names.transliteration import looks_transliterated
from index.names.word_lists import GENERIC_WORDS, TITLES
from index.text import (
    ENGLISH_STOP_WORDS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    POSSESSIVE,
    WEEKDAYS,
    Span,
    fold_in_place,
    lazy_pattern,
)
from index.vocabulary import Dictionary, Gazetteer, name_tokens

_LINKING_WORDS = frozenset("of the de von van der den ter ten del da dos das do al la le du bin ibn y &".split())
_CALENDAR_WORDS = frozenset(name.lower() for name in (*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS)) | set(
    "q1 q2 q3 q4 h1 h2".split()
)
_NOT_NAMES = TITLES | GENERIC_WORDS | _CALENDAR_WORDS | ENGLISH_STOP_WORDS | _LINKING_WORDS
_WORD = lazy_pattern(r"\p{Latin}[\p{Latin}\p{M}\d]*(?:(?:[.'’&/-]|\.-)[\p{Latin}\p{M}\d]+)*(?:(?<=\b\p{Lu})\.)?")
_WORD_END = lazy_pattern(r"['’](?:s|ll|m|d|re|ve)?$|\.$")
_CAPITAL = lazy_pattern(r"\p{Lu}")
_BEFORE_CAPITAL = lazy_pattern(r" \p{Lu}")
_CAPITAL_WITHIN = lazy_pattern(r"\p{Lu}.*\p{Lu}|\d")
_SENTENCE_START = lazy_pattern(r"(?r)(?:^|[.!?:;。！？：；…]['\"’”)）]*\s*|[\"“‘(（\[「『•*|#>—–\n]\s*)$")
_OWNERS_IN_NAMES = frozenset("people women men children king queen moody lloyd sotheby christie levi".split())
# Least share of capitalised words in a headline, where a capital tells nothing. Set by hand.
_HEADLINE_SHARE = 0.8
# Least weight of a translation, relative to the best one. Set by hand.
_LIKELY_SHARE = 0.7
# Words derived from others, which no word list has in full.
_DERIVED = lazy_pattern(r"(?:ing|ly|ions?|ments?|ness|isms?|ity|i[sz]ed?|less|ful|ally|ed|ists?|ers)$")


class MentionFinder:
    """Finds the mentions of names in a text, with the word knowledge of dictionary and gazetteer."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._chinese = ChineseMentionFinder(gazetteer)

    def mentions(self, text: str) -> list[Span]:
        """The spans of names, in reading order, without overlaps; of overlapping ones the first and longest counts."""
        spans = [*self._latin_mentions(text), *self._chinese.mentions(fold_in_place(text).lower())]
        kept: list[Span] = []
        for span in sorted(spans, key=lambda span: (span[0], -span[1])):
            if kept and span[0] == kept[-1][1] and all(looks_transliterated(text[slice(*s)]) for s in (kept[-1], span)):
                kept[-1] = (kept[-1][0], span[1])  # 斯托克波特 is one town
            elif not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def _latin_mentions(self, text: str) -> Iterator[Span]:
        """Runs of capitalised words, with linking words between them."""
        words = list(_WORD.finditer(text))
        content_words = [word.group() for word in words if word.group() not in ENGLISH_STOP_WORDS]
        capitalised = sum(map(_has_capital, content_words))
        is_headline = len(content_words) > 4 and capitalised > _HEADLINE_SHARE * len(content_words)
        run: list[regex.Match[str]] = []
        for word in words:
            if run and (text[run[-1].end() : word.start()] not in {" ", " & "} or _is_owner(run[-1].group())):
                yield from _mention(run)
                run = []
            if _has_capital(word.group()):
                before = text[max(word.start() - 8, 0) : word.start()]
                needs_capital = is_headline or bool(_SENTENCE_START.search(before))
                if run or not needs_capital or self._is_name(word.group(), following=text[word.end() :][:2]):
                    run.append(word)
            elif run and word.group() in _LINKING_WORDS:
                run.append(word)
            else:
                yield from _mention(run)
                run = []
        yield from _mention(run)

    def _is_name(self, word: str, *, following: str) -> bool:
        """Whether a word that any word would be capitalised in the place of is a name.

        A syllable in pinyin before another capital may be a surname.
        """
        plain = _plain(word)
        if plain in ENGLISH_STOP_WORDS or plain in TITLES:
            return False
        if is_pinyin_syllable(plain) and _BEFORE_CAPITAL.match(following):
            return True
        if _CAPITAL_WITHIN.search(word.removesuffix("'S")):
            return True
        token = next(iter(name_tokens(plain)), "")
        if not self._gazetteer.is_english_word(token):
            return not _DERIVED.search(plain)
        translations = self._dictionary.chinese([token])[token]
        best = max(translations.values(), default=0.0)
        likely = [chinese for chinese, weight in translations.items() if weight >= _LIKELY_SHARE * best]
        return self._gazetteer.is_english_name(token) and any(map(self._gazetteer.is_name, likely))


def _mention(run: list[regex.Match[str]]) -> Iterator[Span]:
    """The span of a run of words without the linking words at its end, unless none of its words is a name."""
    while run and run[-1].group() in _LINKING_WORDS:
        run = run[:-1]
    if not all(_plain(word.group()) in _NOT_NAMES for word in run):
        yield run[0].start(), run[-1].end()


def _is_owner(word: str) -> bool:
    """Whether a possessive says whose something is, and is not part of a name like the People's Bank."""
    return bool(POSSESSIVE.search(word)) and _plain(word) not in _OWNERS_IN_NAMES


def _has_capital(word: str) -> bool:
    return bool(_CAPITAL.search(word))


def _plain(word: str) -> str:
    return _WORD_END.sub("", word).lower()
