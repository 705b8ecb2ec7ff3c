"""Evidence: the sentences of the passages found for a question, ranked by how well they answer it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.evidence.choice import answer_log_odds
from bot.evidence.expected_answers import ExpectedAnswer, expected_answer
from bot.evidence.named import AskedSpeakers, NamedSubject
from bot.evidence.prompt_injection import is_statement
from bot.evidence.quotation import quotable_spans
from bot.evidence.term_credit import TermCredit
from index import (
    Passage,
    Reader,
    Reading,
    SearchResult,
    Span,
    Term,
    Text,
    detect_language,
    question_language,
    sentence_spans,
    tokenize_text,
)

# Of 3 to 15, and the mean, the place whose similarity told answerable from other questions best (``fit_choice.py``).
_BACKGROUND_PLACE = 5
# Sentences before one that may name what it is about. Set by hand.
_NEAR = 2
# Stands for a sentence that was not read, because others were more promising: below all that are read.
_UNREAD = Reading(-10.0, -10.0, (0, 0))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage, and how well it answers the question. All coverages are from 0 to 1.

    ``coverage`` is the weighted share of the question's terms that it covers, with credit for its surroundings.
    ``own_coverage`` is that of the sentence alone. ``meaning`` is a cosine similarity, None where unknown.
    """

    passage: Passage
    start: int  # in the source's text, like the chunk's
    end: int
    passage_gap: float  # between the scores of its passage and the best one, in standard deviations
    coverage: float
    own_coverage: float
    topic_coverage: float  # of the terms that are neither names nor figures
    name_coverage: float  # of the names
    misses_a_name: bool  # a name of the question is neither in it nor near it
    meaning: float | None
    is_cross_language: bool  # it is not in the question's language
    has_expected_type: bool  # it holds the type of answer the question expects
    lacks_contact: bool  # the question asks for a telephone number or the like, and it holds none
    is_about_other: (
        bool  # it is about another code, number, date, name or country than the question names, or another's words
    )
    is_asked_statement: bool  # it is of somebody whose words are asked for, whatever they are about
    background: float | None = (
        None  # how similar to the question other sentences are that were found; None where unknown
    )
    reading: Reading | None = None  # what the reader says of it; None without a reader

    @property
    def text(self) -> str:
        """The sentence as printed."""
        chunk = self.passage.chunk
        return chunk.text[self.start - chunk.start : self.end - chunk.start]

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: the chunk, and the position in the source."""
        return self.passage.chunk.id, self.start

    @property
    def speaker(self) -> str | None:
        """Who says it, None where nobody is said to or more than one does."""
        return self.passage.chunk.speaker_at(self.start, self.end)

    @property
    def is_record(self) -> bool:
        """Whether it is a record of several lines rather than a sentence."""
        return "\n" in self.text

    @property
    def is_read(self) -> bool:
        """Whether the reader read it."""
        return self.reading not in (None, _UNREAD)

    @property
    def score(self) -> float:
        """The log-odds that the sentence answers the question, against that nothing found does."""
        return answer_log_odds(self)


@dataclass(frozen=True, slots=True)
class _Question:
    terms: Sequence[Term]
    expected: ExpectedAnswer
    language: str
    subject: NamedSubject
    speakers: AskedSpeakers


def rank_evidence(question: str, found: SearchResult, *, reader: Reader | None = None) -> list[Evidence]:
    """The sentences of the passages as evidence for a question, best first.

    Names above speaker turns, headings, questions and prompt injection are context for other sentences, no evidence.
    """
    asked = _Question(
        found.terms, expected_answer(question), question_language(question), NamedSubject(question),
        AskedSpeakers(question, found),
    )  # fmt: skip
    credit = TermCredit(question, found.passages, found.terms)
    similarities = found.sentence_similarities
    evidence = [
        _passage_evidence(
            passage, asked, credit,
            passage_gap=found.passages[0].score - passage.score, similarities=similarities[i] if similarities else None,
        )
        for i, passage in enumerate(found.passages)
    ]  # fmt: skip
    background = _background(evidence)
    evidence = [[replace(e, background=background) for e in part] for part in evidence]
    if reader is not None and any(evidence):
        evidence = _read(question, evidence, reader, found.terms)
    return sorted((e for part in evidence for e in part), key=lambda e: (-e.is_asked_statement, -e.score))


def _background(evidence: Sequence[Sequence[Evidence]]) -> float | None:
    """The similarity to the question of the sixth of the most similar sentences, or of the last where there are fewer.

    Where all sources are alike, as reports of companies are, many sentences are similar, and that of the best says less.
    """
    similar = sorted((e.meaning for part in evidence for e in part if e.meaning is not None), reverse=True)
    return similar[min(_BACKGROUND_PLACE, len(similar) - 1)] if similar else None


def _read(
    question: str, evidence: Sequence[Sequence[Evidence]], reader: Reader, terms: Sequence[Term]
) -> list[list[Evidence]]:
    """The evidence of each passage, with what the reader says of it."""
    texts = [
        Text(
            part[0].passage.chunk.text, _heading(part[0].passage, terms),
            _spans_with_speakers(part), [e.score for e in part],
        )
        for part in evidence
        if part
    ]  # fmt: skip
    said = reader.read(question, texts)
    return [
        [replace(e, reading=reading or _UNREAD) for e, reading in zip(part, own, strict=True)]
        for part, own in zip([part for part in evidence if part], said, strict=True)
    ]


def _spans_with_speakers(part: Sequence[Evidence]) -> list[Span]:
    """The sentences of a passage, each with the name of the speaker before it on its line, if there is one."""
    chunk = part[0].passage.chunk
    starts = {end: start for start, end in sentence_spans(chunk.text)}
    spans = [(e.start - chunk.start, e.end - chunk.start) for e in part]
    return [(min(starts.get(end, start), start), end) for start, end in spans]


def _heading(passage: Passage, terms: Sequence[Term]) -> str:
    """What a passage stands under: its nearest heading, after the title of its source where that holds a name of the question.

    Without a heading the title alone.
    """
    title, headings = passage.source.title, passage.chunk.headings[-1:]
    tokenized = tokenize_text(title)
    is_named = any(term.is_name and tokenized.term_coverage(term) > 0 for term in terms)
    return " ".join([title, *headings] if is_named and headings != (title,) else headings or [title])


def _passage_evidence(
    passage: Passage, asked: _Question, credit: TermCredit, *, passage_gap: float, similarities: Sequence[float] | None
) -> list[Evidence]:
    """The statements of one passage; ``similarities`` are those of all its sentences to the question."""
    chunk = passage.chunk
    spans = quotable_spans(chunk)
    sentences = [chunk.text[start:end] for start, end in spans]
    ends = [end for _, end in sentence_spans(chunk.text)]
    are_statements = [is_statement(sentence) for sentence in sentences]
    speakers = [chunk.speaker_at(chunk.start + start, chunk.start + end) for start, end in spans]
    # As if its speaker were named in it: he is who is asked about.
    spoken = [f"{name}: {sentence}" if name else sentence for name, sentence in zip(speakers, sentences, strict=True)]
    credited = credit.credit_sentences(passage, spoken, are_statements=are_statements)
    held = [{term.word for term, c in zip(asked.terms, one.alone, strict=True) if c > 0} for one in credited]
    evidence = []
    for i, ((start, end), speaker, sentence, is_evidence, covered) in enumerate(
        zip(spans, speakers, sentences, are_statements, credited, strict=True)
    ):
        if not is_evidence:
            continue
        terms, total = asked.terms, covered.total
        coverage = _weighted_mean(terms, total)
        near = set().union(*held[max(i - _NEAR, 0) : i + 1])
        language = detect_language(sentence)
        evidence.append(
            Evidence(
                passage=passage, start=chunk.start + start, end=chunk.start + end, passage_gap=passage_gap,
                coverage=coverage, own_coverage=_weighted_mean(terms, covered.alone),
                topic_coverage=_mean_over(terms, total, names=False, default=coverage),
                name_coverage=_mean_over(terms, total, names=True, default=1.0),
                misses_a_name=any(term.is_name and c == 0.0 for term, c in zip(terms, total, strict=True)),
                meaning=None
                if similarities is None
                else max([0.0, *(m for at, m in zip(ends, similarities, strict=False) if start < at <= end)]),
                is_cross_language=language not in (asked.language, "mixed"),
                has_expected_type=asked.expected.is_found_in(sentence, terms),
                lacks_contact=asked.expected.lacks_contact(sentence),
                is_about_other=asked.speakers.is_of_another(speaker, sentence, before=" ".join(sentences[max(i - _NEAR, 0) : i]))
                or (language == asked.language and asked.speakers.is_off_topic(speaker, near))
                or asked.subject.differs_from(sentence, (*reversed(chunk.headings), passage.source.title)),
                is_asked_statement=asked.speakers.is_asked_statement(speaker, sentence),
            )
        )  # fmt: skip
    return evidence


def _weighted_mean(terms: Sequence[Term], coverages: Sequence[float]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * c for term, c in zip(terms, coverages, strict=True)) / total if total else 0.0


def _mean_over(terms: Sequence[Term], coverages: Sequence[float], *, names: bool, default: float) -> float:
    """The weighted mean over names alone, or over what is neither name nor figure; ``default`` where there are none."""
    chosen = [
        (term, c) for term, c in zip(terms, coverages, strict=True) if term.is_name == names and not term.is_figure
    ]
    return _weighted_mean([term for term, _ in chosen], [c for _, c in chosen]) if chosen else default
