"""Which sentences of the retrieved passages bear on a question, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.evidence.answer_types import Wanted, wanted
from bot.evidence.prompt_injection import asserts
from bot.evidence.quotable import quotable_spans
from index import (
    AnswerType,
    Passage,
    SearchResult,
    Term,
    TokenizedText,
    detect_language,
    fold,
    question_language,
    sentence_spans,
    tokenize_text,
)

_REASON = regex.compile(
    r"\b(?:because|due to|owing to|thanks to|reasons?|motives?|driven|forced|explains?|therefore|thus|hence|"
    r"in order to|wants? to|means to|afford|(?:that|this)(?:['’]s| is) why|caused?|result of|leads? to|led to)\b|"
    r"因为|由于|所以|因此|为了|原因|迫|逼|导致|使得|缘于|出于|不得不",
    regex.I,
)
# What the sentence before speaks of is spoken of here.
_POINTS_BACK = regex.compile(
    r"[\W_]*(?:(?:it|its|they|their|he|his|she|her|this|these|that|those|such|since then|then|there)\b|"
    r"the (?:firm|company|fund|bank|country|group|agency|ministry|sector|report|author|team|city|island|project)\b|"
    r"[它其他她该此]|这(?!里)|那(?:以后|之后|里)|从此)",
    regex.I,
)
_BEFORE_IT = 0.95
# How much a term counts that stands not in the sentence but near it.
_NEXT_TO, _IN_PASSAGE, _IN_TITLE, _OF_THE_SOURCE = 0.8, 0.55, 0.7, 0.6
_THROUGHOUT = 0.6
_BY_ITS_HEAD = 0.7
_FULL_NAME = regex.compile(r"\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)+")
_WORD = regex.compile(r"\p{L}+(?:['’-]\p{L}+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage, and how it bears on the question (each from 0 to 1).

    ``coverage`` is the share of the question's words it holds, its surroundings counted in part;
    ``own_coverage`` counts the sentence alone; ``meaning`` is a cosine similarity, None where unknown.
    """

    passage: Passage
    start: int  # in the source's text, like the chunk's
    end: int
    behind: float  # by how much its passage was found to be worse than the best, in standard deviations
    coverage: float
    own_coverage: float
    worst_name: float  # how far the least covered name or figure of the question is covered
    topic_coverage: float  # coverage of what the question says besides names and figures
    name_coverage: float  # coverage of its names
    misses_a_name: bool  # one of them stands nowhere near
    meaning: float | None
    is_across: bool  # it is not in the question's language
    is_expected_kind: bool
    gives_reason: bool  # where one is asked for

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
            + 0.8 * (self.meaning or 0.0)
            + 0.3 * self.is_expected_kind
            + 0.5 * self.gives_reason
            - 0.3 * self.misses_a_name
            - 0.06 * min(self.behind, 4.0)
        )


def weigh(question: str, found: SearchResult) -> list[Evidence]:
    """Every sentence of the passages as evidence for a question and the terms it asks about, best first.

    Names over speaker turns, headings, questions and what a page tells whoever answers are context, never evidence
    themselves.
    """
    asked, language = wanted(question), question_language(question)
    passages, terms = found.passages, found.terms
    subjects = _subjects(passages, terms)
    names = _names_in_full(question, terms)
    close = found.sentence_similarities
    weighed = [
        evidence
        for i, passage in enumerate(passages)
        for evidence in _of_passage(
            passage, terms, (asked, language), (subjects[passage.source.id], _heads(names, passage, passages)),
            behind=passages[0].score - passage.score, close=close[i] if close else None,
        )
    ]  # fmt: skip
    return sorted(weighed, key=lambda evidence: -evidence.score)


def _subjects(passages: Sequence[Passage], terms: Sequence[Term]) -> dict[str, set[Term]]:
    """The names each source speaks of throughout, and so need not repeat in every sentence: most of its passages hold them."""
    texts: dict[str, list[TokenizedText]] = {}
    for passage in passages:
        texts.setdefault(passage.source.id, []).append(tokenize_text(passage.chunk.text))
    return {
        source_id: {
            t
            for t in terms
            if t.is_name and sum(text.term_coverage(t) > 0 for text in held) >= max(_THROUGHOUT * len(held), 2)
        }
        for source_id, held in texts.items()
    }


def _names_in_full(question: str, terms: Sequence[Term]) -> list[list[Term]]:
    """The names of more than one word in an English question, as the terms of their words."""
    by_word = {term.word: term for term in terms if term.is_name}
    runs = ([by_word.get(fold(word)) for word in _WORD.findall(m.group())] for m in _FULL_NAME.finditer(question))
    return [[term for term in run if term] for run in runs if len([term for term in run if term]) > 1]


def _heads(names: Sequence[Sequence[Term]], passage: Passage, passages: Sequence[Passage]) -> dict[Term, Term]:
    """The last word of each name that the source gives in full, by the others: from then on it speaks of "the fund"."""
    own = [tokenize_text(other.chunk.text) for other in passages if other.source.id == passage.source.id]
    return {
        term: name[-1]
        for name in names
        if any(all(text.term_coverage(term) for term in name) for text in own)
        for term in name[:-1]
    }


def _of_passage(
    passage: Passage, terms: Sequence[Term], sought: tuple[Wanted, str], known: tuple[set[Term], dict[Term, Term]], *,
    behind: float, close: Sequence[float] | None,
) -> list[Evidence]:  # fmt: skip
    """The sentences of one passage; ``close`` is how close each is to the question by meaning."""
    (asked, language), (subjects, heads) = sought, known
    spans = quotable_spans(passage.chunk)
    meaning = dict(zip([end for _, end in sentence_spans(passage.chunk.text)], close or (), strict=False))
    sentences = [passage.chunk.text[a:b] for a, b in spans]
    says = [asserts(sentence) for sentence in sentences]
    texts = [tokenize_text(sentence) for sentence in sentences]
    whole, title = tokenize_text(passage.chunk.text), tokenize_text(f"{passage.source.title} {passage.chunk.section}")
    known_of = [
        max(
            _IN_PASSAGE * whole.term_coverage(term),
            _IN_TITLE * title.term_coverage(term),
            _OF_THE_SOURCE * (term in subjects),
        )
        for term in terms
    ]
    held = [[text.term_coverage(term) for term in terms] for text in texts]
    by_head = {i: terms.index(heads[term]) for i, term in enumerate(terms) if term in heads}
    found = []
    for i, (start, end) in enumerate(spans):
        if not says[i]:
            continue
        around = [
            (_BEFORE_IT if j < i and (_POINTS_BACK.match(sentences[i]) or not says[j]) else _NEXT_TO, held[j])
            for j in (i - 1, i + 1)
            if 0 <= j < len(texts)
        ]
        credit = [
            max(
                held[i][j],
                known_of[j],
                *(share * other[j] for share, other in around),
                _BY_ITS_HEAD * held[i][by_head[j]] if j in by_head else 0.0,
            )
            for j in range(len(terms))
        ]
        named = [c for term, c in zip(terms, credit, strict=True) if term.is_name or term.is_figure]
        found.append(
            Evidence(
                passage=passage, start=passage.chunk.start + start, end=passage.chunk.start + end, behind=behind,
                coverage=_share(terms, credit), own_coverage=_share(terms, held[i]),
                worst_name=min(named, default=1.0),
                topic_coverage=_share_of(terms, credit, names=False, without=_share(terms, credit)),
                misses_a_name=any(t.is_name and c == 0.0 for t, c in zip(terms, credit, strict=True)),
                name_coverage=_share_of(terms, credit, names=True, without=1.0),
                meaning=None if close is None else max(meaning.get(end, 0.0), 0.0),
                is_across=detect_language(sentences[i]) not in (language, "mixed"),
                is_expected_kind=asked.is_held_by(sentences[i], terms),
                gives_reason=asked.kind is AnswerType.REASON and bool(_REASON.search(sentences[i])),
            )
        )  # fmt: skip
    return found


def _share(terms: Sequence[Term], credit: Sequence[float]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * c for term, c in zip(terms, credit, strict=True)) / total if total else 0.0


def _share_of(terms: Sequence[Term], credit: Sequence[float], *, names: bool, without: float) -> float:
    """The share over names alone, or over what is neither name nor figure; ``without`` where there are none."""
    chosen = [(term, c) for term, c in zip(terms, credit, strict=True) if term.is_name == names and not term.is_figure]
    return _share([term for term, _ in chosen], [c for _, c in chosen]) if chosen else without
