"""Entries that a record lacks: a question for somebody's telephone number, whose row has none while other rows do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from bot.answering.rows.headed_records import headed_records
from bot.answering.rows.listing import ReadChunks, cells_of_row, find_words, holds_term, rows_in_section
from bot.evidence import Evidence
from index import Term, content_terms, fold, lazy_pattern

# Records whose tables are looked at, best first. Set by hand.
_MOST_TRIED = 4
_SHORTEST_KEY = 2
# What stands where there is nothing to say.
_BLANK = lazy_pattern(
    r"[-–—/\\?？*.…_×✗]+|(?:n/?a|none|nil|null|no|unknown|tb[acd]|pending|not (?:yet )?(?:given|known|available|applicable|provided))\.?"
    r"|[暂暫]?[无無]|(?:[暂暫]时|暫時)?[没沒]有|[暂暫][缺未]|待[定补補]|未[知定填]|不[详詳]|空缺?|未提供|[暂暫]未(?:提供|公布|确定)"
)
_IN_BRACKETS = regex.compile(r"\s*[(（][^)）]*[)）]?")
# What a column may say besides what it is about: a *phone number* is asked for as a phone, a 电话号码 as a 电话.
_SAYS_LITTLE = lazy_pattern(
    r"\b(?:numbers?|no|nr|address(?:es)?|date|details?|#)\b|号码?$|號碼?$|地址$|日期$|[時时]间?$"
)
_HYPHENS = regex.compile(r"(?<=\p{L})[-‑–](?=\p{L})")
_NAME_WORD = regex.compile(r"\p{Lu}[\p{L}'’]+")

_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lack:
    """An entry that the record of ``name`` lacks: ``field`` as others have it, and what is ``written`` there, if anything.

    ``has_place`` where the record has an empty place for it, as the row of a table has.
    """

    record: Evidence
    name: str
    field: str
    written: str
    has_place: bool

    @property
    def is_shown(self) -> bool:
        """Whether the source itself shows that there is none: by an empty place, or by what is written there."""
        return self.has_place or bool(self.written)


@dataclass(frozen=True, slots=True)
class Lacks:
    """What the ``records`` that a question names lack of what it asks for. ``are_all`` where they have nothing else of it.

    ``beside`` are these records and those beside them.
    """

    records: Sequence[Evidence]
    beside: Sequence[Evidence]
    entries: Sequence[Lack]
    are_all: bool

    @property
    def are_shown(self) -> bool:
        """Whether the source itself shows each of them."""
        return all(lack.is_shown for lack in self.entries)

    def holds(self, evidence: Evidence) -> bool:
        """Whether a sentence stands in one of the records, or in one beside them."""
        return any(
            record.passage.chunk.id == evidence.passage.chunk.id and record.start <= evidence.start < record.end
            for record in self.beside
        )


def find_lacks(
    ranked: Sequence[Evidence], question: str, terms: Sequence[Term], read_chunks: ReadChunks
) -> Lacks | None:
    """The entries that a question asks for of records that it names, and that they lack while others beside them do not.

    None where it names no record, or no such entry, or where a record of that name has it. ``read_chunks`` gives the chunks of
    a source.
    """
    found: list[Lacks] = []
    seen = set[tuple[str, int]]()
    chunks = set[str]()  # whose headings were looked at
    for best in ranked:
        if len(found) == _MOST_TRIED:
            break
        is_row, chunk_id = best.is_record or bool(cells_of_row(best.text)), best.passage.chunk.id
        if best.place in seen or (not is_row and chunk_id in chunks):
            continue
        if is_row:
            rows = rows_in_section(best, read_chunks)
            seen.update(row.place for row, _ in rows)
        else:
            rows = headed_records(best, read_chunks)
            chunks.update([chunk_id, *(row.passage.chunk.id for row, _ in rows)])
        asked = _asked_of(rows, question, terms)
        if asked is not None:
            found.append(asked)
    lacking = [lacks for lacks in found if lacks.entries]
    return lacking[0] if lacking and all(lacks.entries for lacks in found) else None


def _asked_of(rows: Sequence[tuple[Evidence, _Cells]], question: str, terms: Sequence[Term]) -> Lacks | None:
    """What a question asks for of the records among some that it names; None where it names none, or nothing that some have."""
    keys = [_key(cells) for _, cells in rows]
    named = _named(question, keys)
    if not named:
        return None
    asked = _spelled(question)
    for key in named:
        asked = asked.replace(_spelled(key), " ")
    own = [term for term in terms if not any(find_words(term.word, fold(key)) for key in named)]
    fields = _fields_asked(_fields(rows), asked, own)
    if not fields:
        return None
    entries = [
        Lack(row, key, field, cells.get(field, ""), field in cells or bool(cells_of_row(row.text)))
        for (row, cells), key in zip(rows, keys, strict=True)
        if key in named
        for field in fields
        if _is_blank(cells.get(field, ""))
    ]
    records = [row for (row, _), key in zip(rows, keys, strict=True) if key in named]
    return Lacks(records, [row for row, _ in rows], entries, are_all=len(entries) == len(records) * len(fields))


def _named(question: str, keys: Sequence[str]) -> list[str]:
    """The keys that a question names as they are written; or the one of which it has a word that no other key has: Anna."""
    asked = fold(question)
    written = [key for key in dict.fromkeys(keys) if len(key) >= _SHORTEST_KEY and find_words(fold(key), asked)]
    written = [key for key in written if not any(key != other and fold(key) in fold(other) for other in written)]
    if written:
        return written
    words = {
        word for name in _NAME_WORD.findall(question) for word in [fold(name.removesuffix("'s").removesuffix("’s"))]
    }
    found = [key for key in dict.fromkeys(keys) if words & set(fold(key).split())]
    return found if len(found) == 1 and _NAME_WORD.fullmatch(found[0].split()[0]) else []


def _fields(rows: Sequence[tuple[Evidence, _Cells]]) -> list[str]:
    """The names of the entries that some of the records have, but for that of their names."""
    return list(
        dict.fromkeys(
            name for _, cells in rows for name, cell in list(cells.items())[1:] if name.strip() and not _is_blank(cell)
        )
    )


def _fields_asked(fields: Sequence[str], asked: str, terms: Sequence[Term]) -> list[str]:
    """The fields that a question asks for: those that are written in it, or else those all of whose words it has, related ones too."""
    written = [field for field in fields if (name := _spelled(_bare(field))) and find_words(name, asked)]
    if written:
        return [
            field for field in written
            if not any(field != other and _spelled(_bare(field)) in _spelled(other) for other in written)
        ]  # fmt: skip
    return [
        field
        for field in fields
        if (words := content_terms(_bare(field)))
        and all(any(holds_term(word.word, term) for term in terms) for word in words)
    ]


def _bare(field: str) -> str:
    """The name of a field without what is in brackets, and without words that say little of it."""
    name = _IN_BRACKETS.sub("", field).strip()
    return _SAYS_LITTLE.sub("", fold(name)).strip() or name


def _spelled(text: str) -> str:
    """A text in which e-mail is email."""
    return _HYPHENS.sub("", fold(text))


def _key(cells: _Cells) -> str:
    """What a record is about: its first entry that has a letter."""
    return next((cell.strip() for cell in cells.values() if any(map(str.isalpha, cell))), "")


def _is_blank(cell: str) -> bool:
    return not cell.strip() or bool(_BLANK.fullmatch(fold(cell).strip()))
