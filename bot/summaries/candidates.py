"""Candidates for a summary: the sentences of a source that can be quoted, with a prior for where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answers import AnswerLanguage
from bot.evidence import is_statement, quotable_spans
from bot.summaries.self_contained import Completeness, is_informative, length_weight, read_completeness
from index import Chunk, Source, detect_language, question_language, sentence_spans

# The prior of a sentence in a page's own summary; 1 is neutral. Set by hand.
_OWN_SUMMARY_PRIOR = 3.0
# Added to the prior of the first sentence of an article, and of the last one of any section: an article begins with its
# subject, and its last lines conclude; a conversation only concludes. Set by hand.
_LEAD_BONUS, _CLOSE_BONUS = 1.5, 0.6
# Sentences from the first or last one after which its bonus is halved. Set by hand.
_BONUS_HALVED_AFTER = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that can be quoted: part of ``chunk.text``; ``start`` and ``end`` count in the source's text.

    ``prior`` is how much its position in the source speaks for it; 1 is neutral.
    """

    source: Source
    chunk: Chunk
    start: int
    end: int
    completeness: Completeness
    prior: float = 1.0

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.chunk.text[self.start - self.chunk.start : self.end - self.chunk.start]

    @property
    def language(self) -> AnswerLanguage:
        """The language of its chunk, which a name in Latin letters does not change; its own in a mixed chunk."""
        return question_language(self.text) if self.chunk.language == "mixed" else self.chunk.language

    @property
    def subject(self) -> str:
        """What its page or section says it is about, in its own language where there is a choice."""
        section = self.chunk.headings[-1] if self.chunk.headings else ""
        is_foreign = detect_language(self.source.title) not in (self.chunk.language, "mixed")
        return section if section and is_foreign else self.source.title


def read_candidates(source: Source, chunks: Sequence[Chunk], *, text: str) -> list[Candidate]:
    """The whole, informative sentences of a source, in order: no questions, greetings, headings or bylines.

    Injected instructions are left out too. ``text`` is the source's whole text. Fragments are included only where there is nothing else.
    """
    found: list[Candidate] = []
    for _, section in groupby(chunks, key=lambda chunk: chunk.section):
        informative = [
            c
            for chunk in section
            for c in _read_chunk(source, chunk)
            if is_informative(c.text) and is_statement(c.text)
        ]
        found.extend(
            replace(c, prior=length_weight(c.text) * _position_prior(c.chunk.section, i, len(informative)))
            for i, c in enumerate(informative)
        )
    whole = list(_whole_sentences(found, text))
    return [c for c in whole if c.completeness < Completeness.FRAGMENT] or whole


def _read_chunk(source: Source, chunk: Chunk) -> Iterator[Candidate]:
    for start, end in quotable_spans(chunk):
        completeness = read_completeness(chunk.text[start:end])
        yield Candidate(source, chunk, chunk.start + start, chunk.start + end, completeness)


def _whole_sentences(candidates: Sequence[Candidate], text: str) -> Iterator[Candidate]:
    """Without the halves of sentences so long that they were cut between two chunks."""
    starts = {end: start for start, end in sentence_spans(text)}
    for candidate in candidates:
        start = starts.get(candidate.end)
        if start == candidate.start or (
            start is not None and any(turn.start == candidate.start for turn in candidate.chunk.turns)
        ):
            yield candidate


def _position_prior(section: str, position: int, count: int) -> float:
    """The prior of the sentence at a position among so many of its section."""
    role = section.partition(" · ")[0]
    if role == "summary":
        return _OWN_SUMMARY_PRIOR
    close = _CLOSE_BONUS / (1 + (count - 1 - position) / _BONUS_HALVED_AFTER)
    lead = _LEAD_BONUS / (1 + position / _BONUS_HALVED_AFTER) if role == "article" else 0.0
    return 1 + close + lead
