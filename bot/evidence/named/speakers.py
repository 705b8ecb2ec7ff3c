"""Whose words a question asks for: where it asks what Ken promised, nothing that Ruth says of herself is an answer."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

from index import ENGLISH_STOP_WORDS, HAN, SearchResult, Span, Term, content_terms, fold, lazy_pattern, pinyin

# What people do with words. Where one of these words is all that a question says besides the name, it has no topic.
_SPEECH = lazy_pattern(
    r"\b(?:sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|thinks?|thought|thinking|believ\w*|suggest\w*|propos\w*|recommend\w*|promis\w*|"
    r"offer\w*|agree\w*|disagree\w*|object\w*|complain\w*|mention\w*|explain\w*|describ\w*|argu\w*|claim\w*|warn\w*|predict\w*|"
    r"admit\w*|ask\w*|answer\w*|repl(?:y|ies|ied)|want\w*|plan\w*|decid\w*|report\w*|feel\w*|felt|hop(?:e|es|ed)|talk\w*|"
    r"speak\w*|spoken?|advis\w+|advice|insist\w*|comment\w*|opinions?|views?|positions?|stance|statements?|remarks?|words|"
    r"volunteer\w*|commit\w*|worr\w+|concern\w*|regret\w*|apologi\w+|announc\w*|confirm\w*|den(?:y|ies|ied)|critici[sz]\w*|"
    r"prais\w*|discuss\w*)\b"
    r"|说|讲|提到|提及|提出|提议|提醒|答应|承诺|保证|建议|认为|觉得|看法|意见|观点|看待|怎么看|如何看|态度|打算|计划|主张|反对|同意|赞成|抱怨|"
    r"担心|希望|想要|回答|回应|回复|解释|表示|表态|预言|预测|警告|强调|愿意|要求|介绍|谈|聊|透露|承认|否认|宣布|道歉|批评|称赞|汇报|报告了|发言|问了|问过"
)
_FIRST_PERSON = lazy_pattern(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b(?!\.)|(?:我|俺)(?![们們国國方校])")
# What stands before the name of somebody who does or says something, and before that of somebody who is only spoken of.
_BEFORE_SUBJECT = lazy_pattern(
    r"(?:^|\b(?:did|does|do|would|will|has|had|is|was|can|could|should|shall|might|may|what|why|when|how|where|which|that|and|"
    r"according to|(?:words|views?|opinions?) of)\s+|n['’]t\s+|,\s*)(?:[\p{L}.]+\s+(?:(?:and|or)\s+)?)?$"
)
_BEFORE_OBJECT = lazy_pattern(r"(?:[对向给跟于]|评价|么看|何看|看待|反对|同意|赞成|感谢|批评|称赞)$")
# What a Chinese question for somebody's words has besides these.
_ASKING = lazy_pattern(
    r"什么|啥|哪些|哪几|怎么|如何|怎样|多少|分别|各自|都|了|过|的|吗|呢|吧|是|有|做|干|事情?|话|内容|在会上|会上|会议上?|这次|上次|当时|里|中|"
    r"对此|对这|个|件|些|请问|一下|要|会|想|能|自己|最后|先|又|还|也|和|与|跟|给出|给|出|提|方面|态度|到|点|谁|人"
)
# Names of one Chinese character, and of one letter, mark questions and answers and nobody.
_FEWEST_CHARACTERS = 2
_CAPITALISED = lazy_pattern(r"\p{Lu}[\p{L}\p{M}'’-]*(?<!['’]s)")
_HAN_NAME = lazy_pattern(r"\p{Han}{2,4}")
_TITLES = frozenset("mr mrs ms miss dr prof professor sir st the and".split())


class AskedSpeakers:
    """Those of the speakers of the sources whose words or deeds a question asks for."""

    def __init__(self, question: str, found: SearchResult) -> None:
        folded = fold(question)
        speakers = {turn.speaker for passage in found.passages for turn in passage.chunk.turns}
        named = {speaker: said for speaker in sorted(speakers) if (said := _name_in(speaker, question))}
        self._names = frozenset(name for name, said in named.items() if _is_subject(said, folded))
        self._said = {said for name in self._names for said in (fold(name), named[name])}
        self._asks_for_words = bool(_SPEECH.search(folded))
        self._has_topic = _has_topic(folded, [named[name] for name in self._names], found.terms)

    @property
    def asked_for_words(self) -> Sequence[str]:
        """The names of those whose words are asked for, as the sources spell them."""
        return sorted(self._names) if self._asks_for_words else []

    def is_of_another(self, speaker: str | None, sentence: str) -> bool:
        """Whether another one says a sentence, so that it cannot answer.

        What others say of themselves tells nothing of whom the question names; where his words are asked for, nothing that
        they say does, unless it names him.
        """
        if speaker is None or not self._names or speaker in self._names:
            return False
        if _FIRST_PERSON.search(sentence):
            return True
        folded = fold(sentence)
        return self._asks_for_words and not any(_mentions(said, folded) for said in self._said)

    def is_asked_statement(self, speaker: str | None, sentence: str) -> bool:
        """Whether a sentence of this speaker answers, whatever it says: the question names no topic."""
        is_asked = speaker in self._names and self._asks_for_words and not self._has_topic
        return is_asked and bool(content_terms(sentence))


def _name_in(speaker: str, question: str) -> str:
    """What names a speaker in a question, folded: the whole name or a word of it, or its pinyin; else empty."""
    name, folded = fold(speaker), fold(question)
    words = [name, *(word for word in name.split() if word.strip(".") not in _TITLES)]
    long = [word for word in words if len(word) >= _FEWEST_CHARACTERS]
    if found := next((word for word in long if _mentions(word, folded) and _is_written_as_name(word, question)), ""):
        return found
    if question.isascii() and _HAN_NAME.fullmatch(name):
        first, *rest = pinyin(name)
        given = "".join(rest)
        spellings = (f"{first} {given}", f"{given} {first}")
        return next((spelling for spelling in spellings if _mentions(spelling, folded)), "")
    return ""


def _is_written_as_name(name: str, question: str) -> bool:
    """Whether a question writes a name or role as one, and not a common word: Will, *the host*."""
    if HAN.search(name) or question.islower() or f"the {name}" in fold(question):
        return True
    words = [(match.start(), match.group()) for match in _CAPITALISED.finditer(question)]
    return any(
        fold(word) == name.split(maxsplit=1)[0] and (start or name not in ENGLISH_STOP_WORDS) for start, word in words
    )


def _is_subject(name: str, question: str) -> bool:
    """Whether somebody of this name does or says something in a folded question, and is not only spoken of or to."""
    for start, end in _mentions(name, question):
        before, after = question[:start], question[end:]
        if HAN.search(name):
            if not _BEFORE_OBJECT.search(before):
                return True
        elif _BEFORE_SUBJECT.search(before) or _SPEECH.match(after.removeprefix("'s").lstrip()):
            return True
    return False


def _has_topic(question: str, names: Iterable[str], terms: Sequence[Term]) -> bool:
    """Whether a folded question says more than who speaks. Chinese topics of one character are no terms: 灯."""
    rest = question
    for name in names:
        rest = rest.replace(name, " ")
    if HAN.search(rest):
        return bool(HAN.search(_ASKING.sub("", _SPEECH.sub("", rest))))
    return any(not _SPEECH.search(term.word) and _mentions(term.word, rest) for term in terms)


def _mentions(name: str, text: str) -> list[Span]:
    """Where a folded text names somebody; in Latin letters with words of its own."""
    return [match.span() for match in _pattern(name).finditer(text)]


@lru_cache(maxsize=64)
def _pattern(name: str) -> "regex.Pattern[str]":
    quoted = regex.escape(name)
    return regex.compile(quoted if HAN.search(name) else rf"(?<![\p{{Latin}}\d]){quoted}(?![\p{{Latin}}\d])")
