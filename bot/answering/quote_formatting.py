"""Sentences of sources as the text of an answer, each with its label and citation."""

from collections.abc import Sequence
from functools import partial
from itertools import count

from bot.answers import AnswerLanguage, Citation
from bot.evidence import LONGEST_QUOTE, Evidence, cut_quote, grow_around_best
from bot.strings import Strings
from bot.writing import format_labels, label_gap
from index import Span, Term, detect_language, lazy_pattern

_ENDS_SENTENCE = lazy_pattern(r"[.!?。！？…;；][\"'”’」』)）]*$")


def language_note(quoted: str, language: AnswerLanguage, strings: Strings) -> str:
    """The line that says in which language the sources are quoted; empty where it is the asker's."""
    written_in = detect_language(quoted)
    return "" if written_in in (language, "mixed") else strings("note-original-language", language=written_in)


def spellings_of(terms: Sequence[Term]) -> list[str]:
    """The words that terms may be spelled with in a text of either language."""
    translated = [token for term in terms for translation in term.translations for token, _ in translation.tokens]
    return [term.word for term in terms] + translated


def format_quotes(
    selected: Sequence[Evidence],
    *,
    language: AnswerLanguage,
    terms: Sequence[str],
    first_label: int = 1,
    separator: str | None = None,
) -> tuple[str, tuple[Citation, ...]]:
    """The sentences as one text with labels, and the citation of each label.

    Neighbouring sentences of one chunk share a label. A sentence too long to show is cut to the clauses around the
    ``terms``, with an ellipsis at each cut.
    """
    citations: list[Citation] = []
    parts: list[str] = []
    label = count(first_label)
    for neighbours in _group_neighbours(selected):
        chunk, source = neighbours[0].passage.chunk, neighbours[0].passage.source
        start, end = neighbours[0].start, neighbours[-1].end
        if end - start > LONGEST_QUOTE:
            start, end = _cut_around_terms(chunk.text, start - chunk.start, end - chunk.start, terms, chunk.start)
        quote = chunk.text[start - chunk.start : end - chunk.start]
        citation = Citation(
            label=next(label), chunk=chunk, source=source, quote=quote, start=start, end=end,
            also_in=neighbours[0].passage.also_in,
        )  # fmt: skip
        before = "…" if start > neighbours[0].start else ""
        after = "…" if end < neighbours[-1].end else ""
        parts.append(f"{before}{quote}{after}{label_gap(language)}{format_labels([citation.label])}")
        citations.append(citation)
    glue = separator if separator is not None else "" if language == "zh" else " "
    text = ""
    for part, citation in zip(parts, citations, strict=True):
        # A line of a list or sheet has no full stop that would part it from the next.
        is_line = not _ENDS_SENTENCE.search(citation.quote)
        text += part + ("\n" if separator is None and is_line else glue)
    return text.rstrip() if separator is None else separator.join(parts), tuple(citations)


def _group_neighbours(selected: Sequence[Evidence]) -> list[list[Evidence]]:
    """Neighbouring sentences of one chunk together, as long as they stay short enough to quote."""
    groups: list[list[Evidence]] = []
    for evidence in selected:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.end <= evidence.start
            and last.passage.chunk.id == evidence.passage.chunk.id
            and not _text_between(last, evidence).strip(" ")
            and evidence.end - groups[-1][0].start <= LONGEST_QUOTE
        ):
            groups[-1].append(evidence)
        else:
            groups.append([evidence])
    return groups


def _text_between(first: Evidence, second: Evidence) -> str:
    chunk = first.passage.chunk
    return chunk.text[first.end - chunk.start : second.start - chunk.start]


def _cut_around_terms(text: str, start: int, end: int, terms: Sequence[str], offset: int) -> Span:
    """The clauses of a long sentence around the one that holds most of the terms."""

    def count_terms(clause: Span) -> int:
        words = text[clause[0] : clause[1]].casefold()
        return sum(term in words for term in terms)

    start, end = cut_quote(text, start, end, best_clauses=partial(grow_around_best, score=count_terms))
    return start + offset, end + offset
