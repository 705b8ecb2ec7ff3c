"""The sentences of a source as candidates for a summary: where they stand, and whether they stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answers import AnswerLanguage
from bot.evidence import quotable_spans
from bot.summaries.self_contained import Standing, fullness, judge, says_something
from index import Chunk, Source, detect_language, question_language, sentence_spans

# A page's own summary says in each sentence what the rest takes pages for.
_OWN_SUMMARY = 3.0
# What an article puts first is what it is about, and its last lines draw the sum; talk only does the latter.
_LEAD, _CLOSE, _FADE = 1.5, 0.6, 2.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be quoted: ``chunk.text`` holds it, ``start`` and ``end`` are places in the source's text.

    ``prior`` is how much its place in the source speaks for it, 1 being nothing.
    """

    source: Source
    chunk: Chunk
    start: int
    end: int
    standing: Standing
    prior: float = 1.0

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.chunk.text[self.start - self.chunk.start : self.end - self.chunk.start]

    @property
    def language(self) -> AnswerLanguage:
        """The language of the page where it stands; a Latin name or two do not change it."""
        return question_language(self.text) if self.chunk.language == "mixed" else self.chunk.language

    @property
    def subject(self) -> str:
        """What its page or section says it is about, in its own language where there is a choice."""
        section = self.chunk.section.partition(" · ")[2]
        is_foreign = detect_language(self.source.title) not in (self.chunk.language, "mixed")
        return section if section and is_foreign else self.source.title


def read_sentences(source: Source, chunks: Sequence[Chunk], *, text: str) -> list[Sentence]:
    """The whole sentences of a source that say something, in order; no questions, greetings, headings or bylines.

    ``text`` is the source's whole text. Fragments are there only where there is nothing else.
    """
    found: list[Sentence] = []
    for _, section in groupby(chunks, key=lambda chunk: chunk.section):
        told = [sentence for chunk in section for sentence in _of_chunk(source, chunk) if says_something(sentence.text)]
        found.extend(
            replace(sentence, prior=fullness(sentence.text) * _prior(sentence.chunk.section, i, len(told)))
            for i, sentence in enumerate(told)
        )
    whole = list(_whole(found, text))
    return [s for s in whole if s.standing < Standing.FRAGMENT] or whole


def _of_chunk(source: Source, chunk: Chunk) -> Iterator[Sentence]:
    for start, end in quotable_spans(chunk):
        standing = judge(chunk.text[start:end])
        yield Sentence(source, chunk, chunk.start + start, chunk.start + end, standing)


def _whole(sentences: Sequence[Sentence], text: str) -> Iterator[Sentence]:
    """Without the halves of sentences so long that they were cut between two chunks."""
    starts = {end: start for start, end in sentence_spans(text)}
    for sentence in sentences:
        start = starts.get(sentence.end)
        if start == sentence.start or (
            start is not None and any(turn.start == sentence.start for turn in sentence.chunk.turns)
        ):
            yield sentence


def _prior(section: str, position: int, count: int) -> float:
    role = section.partition(" · ")[0]
    if role == "summary":
        return _OWN_SUMMARY
    close = _CLOSE / (1 + (count - 1 - position) / _FADE)
    return 1 + close + (_LEAD / (1 + position / _FADE) if role == "article" else 0.0)
