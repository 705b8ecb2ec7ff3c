"""Near-duplicates among what was found: the same words in another source, and older versions of a source."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import regex
from numpy.typing import NDArray

from index.documents import Passage, Source
from index.storage import Catalogue
from index.text import SIGNATURE_LENGTH, fold, sentence_spans, signature_similarities

# The estimated similarity of sources from which one is looked at as a copy of the other, and as a version of it. A passage
# counts as standing in another source if this share of its characters does, word for word. All set by hand.
_COPY, _VERSION, _SAME_SHARE = 0.6, 0.3, 0.8
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What titles of versions differ in: years, numbers of versions, words for new and old.
_VERSION_MARK = regex.compile(
    r"\d+(?:\.\d+)*|\b(?:version|ver|v|rev|revised|revision|new|old|updated|draft|final|copy|edition|nd|rd|th|st)\b|"
    r"修订版?|修訂版?|新版|旧版|舊版|最新|草案|正式|版本|第|版|年度?|月|日|[^\p{L}]",
    regex.I,
)


class CopyFinder:
    """Finds copies and versions among the sources of one revision of an index."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        signatures = catalogue.signatures()
        self._rows = {source_id: row for row, source_id in enumerate(signatures)}
        self._ids = list(signatures)
        self._matrix = np.stack(list(signatures.values())) if signatures else np.empty((0, SIGNATURE_LENGTH), np.uint32)

    @cached_property
    def _sorted_columns(self) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
        """The values of each place of the signatures in order, and whose they are; both have a row for each place."""
        columns = self._matrix.T
        order = np.argsort(columns, axis=1)
        return np.take_along_axis(columns, order, axis=1), order

    def merge_copies(self, passages: Sequence[Passage], *, source_ids: Sequence[str]) -> list[Passage]:
        """The passages without those whose words stand in a better one, each with the other sources that hold its words.

        Only the given sources are named, or all.
        """
        allowed = set(source_ids)
        kept: list[Passage] = []
        texts: dict[str, str] = {}
        similar_sources = self._similar_sources(passage.source.id for passage in passages)
        for passage in passages:
            similar = [i for i in similar_sources.get(passage.source.id, ()) if not allowed or i in allowed]
            if any(better.source.id in similar and _holds(better.chunk.text, passage.chunk.text) for better in kept):
                continue
            for source_id in similar:
                texts[source_id] = texts.get(source_id) or self._catalogue.text(source_id)
            holders = [i for i in similar if _holds(texts[i], passage.chunk.text)]
            also_in = tuple(source for i in holders if (source := self._catalogue.source(i)))
            kept.append(replace(passage, also_in=also_in) if also_in else passage)
        return kept

    def version_groups(self, sources: Sequence[Source]) -> tuple[tuple[Source, ...], ...]:
        """The sources that are versions of one work and dated differently, newest first, in groups."""
        groups: list[list[Source]] = []
        for source in {source.id: source for source in sources if date_of(source)}.values():
            for group in groups:
                if self._are_versions(group[0], source):
                    group.append(source)
                    break
            else:
                groups.append([source])
        ordered = [sorted(group, key=date_of, reverse=True) for group in groups]
        return tuple(tuple(group) for group in ordered if len({date_of(source) for source in group}) > 1)

    def _similar_sources(self, source_ids: Iterable[str]) -> dict[str, list[str]]:
        """The sources whose signatures are like those of the given ones, by their ids."""
        known = [source_id for source_id in dict.fromkeys(source_ids) if source_id in self._rows]
        if not known:
            return {}
        signatures = self._matrix[[self._rows[source_id] for source_id in known]].T
        # Looked up by value: comparing with each signature would take longer than the search itself in a large index.
        columns = list(zip(*self._sorted_columns, signatures, strict=True))
        starts = [values.searchsorted(wanted) for values, _, wanted in columns]
        ends = [values.searchsorted(wanted, "right") for values, _, wanted in columns]
        found = {}
        for i, source_id in enumerate(known):
            equal = [
                owners[start[i] : end[i]] for (_, owners, _), start, end in zip(columns, starts, ends, strict=True)
            ]
            others, places = np.unique(np.concatenate(equal), return_counts=True)
            similar = [self._ids[row] for row in others[places >= _COPY * SIGNATURE_LENGTH]]
            found[source_id] = [other for other in similar if other != source_id]
        return found

    def _are_versions(self, one: Source, other: Source) -> bool:
        names = {_VERSION_MARK.sub("", fold(source.title)) for source in (one, other)}
        if len(names) > 1 or "" in names:
            return False
        rows = [self._rows.get(source.id) for source in (one, other)]
        if rows[0] is None or rows[1] is None:
            return False
        similarity = signature_similarities(self._matrix[rows[0]], self._matrix[[rows[1]]])[0]
        return one.title != other.title or bool(similarity >= _VERSION)


def date_of(source: Source) -> str:
    """The date of a source as far as it is stated: that of its publication, else the year in its title, else empty."""
    year = _YEAR.search(source.title)
    return source.published or (year.group() if year else "")


def _holds(text: str, passage: str) -> bool:
    """Whether most of a passage stands in a text, sentence by sentence, word for word."""
    sentences = [passage[start:end] for start, end in sentence_spans(passage)]
    found = sum(len(sentence) for sentence in sentences if sentence in text)
    return found >= _SAME_SHARE * sum(map(len, sentences))
