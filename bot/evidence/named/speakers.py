"""Whose words a question asks for: where it asks what Ken promised, nothing that Ruth says of herself is an answer."""

from collections.abc import Collection, Iterable

from bot.evidence.named.speaker_names import SPEECH, find_named, is_subject, mentions, subject_of_speech
from index import HAN, SearchResult, Term, content_terms, fold, is_dictionary_word, lazy_pattern

_FIRST_PERSON = lazy_pattern(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b(?!\.)|(?:我|俺)(?![们們国國方校])")
# What a Chinese question for somebody's words has besides these.
_ASKING = lazy_pattern(
    r"什么|啥|哪些|哪几|怎么|如何|怎样|多少|分别|各自|都|了|过|的|吗|呢|吧|是|有|做|干|事情?|话|内容|在会上|会上|会议上?|这次|上次|当时|里|中|"
    r"对此|对这|个|件|些|请问|一下|要|会|想|能|自己|最后|先|又|还|也|和|与|跟|给出|给|出|提|方面|态度|到|点|谁|人"
)
# How far from a name its verb may stand, in words. Set by hand.
_SAID_BY = lazy_pattern(r"(?:['’]s)?\s*(?:\p{L}+\s+){0,1}?")


class AskedSpeakers:
    """Those of the speakers of the sources whose words or deeds a question asks for."""

    def __init__(self, question: str, found: SearchResult) -> None:
        folded = fold(question)
        named = find_named(question, {turn.speaker for passage in found.passages for turn in passage.chunk.turns})
        self._names = frozenset(name for name, said in named.items() if is_subject(said, folded))
        self._said = {said for name in self._names for said in (fold(name), named[name])}
        self._asks_for_words = bool(SPEECH.search(folded))
        if not self._names and (said := subject_of_speech(question)):
            self._said = {said}  # somebody who is only spoken of
        rest = folded
        for said in self._said:
            rest = rest.replace(said, " ")
        self._has_topic = _has_topic(rest, found.terms)
        self._topic = frozenset(term.word for term in found.terms if _is_topic(term, rest))

    @property
    def asked_for_words(self) -> list[str]:
        """The names of those whose words are asked for, as the sources spell them."""
        return sorted(self._names) if self._asks_for_words else []

    def is_of_another(self, speaker: str | None, sentence: str, *, before: str = "") -> bool:
        """Whether another one says a sentence, so that it cannot answer. ``before`` are the sentences before it.

        What others say of themselves tells nothing of whom the question names, unless it names him. Where his words are asked
        for, it must tell them, and what others say of other things must name him. Of somebody who never speaks the sentences
        before may tell, too.
        """
        if speaker is None or not self._said or speaker in self._names:
            return False
        is_of_self = bool(_FIRST_PERSON.search(sentence))
        if not self._names:
            return is_of_self and not self._is_named_in(f"{before} {sentence}")
        if is_of_self and self._asks_for_words:
            folded = fold(sentence)
            return not any(_tells_words(said, folded) for said in self._said)
        return (is_of_self or self._asks_for_words) and not self._is_named_in(sentence)

    def _is_named_in(self, text: str) -> bool:
        folded = fold(text)
        return any(mentions(said, folded) for said in self._said)

    def is_off_topic(self, speaker: str | None, words: Collection[str]) -> bool:
        """Whether a sentence of theirs has nothing of the topic that is asked about: ``words`` of the question are in it or near it."""
        is_theirs = speaker in self._names and self._asks_for_words
        return is_theirs and bool(self._topic) and self._topic.isdisjoint(words)

    def is_asked_statement(self, speaker: str | None, sentence: str) -> bool:
        """Whether a sentence of this speaker answers, whatever it says: the question names no topic."""
        is_asked = speaker in self._names and self._asks_for_words and not self._has_topic
        return is_asked and bool(content_terms(sentence))


def _tells_words(name: str, sentence: str) -> bool:
    """Whether a folded sentence tells what somebody says or thinks: *Ruth thinks it is too dear*, 何伟觉得太贵."""
    return any(
        SPEECH.match(sentence, gap.end())
        for _, end in mentions(name, sentence)
        if (gap := _SAID_BY.match(sentence, end))
    )


def _has_topic(rest: str, terms: Iterable[Term]) -> bool:
    """Whether a folded question says more than who speaks. Chinese topics of one character are no terms: 灯."""
    if HAN.search(rest):
        return bool(HAN.search(_ASKING.sub("", SPEECH.sub("", rest))))
    return any(not SPEECH.search(term.word) and mentions(term.word, rest) for term in terms)


def _is_topic(term: Term, rest: str) -> bool:
    """Whether a term is surely a word of what is asked about: the segmenter may have cut a Chinese one wrongly."""
    is_word = not HAN.search(term.word) or is_dictionary_word(term.word)
    return is_word and not SPEECH.search(term.word) and bool(mentions(term.word, rest))
