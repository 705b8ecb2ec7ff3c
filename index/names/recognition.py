"""The names a text mentions, in either script: people, places, organisations, products, titles of works."""

from collections.abc import Iterator

import regex

from index.names.chinese_recognition import HanMentions
from index.names.transliteration import looks_transliterated
from index.text import ENGLISH_STOP_WORDS, MONTH_ABBREVIATIONS, MONTHS, POSSESSIVE, WEEKDAYS, Span, fold_in_place
from index.vocabulary import Dictionary, Gazetteer, name_tokens

# Words that stand before a name and are none.
TITLES = frozenset(
    "president vice prime minister chancellor king queen emperor empress dowager tsar sultan prince princess sir lord lady dame dr doctor prof professor mr mrs ms miss gen general col "
    "colonel captain sergeant chairman chairwoman chair director secretary senator governor mayor judge justice ambassador pope bishop rev reverend "
    "ceo cfo cto chief officer deputy acting former secretary-general director-general vice-president vice-chairman co-founder founder professor councillor commissioner economist analyst".split()
)
# What is written with a capital by some, and means no one in particular.
_GENERIC = frozenset(
    "i government state parliament congress ministry party internet web earth god bank committee council court act law article section chapter table "
    "route top episode figure part line number no vol page plan phase stage group company university board department army navy police church".split()
)
_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS)) | set(
    "q1 q2 q3 q4 h1 h2".split()
)
_LINKS = frozenset("of the de von van der den ter ten del da dos das do al la le du bin ibn y &".split())
_NO_NAMES = TITLES | _GENERIC | _CALENDAR | ENGLISH_STOP_WORDS | _LINKS
_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\d]*(?:(?:[.'’&/-]|\.-)[\p{Latin}\p{M}\d]+)*(?:(?<=\b\p{Lu})\.)?")
_OPENS = regex.compile(r"(?:^|[.!?:;。！？：；…]['\"’”)）]*\s*|[\"“‘(（\[「『•*|#>—–\n]\s*)$")
_SYLLABLE = regex.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[ae](?:i|ng?)?|ao|ou?|ong|er|i(?:a|e|ao|u|ang?|ng?|ong)?|u(?:a|o|ai|i|ang?|n|e)?)"
)
_OWNERS_IN_NAMES = frozenset("people women men children king queen moody lloyd sotheby christie levi".split())
_HEADLINE = 0.8
_LIKELY = 0.7
# Words made of others, which no list has all of.
_DERIVED = regex.compile(r"(?:ing|ly|ions?|ments?|ness|isms?|ity|i[sz]ed?|less|ful|ally|ed|ists?|ers)$")


class Mentions:
    """Finds the names in a text, with what the dictionary and gazetteer know of words."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        self._dictionary = dictionary
        self._gazetteer = gazetteer
        self._han = HanMentions(gazetteer)

    def spans(self, text: str) -> list[Span]:
        """The places of names, in reading order, none overlapping another."""
        spans = sorted(
            [*self._latin(text), *self._han.spans(fold_in_place(text).lower())], key=lambda span: (span[0], -span[1])
        )
        kept: list[Span] = []
        for span in spans:
            if kept and span[0] == kept[-1][1] and all(looks_transliterated(text[slice(*s)]) for s in (kept[-1], span)):
                kept[-1] = (kept[-1][0], span[1])  # 斯托克波特 is one town
            elif not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def _latin(self, text: str) -> Iterator[Span]:
        """Runs of words with a capital, with what links them."""
        words = list(_WORD.finditer(text))
        telling = [word.group() for word in words if word.group() not in ENGLISH_STOP_WORDS]
        is_headline = len(telling) > 4 and sum(map(_has_capital, telling)) > _HEADLINE * len(telling)
        run: list[regex.Match[str]] = []
        for word in words:
            if run and (text[run[-1].end() : word.start()] not in {" ", " & "} or _is_owner(run[-1].group())):
                yield from _name(run)
                run = []
            if _has_capital(word.group()):
                opens = is_headline or bool(_OPENS.search(text[max(word.start() - 8, 0) : word.start()]))
                if run or not opens or self._is_proper(word.group(), followed=text[word.end() :][:2]):
                    run.append(word)
            elif run and word.group() in _LINKS:
                run.append(word)
            else:
                yield from _name(run)
                run = []
        yield from _name(run)

    def _is_proper(self, word: str, *, followed: str) -> bool:
        """Whether a word is a name although it opens a sentence; in pinyin it may be a surname."""
        plain = _plain(word)
        if plain in ENGLISH_STOP_WORDS or plain in TITLES:
            return False
        if _SYLLABLE.fullmatch(plain) and regex.match(r" \p{Lu}", followed):
            return True
        if regex.search(r"\p{Lu}.*\p{Lu}|\d", word.removesuffix("'S")):
            return True
        token = next(iter(name_tokens(plain)), "")
        if not self._gazetteer.is_english_word(token):
            return not _DERIVED.search(plain)
        known = self._dictionary.chinese([token])[token]
        best = max(known.values(), default=0.0)
        likely = [chinese for chinese, weight in known.items() if weight >= _LIKELY * best]
        return self._gazetteer.is_english_name(token) and any(map(self._gazetteer.is_name, likely))


def _name(run: list[regex.Match[str]]) -> Iterator[Span]:
    """What is left of a run of words when those at its end that only link are taken off."""
    while run and run[-1].group() in _LINKS:
        run = run[:-1]
    if not all(_plain(word.group()) in _NO_NAMES for word in run):
        yield run[0].start(), run[-1].end()


def _is_owner(word: str) -> bool:
    """Whether a word with an apostrophe tells whose something is, and is not part of a name: the People's Bank."""
    return bool(POSSESSIVE.search(word)) and _plain(word) not in _OWNERS_IN_NAMES


def _has_capital(word: str) -> bool:
    return bool(regex.search(r"\p{Lu}", word))


def _plain(word: str) -> str:
    return regex.sub(r"['’](?:s|ll|m|d|re|ve)?$|\.$", "", word).lower()
