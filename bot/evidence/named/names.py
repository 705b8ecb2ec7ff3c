"""Names that are alike: what is said of the Hillside Clinic says nothing of the Riverside Clinic, nor what 王老师 said of 李老师."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from bot.evidence.named.scope import asks_for_neighbour, covers_others
from index import ENGLISH_STOP_WORDS, HAN, SURNAMES, AnswerType, answer_type, fold, is_dictionary_word, lazy_pattern

if TYPE_CHECKING:
    from re import Match

_WORD = r"\p{Lu}[\p{L}\d'’-]*\.?"
_RUN = lazy_pattern(rf"(?<![\p{{L}}\d.]){_WORD}(?: {_WORD})+")
_POSSESSIVE = lazy_pattern(r"['’]s?$")
# What stands before a name without being a part that tells it from others.
_ROLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame saint st king queen prince princess emperor pope president minister "
    "chancellor senator governor mayor judge justice captain general colonel major lieutenant sergeant admiral officer director "
    "chairman chairwoman chair chief secretary founder author writer coach doctor nurse uncle aunt brother sister father mother "
    "prime vice former deputy".split()
)
# Two first words of which so many letters at the beginning are the same are one, typed otherwise or inflected. Set by hand.
_SAME_BEGINNING = 4
# Kinds of organisations and places in Chinese, and forms of address: what stands before them tells one from another.
_ORGANISATION = (
    "股份有限公司|有限公司|公司|集团|人民法院|法院|检察院|人民医院|医院|诊所|大学|学院|中学|小学|幼儿园|银行|俱乐部|图书馆|博物馆|体育馆|健身房|"
    "餐厅|酒店|分店|门店|店|车站|机场|小区|花园|广场|公园|校区|分部|分馆|分校|公会|战队|乐队|剧团|社团|协会|基金会|出版社|电视台|报社"
)
_ADDRESS = "老师|经理|医生|先生|女士|教练|主任|师傅|阿姨|叔叔|教授|博士|队长|院长|校长|警官|律师|护士|总监|老板"
# What stands before a Chinese name.
_BEFORE_NAME = (
    r"根据|按照|依据|关于|位于|请问|想问|告诉我|以及|或者|还是|我们|你们|他们|什么|怎么|多少|成立|收购|投资|"
    r"[的在里开离距近对由与和及是有为从到向给于被把让问去了着过比跟叫谁这那哪每各该本某家个间所座位名些几一二两三四五六七八九十]"
)
_ORGANISATIONS = lazy_pattern(
    rf"(?<=^|[^\p{{Han}}\d]|{_BEFORE_NAME})(?P<core>(?:(?!{_BEFORE_NAME})\p{{Han}}){{2,10}}?)(?P<kind>{_ORGANISATION})"
)
_PEOPLE = lazy_pattern(rf"(?<=^|[^\p{{Han}}]|{_BEFORE_NAME})(?P<core>\p{{Han}})(?P<kind>{_ADDRESS})")
# A city goes by its name alone too.
_DIVISIONS = "省市县区镇乡"
_NO_NAME = lazy_pattern(_BEFORE_NAME)
# Two names of organisations that end in so many same characters before their kind are one, or taken for one. Set by hand.
_SAME_END = 3


class Name(NamedTuple):
    """A name: what tells it from others of its ``kind``, folded, and the words that these share with it."""

    core: str
    kind: str


def asked_names(question: str) -> tuple[Name, ...]:
    """The names of a question that could be taken for others of their kind; none where it asks who, or for a relative or rival."""
    if answer_type(question) is AnswerType.PERSON or asks_for_neighbour(question):
        return ()
    return (*_latin_names(question), *_chinese_names(fold(question)))


def is_about_other_name(asked: Sequence[Name], sentence: str, headings: Sequence[str]) -> bool:
    """Whether a sentence names another of the kind of one of those ``asked``, or else what it stands under does.

    Where one of those asked is named in it or in its headings, or it says something of others too, it is about none.
    """
    if not asked or any(_names(name, text) for text in (sentence, *headings) for name in asked):
        return False
    if any(_names_other(name, sentence) for name in asked):
        return not covers_others(sentence)
    return any(_names_other(name, heading) for heading in headings for name in asked)


def _latin_names(question: str) -> Iterator[Name]:
    if question.isupper() or question.istitle():
        return
    for run in _RUN.findall(question):
        words = [_POSSESSIVE.sub("", word) for word in run.split()]
        while words and (fold(words[0]) in ENGLISH_STOP_WORDS or _bare(words[0]) in _ROLES):
            del words[0]
        # Of two words the first may be a nickname (Bob for Robert) or no name at all (the Guest Password). An initial is sure.
        is_sure = len(words) > 2 or (len(words) == 2 and len(_bare(words[0])) == 1)
        if is_sure and _bare(words[1]) not in _ROLES:
            yield Name(_bare(words[0]), " ".join(words[1:]).rstrip("."))


def _chinese_names(question: str) -> Iterator[Name]:
    yield from (_name(m) for m in _ORGANISATIONS.finditer(question) if not is_dictionary_word(m["core"]))
    yield from (
        _name(m) for m in _PEOPLE.finditer(question) if m["core"] in SURNAMES and not _NO_NAME.search(m["core"])
    )


def _names(name: Name, text: str) -> bool:
    """Whether a text holds what tells a name from others."""
    folded = _folded(text)
    if _is_latin(name):
        return bool(_as_word(name.core).search(folded))
    return name.core.rstrip(_DIVISIONS)[-_SAME_END:] in folded or any(
        m["kind"] == name.kind and _ends_alike(m["core"], name.core) for m in _alike(name).finditer(folded)
    )


def _names_other(name: Name, text: str) -> bool:
    """Whether a text holds another name of the same kind."""
    if not _is_latin(name):
        found = _alike(name).finditer(_folded(text))
        return any(m["kind"] == name.kind and not _ends_alike(m["core"], name.core) for m in found)
    return any(_is_other_first_word(match["first"], name) for match in _before(name.kind).finditer(text))


def _is_other_first_word(first: str, name: Name) -> bool:
    word = _bare(first)
    if word in ENGLISH_STOP_WORDS or word in _ROLES or (" " not in name.kind and len(word) > 1):
        return False
    shorter = min(len(word), len(name.core), _SAME_BEGINNING)
    return word[:shorter] != name.core[:shorter]


def _alike(name: Name) -> "regex.Pattern[str]":
    """What finds Chinese names like one."""
    return _ORGANISATIONS if len(name.core) > 1 else _PEOPLE


def _ends_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other), _SAME_END)
    return one[-shorter:] == other[-shorter:]


def _name(match: "Match[str] | regex.Match[str]") -> Name:
    return Name(match["core"], match["kind"])


def _is_latin(name: Name) -> bool:
    return not HAN.match(name.core)


def _bare(word: str) -> str:
    return fold(word).strip(".'’-")


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=64)
def _as_word(core: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?<![\p{{L}}\d]){regex.escape(core)}(?!\p{{L}}{{3}})")


@lru_cache(maxsize=64)
def _before(kind: str) -> "regex.Pattern[str]":
    """The capitalised word before the words of a kind."""
    return regex.compile(rf"(?<![\p{{L}}\d])(?P<first>{_WORD}) {regex.escape(kind)}(?![\p{{L}}\d])")
