"""Which sentences of the retrieved passages bear on a question, and how well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from index import Expected, Passage, Term, Text, content_terms, expected_answer, sentence_spans

# Cosine similarity of the question and each text, or None where the embedder does not know the language.
Similarities = Callable[[str, Sequence[str]], list[float] | None]

_FIGURE = regex.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|dozen|hundred|thousand|million|billion|trillion)\b|[一二三四五六七八九十百千万亿两半]+(?:[个分年月日成倍度%]|万|亿)|百分之",
    regex.I,
)
_DATE = regex.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\d{1,2}\s*月|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\d+\s*年|世纪|\bcentur|[一二三四五六七八九零〇]{2,4}年",
    regex.I,
)
_NAME = regex.compile(
    r"(?<![.!?]\s)(?<!^)\b\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+|\p{Han}{2,}"
)
# How much a term counts that stands not in the sentence but near it.
_NEXT_TO, _IN_PASSAGE, _IN_TITLE = 0.8, 0.55, 0.7
_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage, and how it bears on the question (each from 0 to 1).

    ``coverage`` is the share of the question's words it holds, its surroundings counted in part;
    ``own_coverage`` counts the sentence alone; ``meaning`` is a cosine similarity, 0 where unknown.
    """

    passage: Passage
    start: int  # in the source's text, like the chunk's
    end: int
    rank: int
    coverage: float
    own_coverage: float
    worst_name: float  # how far the least covered name or figure of the question is covered
    topic_coverage: float  # coverage of what the question says besides names and figures
    name_coverage: float  # coverage of its names
    meaning: float
    is_expected_kind: bool

    @property
    def text(self) -> str:
        """The sentence as printed."""
        chunk = self.passage.chunk
        return chunk.text[self.start - chunk.start : self.end - chunk.start]

    @property
    def score(self) -> float:
        """How well the sentence answers, for ordering sentences of one question."""
        return (
            self.coverage
            + 0.5 * self.own_coverage
            + 0.8 * self.meaning
            + 0.3 * self.is_expected_kind
            - 0.04 * self.rank
        )


def weigh(question: str, passages: Sequence[Passage], *, similarities: Similarities) -> list[Evidence]:
    """Every sentence of the passages as evidence for a question, best first.

    Names over speaker turns and headings are context, never evidence themselves. Only the sentences whose
    words promise most are compared by meaning, which is the slow part.
    """
    terms = content_terms(question)
    asked = expected_answer(question)
    weighed = [evidence for rank, passage in enumerate(passages) for evidence in _by_words(passage, rank, terms, asked)]
    weighed.sort(key=lambda evidence: -evidence.score)
    promising = weighed[:_COMPARED]
    close = similarities(question, [evidence.text for evidence in promising]) or [0.0] * len(promising)
    compared = [replace(evidence, meaning=max(value, 0.0)) for evidence, value in zip(promising, close, strict=True)]
    return sorted(compared + weighed[_COMPARED:], key=lambda evidence: -evidence.score)


def _by_words(passage: Passage, rank: int, terms: Sequence[Term], asked: Expected) -> list[Evidence]:
    spans = quotable_spans(passage)
    sentences = [passage.chunk.text[a:b] for a, b in spans]
    texts = [Text(sentence) for sentence in sentences]
    whole, title = Text(passage.chunk.text), Text(f"{passage.source.title} {passage.chunk.section}")
    found = []
    for i, (start, end) in enumerate(spans):
        around = [texts[j] for j in (i - 1, i + 1) if 0 <= j < len(texts)]
        credit = [_credit(term, texts[i], around, whole, title) for term in terms]
        named = [c for term, c in zip(terms, credit, strict=True) if term.is_name or term.is_figure]
        found.append(
            Evidence(
                passage=passage, start=passage.chunk.start + start, end=passage.chunk.start + end, rank=rank,
                coverage=_share(terms, credit), own_coverage=_share(terms, [texts[i].covers(term) for term in terms]),
                worst_name=min(named, default=1.0), topic_coverage=_share_of(terms, credit, names=False),
                name_coverage=_share_of(terms, credit, names=True), meaning=0.0,
                is_expected_kind=_is_kind(sentences[i], asked, terms),
            )
        )  # fmt: skip
    return found


def quotable_spans(passage: Passage) -> list[tuple[int, int]]:
    """The sentences of a passage's chunk that can be quoted, as spans into its text."""
    chunk = passage.chunk
    spans = []
    heading = chunk.section.partition(" · ")[2]
    starts = {turn.start - chunk.start for turn in chunk.turns}
    for start, end in sentence_spans(chunk.text):
        # A name before the words on the same line is not part of them.
        spoken = next((s for s in starts if start < s < end), start)
        line = chunk.text[spoken:end]
        is_name_line = bool(starts) and not any(
            turn.start < chunk.start + end and chunk.start + spoken < turn.end for turn in chunk.turns
        )
        if line != heading and not (is_name_line and len(line) <= 40):
            spans.append((spoken, end))
    return spans


def _credit(term: Term, sentence: Text, around: Sequence[Text], whole: Text, title: Text) -> float:
    return max(
        sentence.covers(term),
        *(_NEXT_TO * text.covers(term) for text in around),
        _IN_PASSAGE * whole.covers(term),
        _IN_TITLE * title.covers(term),
    )


def _share(terms: Sequence[Term], credit: Sequence[float]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * c for term, c in zip(terms, credit, strict=True)) / total if total else 0.0


def _share_of(terms: Sequence[Term], credit: Sequence[float], *, names: bool) -> float:
    """The share over names alone, or over what is neither name nor figure; 1 where the question has none."""
    chosen = [(term, c) for term, c in zip(terms, credit, strict=True) if term.is_name == names and not term.is_figure]
    return _share([term for term, _ in chosen], [c for _, c in chosen]) if chosen else 1.0


def _is_kind(sentence: str, asked: Expected, terms: Sequence[Term]) -> bool:
    """Whether a sentence holds something of the kind asked for that the question does not say itself."""
    rest = sentence
    for term in terms:
        if term.is_figure or term.is_name:
            rest = regex.sub(regex.escape(term.word), " ", rest, flags=regex.IGNORECASE)
    match asked:
        case Expected.FIGURE:
            return bool(_FIGURE.search(rest))
        case Expected.DATE:
            return bool(_DATE.search(rest))
        case Expected.PERSON:
            return bool(_NAME.search(rest))
        case Expected.ANY:
            return True


def is_supported(evidence: Evidence) -> bool:
    """Whether the best evidence is good enough to answer on. No evidence, no answer."""
    return evidence.coverage >= 0.6
