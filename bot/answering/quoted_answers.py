"""Answers without a chat model: the sources' own sentences with their citations."""

from collections.abc import Sequence
from itertools import chain

from bot.answering.antecedents import with_antecedents
from bot.answering.parts import Part
from bot.answering.questions import asks_several_sources
from bot.answering.quote_formatting import format_quotes, language_note, spellings_of
from bot.answering.quote_selection import LONGEST_ANSWER, quotes_of_part, select_quote_per_source, select_quotes
from bot.answering.rows import Extreme
from bot.answering.versions import split_versions
from bot.answers import EXTRACTIVE_ENGINE, Answer, AnswerLanguage, Citation
from bot.evidence import (
    Evidence,
    codes_of,
    expected_answer,
    is_about_version,
)
from bot.strings import Strings, open_strings_like
from index import AnswerType, Source, Term, date_of, lazy_pattern

# Characters kept free for the line that dates an older version. Set by hand.
_NOTE_CHARACTERS = 60
_LABEL_CHARACTERS = 6
# When something came is told by the version it stands under.
_ASKS_VERSION = lazy_pattern(
    r"(?i)\b(?:when|which version|which release|what version|since)\b|版本|什么时候|什麼時候|何时|何時|几时|哪一版|哪版"
)


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
        language_note(evidence[0].text, language, strings),
        strings("note-under-heading", heading=heading) if heading else "",
        strings("note-statements", speaker=evidence[0].speaker or "") if evidence[0].is_asked_statement else "",
    ]
    notes = "".join(f"{line}\n" for line in lines if line)
    current, differing = split_versions(evidence, question, versions)
    room = LONGEST_ANSWER - len(notes)
    is_several = asks_several_sources(question)
    selected = with_antecedents(
        select_quote_per_source(current, room=room) if is_several else select_quotes(current, question, room=room)
    )
    text, citations = format_quotes(selected, language=language, terms=spellings_of(terms))
    older = _older_sentence(
        [old for new, old in differing if any(new.end == e.end and new.passage is e.passage for e in selected)],
        room=LONGEST_ANSWER - len(notes) - len(text),
    )
    if older:
        said, more = format_quotes(
            [older], language=language, terms=spellings_of(terms), first_label=len(citations) + 1
        )
        text += "\n" + strings("note-older-version", date=date_of(older.passage.source), text=said)
        citations += more
    return Answer(
        question=question, language=language, text=notes + text, citations=citations, passages=(), engine=EXTRACTIVE_ENGINE
    )  # fmt: skip


def answer_of_parts(
    parts: Sequence[Part], question: str, language: AnswerLanguage, *, terms: Sequence[Term], note: str = ""
) -> Answer:
    """The best sentence for each part of a question, and a line for each part that the sources are silent on."""
    strings = open_strings_like(language, question)
    told, foreign, citations = list[str](), "", tuple[Citation, ...]()
    for line, sentences in _paragraphs([part for part in parts if part.evidence], question, strings):
        selected = with_antecedents(sentences)
        foreign = foreign or next(filter(None, (language_note(e.text, language, strings) for e in selected)), "")
        said, more = format_quotes(
            selected, language=language, terms=spellings_of(terms), first_label=len(citations) + 1
        )  # fmt: skip
        told += [line, said]
        citations += more
    silent = [strings("note-part-silent", question=part.asked) for part in parts if not part.evidence]
    lines = [note, foreign, *told, *silent]
    return Answer(
        question=question, language=language, text="\n".join(filter(None, lines)), citations=citations, passages=(),
        engine=EXTRACTIVE_ENGINE,
    )  # fmt: skip


def _paragraphs(parts: Sequence[Part], question: str, strings: Strings) -> list[tuple[str, list[Evidence]]]:
    """The sentences to quote for parts, each group with the line before it: what stands under a heading, and what one person says.

    All other sentences stand together.
    """
    if any(part.heading for part in parts):
        return [
            (strings("note-under-heading", heading=part.heading), list(part.evidence))
            if part.heading
            else ("", list(part.evidence[:1]))
            for part in parts
        ]
    quotes = [(part.evidence[0].speaker or "", quotes_of_part(part.evidence, question)) for part in parts]
    if all(speaker and part.asked in speaker for part, (speaker, _) in zip(parts, quotes, strict=True)):
        return [(strings("note-statements", speaker=speaker), sentences) for speaker, sentences in quotes]
    return [("", list(dict.fromkeys(chain.from_iterable(sentences for _, sentences in quotes))))]


def listed_answer(rows: Sequence[Evidence], question: str, language: AnswerLanguage, *, note: str = "") -> Answer:
    """All rows of a table that were asked for, or as many as fit and how many there are.

    A line before them says so where they are not in the asker's language.
    """
    strings = open_strings_like(language, question)
    foreign = language_note(" ".join(row.text for row in rows), language, strings)
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
    text, citations = format_quotes(shown, language=language, terms=(), separator="\n")
    return Answer(
        question=question, language=language, text="\n".join([*lines, text]), citations=citations, passages=(),
        engine=EXTRACTIVE_ENGINE,
    )  # fmt: skip


def compared_answer(extreme: Extreme, question: str, language: AnswerLanguage, *, note: str = "") -> Answer:
    """The rows with the largest or smallest value, after a line that says of how many, and by which column."""
    strings = open_strings_like(language, question)
    said = strings("note-compared", count=extreme.compared, column=extreme.column or "none") if extreme.compared else ""
    return listed_answer(extreme.rows, question, language, note="\n".join(filter(None, [note, said])))


def answer_under_heading(
    sentences: Sequence[Evidence], asked: str, question: str, language: AnswerLanguage, *, terms: Sequence[Term], note: str = ""
) -> Answer:  # fmt: skip
    """What stands under a heading that answers, after a line that names it where it says what was ``asked``."""
    heading = telling_heading(sentences[0], asked, terms)
    said = open_strings_like(language, question)("note-under-heading", heading=heading) if heading else ""
    return listed_answer(sentences, question, language, note="\n".join(filter(None, [note, said])))


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
