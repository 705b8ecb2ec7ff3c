"""The names in a Chinese text: known ones, people's by their surnames, foreign ones by how they are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import jieba
import jieba.posseg
import regex

from index.names.characters import COUNTRIES, SURNAMES
from index.names.transliteration import looks_transliterated
from index.text import HAN_RUN, WEEKDAY_CHARACTERS, Span, zipf_frequency
from index.vocabulary import Gazetteer

_SHORT = regex.compile(
    rf"[{COUNTRIES}]{{2,3}}(?=$|[方军国媒双两三关贸边混])|[{COUNTRIES}](?=[方军媒企商籍裔股油气制式控]$)|[俄乌英韩澳沪]$|[中美德法日](?=[方军媒企])"
)
_DOT = regex.compile(r"(?<=\p{Han})[·•・‧∙](?=\p{Han})")
_TITLE = regex.compile(r"《([^《》]{1,60})》")
_PLACE = regex.compile(r"\p{Han}{2,6}[省市县州郡镇村山河湖江岛湾]")
# Days, months, feasts and currencies; and somebody who is not named.
_NO_NAMES = regex.compile(
    rf"(?:周|星期|礼拜)[{WEEKDAY_CHARACTERS}]|.*[月日年节]|元旦|除夕|国庆|中秋|归母|归属|[多超高]出.*|大爆炸|同比|环比|[\p{{Han}}]{{1,3}}[元币镑]|\p{{Han}}某某?"
)
# What a word that no dictionary has is part of a wrong cut with.
_FUNCTION = regex.compile(
    "[是的于在和与及了着过会所时中为由被把给让对从向到说称约想用有无不也都就还而且或但若如等人国省里上下前后内外其这那哪谁何几某各每一二三两多少大小年月日号后将再又很最更已曾可能要来去才姓因]"
)
_LONGEST_NAME, _LONGEST_KNOWN = 8, 12
_LINKING = regex.compile("[和与在于的是因]")
# Words of one character that foreign names are written with, but do not end with where the segmenter parts them off.
_NO_END = frozenset("于因拿封群林山江金日马")
# A single character that is a word of its own more seldom than this begins a name as likely as not.
_RARE = 4.6
# Surnames that more often stand before what something is done to: 向云客户供货.
_ALSO_LEADS_IN = frozenset("向于和从")
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_HONORIFIC = regex.compile("博士|教授|先生|女士|总统|总理|将军|议员|部长|主席")
_DYNASTY = regex.compile("[夏商周秦汉晋隋唐宋元明清]朝")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word as the segmenter cut it, with its part of speech."""

    word: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.word)


class HanMentions:
    """Finds the names in Chinese text, with what the gazetteer knows of words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def spans(self, plain: str) -> Iterator[Span]:
        """The places of names in a text in small letters and simplified characters; they may overlap."""
        yield from (match.span() for match in _TITLE.finditer(plain))
        yield from _dotted(plain)
        pieces, start = [], 0
        for pair in jieba.posseg.cut(plain):
            if HAN_RUN.fullmatch(pair.word):
                pieces.append(_Piece(pair.word, pair.flag, start))
            start += len(pair.word)
        for piece in pieces:
            yield from self._in_piece(piece)
        yield from self._across_pieces(pieces)
        yield from self._known(plain, pieces)
        for left, right in pairwise(pieces):
            if _are_countries(left, right) or _are_somebody(left, right):
                yield left.start, right.end

    def _in_piece(self, piece: _Piece) -> Iterator[Span]:
        """A word that is a name, or the name within one: the Japan of the Japanese government."""
        word, is_tagged = piece.word, piece.tag.startswith(_NAME_TAGS)
        short = _SHORT.match(word) if len(word) <= 3 and (is_tagged or piece.tag == "j" or len(word) > 1) else None
        if short and not self._gazetteer.is_ordinary(word):
            yield piece.start, piece.start + short.end()
        elif self._is_name(piece):
            yield piece.start, piece.end
        elif len(word) > 3 and is_tagged:
            within = ((i, j) for i in range(len(word) - 1) for j in range(len(word), i + 1, -1))
            found = next(((i, j) for i, j in within if self._is_known(word[i:j])), None)
            if found:
                yield piece.start + found[0], piece.start + found[1]

    def _known(self, plain: str, pieces: Sequence[_Piece]) -> Iterator[Span]:
        """Known names that the segmenter cut, from where it began a word."""
        for piece in pieces:
            shortest = 2 if len(piece.word) == 1 and zipf_frequency(piece.word, "zh") < _RARE else 3
            longest = min(piece.start + _LONGEST_KNOWN, len(plain))
            for end in range(longest, max(piece.end, piece.start + shortest - 1), -1):
                if self._is_known(plain[piece.start : end]):
                    yield piece.start, end
                    break

    def _is_known(self, word: str) -> bool:
        return self._gazetteer.is_name(word) and not _NO_NAMES.fullmatch(word)

    def _is_name(self, piece: _Piece) -> bool:
        word, tag = piece.word, piece.tag
        if len(word) < 2 or _NO_NAMES.fullmatch(word):
            return False
        if _DYNASTY.fullmatch(word) or self._gazetteer.is_name(word):
            return True
        if self._gazetteer.is_ordinary(word):
            return False
        if tag[0] == "n" and word not in jieba.dt.FREQ and not _FUNCTION.search(word):
            return True
        if word not in jieba.dt.FREQ and _LINKING.search(word):
            return False
        if tag.startswith("nr") and len(word) <= 3 and word[0] in SURNAMES:
            return len(word) > 2 or word[0] not in _ALSO_LEADS_IN
        return tag.startswith(("nr", "ns")) and (looks_transliterated(word) or bool(_PLACE.fullmatch(word)))

    def _across_pieces(self, pieces: Sequence[_Piece]) -> Iterator[Span]:
        """Names that sound foreign, though the segmenter cut them: their pieces put together."""
        run: list[_Piece] = []
        for piece in pieces:
            if run and (piece.start != run[-1].end or not self._may_be_part(piece.word)):
                yield from _heard(run)
                run = []
            if self._may_be_part(piece.word):
                run.append(piece)
        yield from _heard(run)

    def _may_be_part(self, word: str) -> bool:
        if len(word) == 1:
            return _is_open(word) or zipf_frequency(word, "zh") < _RARE
        return not self._gazetteer.is_ordinary(word) and 2 * sum(map(_is_open, word)) >= len(word)


def _are_somebody(left: _Piece, right: _Piece) -> bool:
    """Whether a surname and the word behind it are a name, though the word is one by itself: 魏, 建军."""
    is_surname = len(left.word) == 1 and left.tag == "nr" and left.word in SURNAMES - _ALSO_LEADS_IN
    is_given = len(right.word) == 2 and right.tag[0] in "nag" and not _HONORIFIC.search(right.word)
    return is_surname and is_given and right.start == left.end


def _are_countries(left: _Piece, right: _Piece) -> bool:
    """Whether two words of one character are two countries: 中, 美."""
    both = left.word + right.word
    return len(both) == 2 and set(both) <= set(COUNTRIES) and right.start == left.end and right.tag in {"ns", "j"}


def _heard(run: list[_Piece]) -> Iterator[Span]:
    inner = [i for i, piece in enumerate(run) if piece.word not in _NO_END]
    run = run[inner[0] : inner[-1] + 1] if inner else []
    name = "".join(piece.word for piece in run)
    strange = sum(not _is_open(character) for character in name)
    if 3 <= len(name) <= _LONGEST_NAME and strange <= 1 and not _LINKING.search(name):
        yield run[0].start, run[-1].end


def _dotted(plain: str) -> Iterator[Span]:
    """Foreign names in parts: ``弗拉基米尔·普京``."""
    span: Span | None = None
    for dot in _DOT.finditer(plain):
        before = _reach(plain[max(dot.start() - _LONGEST_NAME, 0) : dot.start()][::-1])
        after = _reach(_HONORIFIC.split(plain[dot.end() : dot.end() + _LONGEST_NAME])[0])
        start, end = dot.start() - before, dot.end() + after
        if span and start <= span[1]:
            span = span[0], end
            continue
        if span:
            yield span
        span = start, end
    yield from [span] if span else []


def _reach(run: str) -> int:
    """How far the name goes on that a run of characters begins with: one of them may be strange, if it is not the last."""
    end = strange = 0
    for i, character in enumerate(run):
        if _is_open(character):
            end = i + 1
        elif strange or not HAN_RUN.match(character):
            break
        else:
            strange += 1
    return max(end, 1)


def _is_open(character: str) -> bool:
    """Whether foreign names are written with a character."""
    return looks_transliterated(character * 2)
