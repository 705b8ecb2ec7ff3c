"""Turns the labels of a chat model's draft into citations, and leaves out what no cited passage supports. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import AnswerLanguage, Citation
from bot.evidence import ClaimChecker, Verifier
from bot.writing.drafts.labels import format_labels, label_gap, remove_label_definitions
from bot.writing.drafts.loose_sentences import drop_loose_lead_ins, drop_orphans, drop_repetitions
from bot.writing.drafts.named_passages import label_named_passages
from bot.writing.drafts.objections import FindDenied, deny_nothing, drop_denied
from bot.writing.drafts.parser import DraftLine, DraftLineKind, DraftSentence, format_draft, parse_draft, remove_markup
from bot.writing.drafts.quote_spans import best_quote_span, merge_spans
from bot.writing.drafts.verdicts import CheckedSentence, DraftChecker, Verdict
from index import Passage, Span, remove_hidden_characters, remove_links_and_html


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What is left of a draft, with labels from 1 in order of first mention, and the citation behind each.

    ``dropped`` counts the unsupported sentences that were left out; ``denied`` are those of them that only the second
    opinion objected to. Where no sentence with a label is left, there is no text.
    """

    text: str
    citations: tuple[Citation, ...]
    dropped: int
    denied: tuple[str, ...] = ()


def cite_draft(
    draft: str,
    passages: Sequence[Passage],
    *,
    claim_checker: ClaimChecker,
    language: AnswerLanguage,
    verifiers: Sequence[Verifier] = (),
    question: str = "",
    find_denied: FindDenied = deny_nothing,
) -> CheckedDraft:
    """The supported part of a draft that answers a ``question``, or none, with a citation for every label.

    Labels number the passages from 1. One that does not exist is removed. A sentence is supported where its figures,
    dates and names stand in the passages it cites, or in their title, section, speaker and date. Else it cites another
    passage that supports it, or is left out. So is one that its passages contradict, as one of the ``verifiers`` finds. A
    sentence without a label gets that of the passage that supports it; one that claims nothing stays where it leads in to
    a sentence that stays. What was said before is left out, and so is a sentence that begins with a pronoun behind one that
    was left out. Of links the words stay. What then is left, ``find_denied`` may object to.
    """
    named = label_named_passages(remove_label_definitions(remove_hidden_characters(draft)))
    lines = parse_draft(remove_links_and_html(named))
    checker = DraftChecker(passages, claim_checker, verifiers, question)
    rows = [[checker.check_sentence(sentence, line.kind) for sentence in line.sentences] for line in lines]
    rows = drop_orphans(lines, drop_repetitions(lines, rows))
    rows, denied = drop_denied(rows, find_denied, checker.statement)
    rows = drop_loose_lead_ins(lines, drop_orphans(lines, rows))
    dropped = sum(sentence.verdict is Verdict.UNSUPPORTED for row in rows for sentence in row)
    citations, labels = _cite(rows, passages, claim_checker)
    if not citations:
        return CheckedDraft("", (), dropped, denied)
    texts = [list(_sentence_texts(line, row, labels, language=language)) for line, row in zip(lines, rows, strict=True)]
    return CheckedDraft(format_draft(lines, texts), citations, dropped, denied)


def _cite(
    rows: Sequence[Sequence[CheckedSentence]], passages: Sequence[Passage], claim_checker: ClaimChecker
) -> tuple[tuple[Citation, ...], dict[tuple[DraftSentence, int], int]]:
    """A citation for each quoted span of a passage, and the label of each sentence and passage."""
    cited = [(one.sentence, i) for row in rows for one in row if one.verdict is Verdict.SUPPORTED for i in one.passages]
    spans = {(s, i): best_quote_span(remove_markup(s.text), passages[i], claim_checker=claim_checker) for s, i in cited}
    merged: dict[tuple[int, Span], Span] = {}
    for i in {i for _, i in cited}:
        chunk = passages[i].chunk
        own = [span for (_, j), span in spans.items() if j == i]
        merged |= {(i, span): whole for span, whole in merge_spans(own, chunk.text, chunk.start).items()}
    numbers: dict[tuple[int, Span], int] = {}
    labels = {}
    for sentence, i in cited:
        quoted = (i, merged[i, spans[sentence, i]])
        labels[sentence, i] = numbers.setdefault(quoted, len(numbers) + 1)
    return tuple(_citation(n, passages[i], span) for (i, span), n in numbers.items()), labels


def _citation(label: int, passage: Passage, span: Span) -> Citation:
    chunk, (start, end) = passage.chunk, span
    quote = chunk.text[start - chunk.start : end - chunk.start]
    return Citation(label, chunk, passage.source, quote, start, end, passage.also_in)


def _sentence_texts(
    line: DraftLine,
    row: Sequence[CheckedSentence],
    labels: dict[tuple[DraftSentence, int], int],
    *,
    language: AnswerLanguage,
) -> Iterator[str]:
    """The text of each sentence of a line that stays, with its labels."""
    gap, is_first = label_gap(language), True
    for one in row:
        if not one.stays:
            continue
        marks = format_labels(dict.fromkeys(labels[one.sentence, i] for i in one.passages))
        before = "" if is_first else one.sentence.gap or gap
        yield before + _add_labels(one.sentence.text, marks, line.kind, gap)
        is_first = False


def _add_labels(text: str, marks: str, kind: DraftLineKind, gap: str) -> str:
    if not marks:
        return text
    if kind is DraftLineKind.ROW:
        return f"{text.rstrip().removesuffix('|').rstrip()}{gap}{marks} |"
    return f"{text}\n{marks}" if kind is DraftLineKind.CODE else f"{text}{gap}{marks}"
