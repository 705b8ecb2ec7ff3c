"""The names a text mentions, in either script: people, places, organisations, products, titles of works."""

from collections.abc import Iterator

import jieba
import jieba.posseg
import regex

from index.dictionary import Dictionary
from index.gazetteer import Gazetteer, name_tokens
from index.language import Span, evened
from index.sound import looks_transliterated
from index.words import FUNCTION_WORDS

# Words that stand before a name and are none.
TITLES = frozenset(
    "president vice prime minister chancellor king queen prince princess sir lord lady dame dr doctor prof professor mr mrs ms miss gen general col "
    "colonel captain sergeant chairman chairwoman chair director secretary senator governor mayor judge justice ambassador pope bishop rev reverend "
    "ceo cfo cto chief officer deputy acting former councillor commissioner economist analyst".split()
)
# What is written with a capital by some, and means no one in particular.
_GENERIC = frozenset(
    "i government state parliament congress ministry party internet web earth god bank committee council court act law article section chapter table "
    "route top episode figure part line number no vol page plan phase stage group company university board department army navy police church".split()
)
_MONTHS = "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
_CALENDAR = frozenset(f"{_MONTHS} monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 h1 h2".split())
_LINKS = frozenset("of the de von van der del da al la le du bin ibn &".split())
_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\d]*(?:(?:[.'’&/-]|\.-)[\p{Latin}\p{M}\d]+)*(?:(?<=\b\p{Lu})\.)?")
_OPENS = regex.compile(r"(?:^|[.!?:;。！？：；…]['\"’”)）]*\s*|[\"“‘(（\[「『•*|#>—–\n]\s*)$")
_SYLLABLE = regex.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[ae](?:i|ng?)?|ao|ou?|ong|er|i(?:a|e|ao|u|ang?|ng?|ong)?|u(?:a|o|ai|i|ang?|n|e)?)"
)
_POSSESSIVE = regex.compile(r"['’]s?$")
_HEADLINE = 0.8
_LIKELY = 0.7
# Words made of others, which no list has all of.
_DERIVED = regex.compile(r"(?:ing|ly|ions?|ments?|ness|isms?|ity|i[sz]ed?|less|ful|ally|ed|ists?|ers)$")

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍"
    "翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边朴权全习栗溥"
)
COUNTRIES = "中美俄英法德日韩朝印乌以欧澳加台港沪越泰缅伊意西葡荷波苏亚非"
_SHORT = regex.compile(
    rf"[{COUNTRIES}]{{2,3}}(?=$|[方军国媒双两三关贸边混])|[{COUNTRIES}](?=[方军媒企商籍裔股油气制式控]$)|[俄乌英韩澳沪]$|[中美德法日](?=[方军媒企])"
)
_DOT = regex.compile(r"(?<=\p{Han})[·•・‧∙](?=\p{Han})")
_TITLE = regex.compile(r"《([^《》]{1,60})》")
_PLACE = regex.compile(r"\p{Han}{2,6}[省市县州郡镇村山河湖江岛湾]")
# Days, months, feasts and currencies; and somebody who is not named.
_NO_NAMES = regex.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|.*[月日年节]|[\p{Han}]{1,3}[元币镑]|\p{Han}某某?")
# What a word that no dictionary has is part of a wrong cut with.
_FUNCTION = regex.compile(
    "[是的于在和与及了着过会所时中为由被把给让对从向到说称约想用有无不也都就还而且或但若如等人国省里上下前后内外其这那哪谁何几某各每一二三两多少大小年月日号后将再又很最更已曾可能要来去]"
)
_LONGEST_NAME = 8
# Words of one character that foreign names are written with, but do not end with where the segmenter parts them off.
_NO_END = frozenset("于因拿封群林山江金日马")


class Mentions:
    """Finds the names in a text, with what the dictionary and gazetteer know of words."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer

    def spans(self, text: str) -> list[Span]:
        """The places of names, in reading order, none overlapping another."""
        spans = sorted([*self._latin(text), *self._chinese(evened(text))], key=lambda span: (span[0], -span[1]))
        kept: list[Span] = []
        for span in spans:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def _latin(self, text: str) -> Iterator[Span]:
        words = list(_WORD.finditer(text))
        telling = [word.group() for word in words if word.group() not in FUNCTION_WORDS]
        is_headline = len(telling) > 4 and sum(map(_has_capital, telling)) > _HEADLINE * len(telling)
        run: list[regex.Match[str]] = []
        for word in words:
            gap = text[run[-1].end() : word.start()] if run else ""
            if run and (gap not in {" ", " & "} or _POSSESSIVE.search(run[-1].group())):
                yield from self._name(text, run)
                run = []
            if _has_capital(word.group()):
                opens = is_headline or bool(_OPENS.search(text[max(word.start() - 8, 0) : word.start()]))
                if opens and not run and not self._is_proper(word.group(), followed=text[word.end() :][:2]):
                    continue
                run.append(word)
            elif run and word.group() in _LINKS:
                run.append(word)
            elif run:
                yield from self._name(text, run)
                run = []
        yield from self._name(text, run)

    @staticmethod
    def _name(text: str, run: list[regex.Match[str]]) -> Iterator[Span]:
        """What is left of a run of words when those at its edges that only link are taken off."""
        while run and run[-1].group() in _LINKS:
            run.pop()
        plain = [_plain(word.group()) for word in run]
        if all(word in TITLES | _GENERIC | _CALENDAR | FUNCTION_WORDS | _LINKS for word in plain):
            return
        yield run[0].start(), run[-1].end()

    def _is_proper(self, word: str, *, followed: str) -> bool:
        """Whether a word is a name although it opens a sentence; in pinyin it may be a surname."""
        plain = _plain(word)
        if plain in FUNCTION_WORDS or plain in TITLES:
            return False
        if _SYLLABLE.fullmatch(plain) and regex.match(r" \p{Lu}", followed):
            return True
        if regex.search(r"\p{Lu}.*\p{Lu}|\d", word.removesuffix("'S")):
            return True
        token = next(iter(name_tokens(plain)), "")
        if not self._gazetteer.is_word(token):
            return not _DERIVED.search(plain)
        known = self._dictionary.chinese([token])[token]
        best = max(known.values(), default=0.0)
        likely = [chinese for chinese, weight in known.items() if weight >= _LIKELY * best]
        return self._gazetteer.is_called(token) and any(map(self._gazetteer.is_name, likely))

    def _chinese(self, plain: str) -> Iterator[Span]:
        for match in _TITLE.finditer(plain):
            yield match.span()
        yield from _dotted(plain)
        start = 0
        pieces = []
        for pair in jieba.posseg.cut(plain):
            end = start + len(pair.word)
            pieces.append((pair.word, pair.flag, start, end))
            start = end
        yield from self._words(pieces)
        yield from self._heard(pieces)

    def _words(self, pieces):
        for word, tag, start, end in pieces:
            if not regex.fullmatch(r"\p{Han}+", word):
                continue
            if (
                len(word) <= 3
                and (match := _SHORT.match(word))
                and (tag in {"ns", "j", "nz", "nr", "nt"} or len(word) > 1)
                and not self._gazetteer.is_ordinary(word)
            ):
                yield start, start + match.end()
            elif self._is_chinese_name(word, tag):
                yield start, end
            elif len(word) > 3 and tag[:2] in {"nt", "ns", "nz", "nr"}:
                for i in range(len(word) - 1):
                    j = next((j for j in range(len(word), i + 1, -1) if self._gazetteer.is_name(word[i:j])), 0)
                    if j and not _NO_NAMES.fullmatch(word[i:j]):
                        yield start + i, start + j
                        break

    def _is_chinese_name(self, word: str, tag: str) -> bool:
        if len(word) < 2 or _NO_NAMES.fullmatch(word):
            return False
        if self._gazetteer.is_name(word):
            return True
        if self._gazetteer.is_ordinary(word):
            return False
        if tag[0] == "n" and word not in jieba.dt.FREQ and not _FUNCTION.search(word):
            return True
        if tag[:2] not in {"nr", "ns"}:
            return False
        if tag[:2] == "nr" and 2 <= len(word) <= 3 and word[0] in SURNAMES:
            return True
        return looks_transliterated(word) or bool(_PLACE.fullmatch(word))

    def _heard(self, pieces):
        """Names that sound foreign, though the segmenter cut them: its pieces put together."""
        run = []
        for piece in [*pieces, ("", "", 0, 0)]:
            word = piece[0]
            if regex.fullmatch(r"\p{Han}+", word) and self._may_be_part(word):
                run.append(piece)
                continue
            while run and run[-1][0] in _NO_END:
                run.pop()
            while run and run[0][0] in _NO_END:
                run.pop(0)
            name = "".join(piece[0] for piece in run)
            if (
                3 <= len(name) <= _LONGEST_NAME
                and looks_transliterated(name)
                and not regex.search("[和与在于的是]", name)
            ):
                yield run[0][2], run[-1][3]
            run = []

    def _may_be_part(self, word: str) -> bool:
        if len(word) > 1 and self._gazetteer.is_ordinary(word):
            return False
        return 2 * sum(map(_is_open, word)) >= len(word)


def _dotted(plain: str) -> Iterator[Span]:
    """Foreign names in parts: ``弗拉基米尔·普京``."""
    start, end = -1, -1
    for dot in _DOT.finditer(plain):
        left = dot.start()
        while left > 0 and dot.start() - left < _LONGEST_NAME and _is_open(plain[left - 1]):
            left -= 1
        right = dot.end()
        while right < len(plain) and right - dot.end() < _LONGEST_NAME and _is_open(plain[right]):
            right += 1
        left, right = min(left, dot.start() - 1), max(right, dot.end() + 1)
        if start >= 0 and left <= end:
            end = right
            continue
        if start >= 0:
            yield start, end
        start, end = left, right
    if start >= 0:
        yield start, end


def _is_open(character: str) -> bool:
    """Whether foreign names are written with a character."""
    return looks_transliterated(character * 2)


def _has_capital(word: str) -> bool:
    return bool(regex.search(r"\p{Lu}", word))


def _plain(word: str) -> str:
    return regex.sub(r"['’](?:s|ll|m|d|re|ve)?$|\.$", "", word).lower()
