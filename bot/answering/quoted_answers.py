"""Answers without a chat model: the sources' own sentences with their citations."""

from collections.abc import Sequence
from functools import partial
from itertools import count

from bot.answering.antecedents import with_antecedents
from bot.answering.questions import asks_several_sources
from bot.answering.quote_selection import LONGEST_ANSWER, select_quote_per_source, select_quotes
from bot.answering.versions import split_versions
from bot.answers import EXTRACTIVE_ENGINE, Answer, AnswerLanguage, Citation
from bot.evidence import (
    LONGEST_QUOTE,
    Evidence,
    codes_of,
    cut_quote,
    expected_answer,
    grow_around_best,
    is_about_version,
)
from bot.strings import Strings, open_strings_like
from bot.writing import format_labels, label_gap
from index import AnswerType, Source, Span, Term, date_of, detect_language, lazy_pattern

# Characters kept free for the line that dates an older version. Set by hand.
_NOTE_CHARACTERS = 60
_LABEL_CHARACTERS = 6
# When something came is told by the version it stands under.
_ASKS_VERSION = lazy_pattern(
    r"(?i)\b(?:when|which version|which release|what version|since)\b|版本|什么时候|什麼時候|何时|何時|几时|哪一版|哪版"
)
_ENDS_SENTENCE = lazy_pattern(r"[.!?。！？…;；][\"'”’」』)）]*$")


def quoted_answer(
    evidence: Sequence[Evidence], question: str, language: AnswerLanguage, *, terms: Sequence[Term], note: str = "",
    versions: Sequence[Sequence[Source]] = (),
) -> Answer:  # fmt: skip
    """The best sentences word for word. A line before them says so where they are not in the asker's language.

    Of ``versions`` of one work, newest first, the newest answers, and what an older one says otherwise is told with its date.
    ``note`` is a first line that says why the sources are quoted, where a written answer was to be expected.
    """
    strings = open_strings_like(language, question)
    heading = telling_heading(evidence[0], question, terms)
    lines = [
        note,
        _language_note(evidence[0].text, language, strings),
        strings("note-under-heading", heading=heading) if heading else "",
    ]
    notes = "".join(f"{line}\n" for line in lines if line)
    current, differing = split_versions(evidence, question, versions)
    room = LONGEST_ANSWER - len(notes)
    is_several = asks_several_sources(question)
    selected = with_antecedents(
        select_quote_per_source(current, room=room) if is_several else select_quotes(current, question, room=room)
    )
    text, citations = _format_quotes(selected, language=language, terms=_spellings(terms))
    older = _older_sentence(
        [old for new, old in differing if any(new.end == e.end and new.passage is e.passage for e in selected)],
        room=LONGEST_ANSWER - len(notes) - len(text),
    )
    if older:
        said, more = _format_quotes([older], language=language, terms=_spellings(terms), first_label=len(citations) + 1)
        text += "\n" + strings("note-older-version", date=date_of(older.passage.source), text=said)
        citations += more
    return Answer(
        question=question, language=language, text=notes + text, citations=citations, passages=(), engine=EXTRACTIVE_ENGINE
    )  # fmt: skip


def answer_of_parts(
    parts: Sequence[tuple[str, Sequence[Evidence]]], question: str, language: AnswerLanguage, *, terms: Sequence[Term],
    note: str = "",
) -> Answer:  # fmt: skip
    """The best sentence for each part of a question, and a line for each part that the sources are silent on."""
    strings = open_strings_like(language, question)
    selected = with_antecedents(list(dict.fromkeys(evidence[0] for _, evidence in parts if evidence)))
    foreign = next(filter(None, (_language_note(e.text, language, strings) for e in selected)), "")
    silent = [strings("note-part-silent", question=part.rstrip("?？ ")) for part, evidence in parts if not evidence]
    text, citations = _format_quotes(selected, language=language, terms=_spellings(terms))
    lines = [note, foreign, text, *silent]
    return Answer(
        question=question, language=language, text="\n".join(filter(None, lines)), citations=citations, passages=(),
        engine=EXTRACTIVE_ENGINE,
    )  # fmt: skip


def listed_answer(rows: Sequence[Evidence], question: str, language: AnswerLanguage, *, note: str = "") -> Answer:
    """All rows of a table that were asked for, or as many as fit and how many there are.

    A line before them says so where they are not in the asker's language.
    """
    strings = open_strings_like(language, question)
    foreign = _language_note(" ".join(row.text for row in rows), language, strings)
    room = LONGEST_ANSWER - _NOTE_CHARACTERS - len(note) - len(foreign)
    shown: list[Evidence] = []
    for row in rows:
        room -= len(row.text) + _LABEL_CHARACTERS
        if shown and room < 0:
            break
        shown.append(row)
    lines = [line for line in (note, foreign) if line]
    if len(shown) < len(rows):
        lines.append(strings("note-more-rows", shown=len(shown), count=len(rows)))
    text, citations = _format_quotes(shown, language=language, terms=(), separator="\n")
    return Answer(
        question=question, language=language, text="\n".join([*lines, text]), citations=citations, passages=(),
        engine=EXTRACTIVE_ENGINE,
    )  # fmt: skip


def _language_note(quoted: str, language: AnswerLanguage, strings: Strings) -> str:
    """The line that says in which language the sources are quoted; empty where it is the asker's."""
    written_in = detect_language(quoted)
    return "" if written_in in (language, "mixed") else strings("note-original-language", language=written_in)


def telling_heading(best: Evidence, question: str, terms: Sequence[Term]) -> str:
    """The heading of a sentence that holds what the question asks for where the sentence itself does not; else empty."""
    expected, headings = expected_answer(question), best.passage.chunk.headings
    if headings and is_about_version(headings[-1]) and _ASKS_VERSION.search(question) and not codes_of(question):
        return headings[-1]
    if expected.type in (AnswerType.ANY, AnswerType.REASON) or not headings or best.has_expected_type:
        return ""
    return headings[-1] if expected.is_found_in(headings[-1], terms) else ""


def _older_sentence(older: Sequence[Evidence], *, room: int) -> Evidence | None:
    """The newest of the older sentences, where it fits."""
    newest = max(older, key=lambda e: date_of(e.passage.source), default=None)
    return newest if newest and len(newest.text) + _NOTE_CHARACTERS <= room else None


def _spellings(terms: Sequence[Term]) -> list[str]:
    """The words that terms may be spelled with in a text of either language."""
    translated = [token for term in terms for translation in term.translations for token, _ in translation.tokens]
    return [term.word for term in terms] + translated


def _format_quotes(
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
