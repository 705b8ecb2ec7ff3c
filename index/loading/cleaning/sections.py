"""The lines of a cleaned page as a Document: its text, its sections and their speaker turns."""

import itertools
from dataclasses import dataclass, field, replace

import regex

from index.documents import Document, Place, Role, Section, Source, Turn
from index.loading.cleaning.lines import Line, LineKind
from index.text import Language, Span, detect_language, fold

_SUMMARY_TITLE = regex.compile(
    r"[\W_]*(?:summary|abstract|tl;?dr|key (?:points|takeaways)|in (?:brief|short)|highlights|at a glance|show notes|synopsis|"
    r"摘要|概要|总结|小结|要点|提要|内容简介|节目(?:简介|介绍)|本期(?:简介|内容)|导读)[\W_]*.{0,12}"
)
# A paragraph of this many characters in another language starts a section. Set by hand; "mixed" never does.
_SWITCH_LENGTH = {"zh": 25, "en": 60, "mixed": 10**9}
_SUMMARY_LINES = 3
_FIRST_LINES = 8
_LONGEST_GLUE = len("\n\n")
# A heading whose level is not known is below all whose level is.
_DEEPEST = 99
_UNIT_KINDS = (LineKind.ITEM, LineKind.CODE)


@dataclass(slots=True)
class _SectionDraft:
    """The lines of one section. ``headings`` are those over it, its own last, each with its level."""

    role: Role
    headings: tuple[Line, ...] = ()
    is_titled: bool = False
    lines: list[Line] = field(default_factory=list)
    known_language: Language | None = None
    is_bare: bool = True  # has no lines but headings

    def add(self, line: Line) -> None:
        """Add the next line."""
        self.lines.append(line)
        self.is_bare &= line.kind is LineKind.HEADING

    @property
    def title(self) -> str | None:
        """Its own heading."""
        return _heading_text(self.headings[-1]) if self.is_titled else None

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above its own."""
        return tuple(map(_heading_text, self.headings[:-1] if self.is_titled else self.headings))

    @property
    def language(self) -> Language:
        """The language of all its lines."""
        return detect_language("\n".join(line.text for line in self.lines))

    @property
    def first_language(self) -> Language:
        """The language of its first lines. It is asked for with every line that is added, so it is found only once."""
        if self.known_language:
            return self.known_language
        language = detect_language("\n".join(line.text for line in self.lines[:_FIRST_LINES]))
        if len(self.lines) >= _FIRST_LINES:
            self.known_language = language
        return language


def _heading_text(line: Line) -> str:
    return line.text.replace(" › ", " > ").replace(" · ", " - ")


def build_document(
    lines: tuple[Line, ...], source: Source, *, heading: str, facts: tuple[Line, ...] = (), is_transcript: bool = False
) -> Document:
    """The lines as one text, with its sections, after ``facts``, whose language is not that of the text.

    A section begins where a transcript begins or ends, at a heading, and where the language changes for a whole
    paragraph. A few lines without a speaker beside a transcript in its language are its summary. With ``is_transcript``
    every line is spoken, also where nobody is named.
    """
    drafts = _group_lines((*facts, *lines), is_transcript=is_transcript)
    drafts = drafts if is_transcript else _mark_summaries(drafts)
    parts: list[str] = []
    sections: list[Section] = []
    length = 0
    for draft in drafts:
        start, turns = length + (2 if parts else 0), []
        places: list[Place] = []
        spans: list[Span] = []
        for line in draft.lines:
            glue = "" if not parts else "\n\n" if line.has_gap or line is draft.lines[0] else "\n"
            length += len(glue)
            parts.append(glue + line.text)
            if line.speaker and line.kind is not LineKind.SPEAKER:
                turns.append(Turn(line.speaker, length + line.speech_start, length + len(line.text)))
            if line.location:
                _add_place(places, Place(line.location, length, length + len(line.text)))
            spans.append((length, length + len(line.text)))
            length += len(line.text)
        units = _unit_spans(draft.lines, spans)
        sections.append(
            Section(
                draft.role, draft.language, start, length, draft.title, tuple(turns), tuple(places), draft.path, units
            )
        )
    written = [
        section for draft, section in zip(drafts, sections, strict=True)
        if not lines or any(line not in facts for line in draft.lines)
    ]  # fmt: skip
    languages = dict.fromkeys(language for s in written for language in _language_codes(s.language))
    return Document(replace(source, languages=tuple(languages)), "".join(parts), tuple(sections), heading)


def _add_place(places: list[Place], place: Place) -> None:
    """Add a line's place, as one with that of the line before it if they are the same."""
    if places and places[-1].location == place.location and places[-1].end + _LONGEST_GLUE >= place.start:
        place = replace(place, start=places.pop().start)
    places.append(place)


def _unit_spans(lines: list[Line], spans: list[Span]) -> tuple[Span, ...]:
    """The spans of lists, tables and blocks of code, each with the line that introduces it (``Start it like this:``)."""
    units: list[Span] = []  # as positions of their first and last lines
    for i, line in enumerate(lines):
        if line.kind not in _UNIT_KINDS:
            continue
        above = lines[i - 1] if i else None
        if above and units and units[-1][1] == i - 1 and above.kind is line.kind and _is_same_unit(line):
            units[-1] = (units[-1][0], i)
        elif above and above.kind is LineKind.PROSE and above.text.endswith((":", "：")):
            units.append((i - 1, i))
        else:
            units.append((i, i))
    return tuple((spans[first][0], spans[last][1]) for first, last in units if first < last)


def _is_same_unit(line: Line) -> bool:
    return line.kind is LineKind.CODE or not line.has_gap


def _group_lines(lines: tuple[Line, ...], *, is_transcript: bool) -> list[_SectionDraft]:
    drafts: list[_SectionDraft] = []
    for line in lines:
        is_spoken = is_transcript or line.speaker is not None
        if line.kind is LineKind.HEADING:
            over = drafts[-1].headings if drafts else ()
            level = line.level or _DEEPEST
            headings = (*(above for above in over if 0 < above.level < level), line)
            role = Role.SUMMARY if _SUMMARY_TITLE.fullmatch(fold(line.text)) else Role.ARTICLE
            if drafts and drafts[-1].is_bare:
                drafts[-1].role, drafts[-1].headings = role, headings
            else:
                drafts.append(_SectionDraft(role, headings, is_titled=True))
        elif not drafts or is_spoken != (drafts[-1].role is Role.TRANSCRIPT) or _switches_language(drafts[-1], line):
            has_title = bool(drafts) and drafts[-1].is_bare
            if has_title and is_spoken:
                drafts[-1].role = Role.TRANSCRIPT
            elif not has_title:
                over = drafts[-1].headings if drafts else ()
                drafts.append(_SectionDraft(Role.TRANSCRIPT if is_spoken else Role.ARTICLE, over))
        drafts[-1].add(line)
    return drafts


def _switches_language(draft: _SectionDraft, line: Line) -> bool:
    """Whether a line is in another language than the section and longer than a quotation."""
    if draft.role is not Role.ARTICLE or draft.is_bare or line.kind is not LineKind.PROSE:
        return False
    here = detect_language(line.text)
    return here != "mixed" and draft.first_language not in (here, "mixed") and len(line.text) >= _SWITCH_LENGTH[here]


def _mark_summaries(drafts: list[_SectionDraft]) -> list[_SectionDraft]:
    if any(draft.role is Role.SUMMARY for draft in drafts):
        return drafts
    for draft, beside in [*zip(drafts[1:], drafts, strict=False), *itertools.pairwise(drafts)]:
        is_short = not draft.is_titled and len(draft.lines) <= _SUMMARY_LINES
        if (
            draft.role is Role.ARTICLE
            and is_short
            and beside.role is Role.TRANSCRIPT
            and draft.language == beside.language
        ):
            draft.role = Role.SUMMARY
            break
    return drafts


def _language_codes(language: Language) -> tuple[str, ...]:
    return ("zh", "en") if language == "mixed" else (language,)
