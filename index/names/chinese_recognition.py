"""Recognition of names in Chinese text: known names, people by their surnames, transliterations by their characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.names.transliteration import NAME_DOT, is_transliteration_character, looks_transliterated
from index.names.word_lists import COUNTRY_CHARACTERS
from index.text import HAN_RUN, WEEKDAY_CHARACTERS, Span, lazy_pattern
from index.vocabulary import Gazetteer
from index.words import SURNAMES, is_start_of_dictionary_word, tag_chinese, zipf_frequency

# Countries abbreviated to one character: 中俄, 英媒, 美方.
_ABBREVIATED_COUNTRY = lazy_pattern(
    rf"[{COUNTRY_CHARACTERS}]{{2,3}}(?=$|[方军国媒双两三关贸边混])|[{COUNTRY_CHARACTERS}](?=[方军媒企商籍裔股油气制式控]$)|[俄乌英韩澳沪]$|[中美德法日](?=[方军媒企])"
)
_DOT = lazy_pattern(rf"(?<=\p{{Han}}){NAME_DOT}(?=\p{{Han}})")
_TITLE = lazy_pattern(r"《([^《》]{1,60})》")
_PLACE = lazy_pattern(r"\p{Han}{2,6}[省市县州郡镇村山河湖江岛湾]")
# Days, months, holidays and currencies; a person without a name; words that the tagger takes for names.
_NOT_A_NAME = lazy_pattern(
    rf"(?:周|星期|礼拜)[{WEEKDAY_CHARACTERS}]|.*[月日年节]|元旦|除夕|国庆|中秋|归母|归属|[多超高]出.*|大爆炸|同比|环比|[山河海湖江水路][上里中下边]|[\p{{Han}}]{{1,3}}[元币镑]|\p{{Han}}某某?"
)
# Characters of common words: an unknown word with one of them was probably cut wrongly by the segmenter.
_COMMON_CHARACTER = lazy_pattern(
    "[是的于在和与及了着过会所时中为由被把给让对从向到说称约想用有无不也都就还而且或但若如等人国省里上下前后内外其这那哪谁何几某各每一二三两多少大小年月日号后将再又很最更已曾可能要来去才姓因]"
)
_LINKING_CHARACTER = lazy_pattern("[和与在于的是因]")
# Most characters of a transliterated name and of a known one. Set by hand.
_LONGEST_NAME, _LONGEST_KNOWN_NAME = 8, 12
# Words of one character that are used in transliterations, but seldom begin or end one.
_NOT_AT_AN_END = frozenset("于因拿封群林山江金日马")
# Zipf frequency below which a single character is as likely part of a name as a word. Set by hand.
_RARE_ZIPF = 4.6
# Surnames that are more often prepositions: 向云客户供货.
_PREPOSITIONS = frozenset("向于和从")
# Tags of the segmenter for people, places, organisations and other names.
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_TITLE_OF_A_PERSON = lazy_pattern("博士|教授|先生|女士|总统|总理|将军|议员|部长|主席")
_DYNASTY = lazy_pattern("[夏商周秦汉晋隋唐宋元明清]朝")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as the segmenter cut it, with its part of speech."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class ChineseMentionFinder:
    """Finds the mentions of names in Chinese text, with the word knowledge of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def mentions(self, text: str) -> Iterator[Span]:
        """The spans of names in a text in lower case and simplified characters; they may overlap."""
        yield from (match.span() for match in _TITLE.finditer(text))
        yield from _dotted_names(text)
        words, start = [], 0
        for pair in tag_chinese(text):
            if HAN_RUN.fullmatch(pair.word):
                words.append(_Word(pair.word, pair.flag, start))
            start += len(pair.word)
        for word in words:
            yield from self._name_in_word(word)
        yield from self._transliterations(words)
        yield from self._known_names(text, words)
        for left, right in pairwise(words):
            if _are_countries(left, right) or _are_surname_and_given_name(left, right):
                yield left.start, right.end

    def _name_in_word(self, word: _Word) -> Iterator[Span]:
        """A word that is a name, or the name within one: 日本 in 日本政府."""
        text, is_tagged = word.text, word.tag.startswith(_NAME_TAGS)
        may_be_country = len(text) <= 3 and (is_tagged or word.tag == "j" or len(text) > 1)
        country = _ABBREVIATED_COUNTRY.match(text) if may_be_country else None
        if country and not self._gazetteer.is_ordinary(text):
            yield word.start, word.start + country.end()
        elif self._is_name(word):
            yield word.start, word.end
        elif len(text) > 3 and is_tagged:
            within = ((i, j) for i in range(len(text) - 1) for j in range(len(text), i + 1, -1))
            found = next(((i, j) for i, j in within if self._is_known_name(text[i:j])), None)
            if found:
                yield word.start + found[0], word.start + found[1]

    def _known_names(self, text: str, words: Sequence[_Word]) -> Iterator[Span]:
        """Known names that the segmenter cut, if they start where a word does."""
        for word in words:
            is_rare = len(word.text) == 1 and zipf_frequency(word.text, "zh") < _RARE_ZIPF
            shortest = 2 if is_rare else 3
            longest = min(word.start + _LONGEST_KNOWN_NAME, len(text))
            for end in range(longest, max(word.end, word.start + shortest - 1), -1):
                if self._is_known_name(text[word.start : end]):
                    yield word.start, end
                    break

    def _is_known_name(self, text: str) -> bool:
        return self._gazetteer.is_name(text) and not _NOT_A_NAME.fullmatch(text)

    def _is_name(self, word: _Word) -> bool:
        text, tag = word.text, word.tag
        if len(text) < 2 or _NOT_A_NAME.fullmatch(text):
            return False
        if _DYNASTY.fullmatch(text) or self._gazetteer.is_name(text):
            return True
        if self._gazetteer.is_ordinary(text):
            return False
        if tag[0] == "n" and not is_start_of_dictionary_word(text) and not _COMMON_CHARACTER.search(text):
            return True
        if not is_start_of_dictionary_word(text) and _LINKING_CHARACTER.search(text):
            return False
        if tag.startswith("nr") and len(text) <= 3 and text[0] in SURNAMES:
            return len(text) > 2 or text[0] not in _PREPOSITIONS
        return tag.startswith(("nr", "ns")) and (looks_transliterated(text) or bool(_PLACE.fullmatch(text)))

    def _transliterations(self, words: Sequence[_Word]) -> Iterator[Span]:
        """Transliterated names that the segmenter cut into several words."""
        run: list[_Word] = []
        for word in words:
            if run and (word.start != run[-1].end or not self._may_be_part(word.text)):
                yield from _transliterated_name(run)
                run = []
            if self._may_be_part(word.text):
                run.append(word)
        yield from _transliterated_name(run)

    def _may_be_part(self, text: str) -> bool:
        """Whether a word may be part of a transliterated name."""
        if len(text) == 1:
            return is_transliteration_character(text) or zipf_frequency(text, "zh") < _RARE_ZIPF
        return not self._gazetteer.is_ordinary(text) and 2 * sum(map(is_transliteration_character, text)) >= len(text)


def _are_surname_and_given_name(left: _Word, right: _Word) -> bool:
    """Whether a surname and an ordinary word after it are a person's name: 魏, 建军."""
    is_surname = len(left.text) == 1 and left.tag == "nr" and left.text in SURNAMES - _PREPOSITIONS
    is_given = len(right.text) == 2 and right.tag[0] in "nag" and not _TITLE_OF_A_PERSON.search(right.text)
    return is_surname and is_given and right.start == left.end


def _are_countries(left: _Word, right: _Word) -> bool:
    """Whether two words of one character are two countries: 中, 美."""
    both = left.text + right.text
    is_pair = len(both) == 2 and set(both) <= set(COUNTRY_CHARACTERS)
    return is_pair and right.start == left.end and right.tag in {"ns", "j"}


def _transliterated_name(run: list[_Word]) -> Iterator[Span]:
    """The span of a run of words without those that seldom begin or end a name, if it is written like a foreign name."""
    inner = [i for i, word in enumerate(run) if word.text not in _NOT_AT_AN_END]
    run = run[inner[0] : inner[-1] + 1] if inner else []
    name = "".join(word.text for word in run)
    others = sum(not is_transliteration_character(character) for character in name)
    if 3 <= len(name) <= _LONGEST_NAME and others <= 1 and not _LINKING_CHARACTER.search(name):
        yield run[0].start, run[-1].end


def _dotted_names(text: str) -> Iterator[Span]:
    """Foreign names in parts: ``弗拉基米尔·普京``."""
    span: Span | None = None
    for dot in _DOT.finditer(text):
        before = _name_length(text[max(dot.start() - _LONGEST_NAME, 0) : dot.start()][::-1])
        after = _name_length(_TITLE_OF_A_PERSON.split(text[dot.end() : dot.end() + _LONGEST_NAME])[0])
        start, end = dot.start() - before, dot.end() + after
        if span and start <= span[1]:
            span = span[0], end
            continue
        if span:
            yield span
        span = start, end
    yield from [span] if span else []


def _name_length(run: str) -> int:
    """The length of the transliterated name that a run begins with, at least 1.

    One character within it may be untypical of transliterations.
    """
    end = others = 0
    for i, character in enumerate(run):
        if is_transliteration_character(character):
            end = i + 1
        elif others or not HAN_RUN.match(character):
            break
        else:
            others += 1
    return max(end, 1)
