"""Labels of a chat model's draft made into citations; what the cited passages do not bear out is moved or left out. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import AnswerLanguage, Citation
from bot.evidence import Grounding
from bot.writing.draft_parser import (
    DraftLine,
    DraftSentence,
    LineKind,
    format_draft,
    parse_draft,
    remove_links_and_html,
    remove_markup,
)
from bot.writing.quote_spans import best_quote_span, merge_spans
from bot.writing.verdicts import CheckedSentence, DraftChecker, Verdict, drop_loose_lead_ins
from index import Passage, Span


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What is left of a draft, with labels from 1 in order of first mention, and the citation behind each.

    ``dropped`` counts the sentences that no passage bears out, ``moved`` those that another passage does than the
    draft said. Where no sentence with a label is left, there is no text.
    """

    text: str
    citations: tuple[Citation, ...]
    dropped: int
    moved: int


def cite_draft(
    draft: str, passages: Sequence[Passage], *, grounding: Grounding, language: AnswerLanguage
) -> CheckedDraft:
    """A draft with what its passages bear out, and a citation for every label.

    Labels number the passages from 1. One that does not exist is removed. The figures, dates and names of a sentence
    must stand in the passages it cites, with their title, section, speaker and date; else it is moved to one passage
    where they do, or left out. A sentence without a label gets none: it stays where a passage bears it out that is
    cited besides, or where it claims nothing and leads in to one that stays. Links are reduced to their words.
    """
    lines = parse_draft(remove_links_and_html(draft))
    judge = DraftChecker(passages, grounding)
    checked = [[judge.check_sentence(sentence) for sentence in line.sentences] for line in lines]
    used = sorted({i for row in checked for one in row for i in one.passages})
    checked = drop_loose_lead_ins(lines, [[judge.check_unlabelled(one, used) for one in row] for row in checked])
    dropped = sum(one.verdict is Verdict.DROPPED for row in checked for one in row)
    moved = sum(one.is_moved for row in checked for one in row)
    citations, labels = _citations(checked, passages, grounding)
    if not citations:
        return CheckedDraft("", (), dropped, moved)
    texts = [
        list(_sentence_texts(line, row, labels, language=language)) for line, row in zip(lines, checked, strict=True)
    ]
    return CheckedDraft(format_draft(lines, texts), citations, dropped, moved)


def _citations(
    checked: Sequence[Sequence[CheckedSentence]], passages: Sequence[Passage], grounding: Grounding
) -> tuple[tuple[Citation, ...], dict[tuple[DraftSentence, int], int]]:
    """A citation for each stretch of a passage that sentences rest on, and the label of each sentence and passage."""
    resting = [
        (one.sentence, i) for row in checked for one in row if one.verdict is Verdict.CITED for i in one.passages
    ]
    spans = {(s, i): best_quote_span(remove_markup(s.text), passages[i], grounding=grounding) for s, i in resting}
    whole: dict[tuple[int, Span], Span] = {}
    for i in {i for _, i in resting}:
        chunk = passages[i].chunk
        own = [span for (_, j), span in spans.items() if j == i]
        whole |= {(i, span): grown for span, grown in merge_spans(own, chunk.text, chunk.start).items()}
    numbers: dict[tuple[int, Span], int] = {}
    labels = {}
    for sentence, i in resting:
        stretch = (i, whole[i, spans[sentence, i]])
        labels[sentence, i] = numbers.setdefault(stretch, len(numbers) + 1)
    return tuple(_citation(n, passages[i], span) for (i, span), n in numbers.items()), labels


def _citation(label: int, passage: Passage, span: Span) -> Citation:
    chunk, (start, end) = passage.chunk, span
    return Citation(label, chunk, passage.source, chunk.text[start - chunk.start : end - chunk.start], start, end)


def _sentence_texts(
    line: DraftLine,
    row: Sequence[CheckedSentence],
    labels: dict[tuple[DraftSentence, int], int],
    *,
    language: AnswerLanguage,
) -> Iterator[str]:
    """What is written of each sentence of a line."""
    is_first = True
    for one in row:
        if not one.stays:
            continue
        numbers = dict.fromkeys(labels[one.sentence, i] for i in one.passages)
        marks = "".join(f"[{number}]" for number in numbers)
        gap = "" if is_first else one.sentence.gap or (" " if language == "en" else "")
        yield gap + _add_labels(one.sentence.text, marks, line.kind, " " if language == "en" else "")
        is_first = False


def _add_labels(text: str, marks: str, kind: LineKind, space: str) -> str:
    if not marks:
        return text
    if kind is LineKind.ROW:
        return f"{text.rstrip().removesuffix('|').rstrip()}{space}{marks} |"
    return f"{text}\n{marks}" if kind is LineKind.CODE else f"{text}{space}{marks}"
