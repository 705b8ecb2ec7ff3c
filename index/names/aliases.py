"""Whether a name known to the gazetteer stands in a text under any of its other names, of either language."""

from collections.abc import Iterable, Iterator

import regex

from index.names.characters import COUNTRIES
from index.names.searchable_text import LATIN_GAP, NameText, near_each_other
from index.vocabulary import Gazetteer


class Aliases:
    """Looks for the other names of a Chinese name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def written(self, name: str, text: NameText) -> Iterator[str]:
        """A Chinese name, and what is short for it, as far as they stand in a text.

        What is short in a single character counts only as part of a name: 俄 in 中俄.
        """
        if len(name) > 1:
            if name in text.plain:
                yield name
            for short in self._gazetteer.abbreviations(name):
                if len(short) == 1:
                    yield from self.written(short, text)
        elif match := regex.search(rf"{name}[{COUNTRIES}方军媒企商籍裔油]|[{COUNTRIES}]{name}", text.plain):
            yield match.group()

    def is_called(self, name: str, text: NameText) -> bool:
        """Whether an English name of a Chinese one stands in a text, or its initials."""
        for called in self._gazetteer.english_names(name):
            places = [text.places(token, (token,)) for token in called]
            if all(places) and near_each_other(places, LATIN_GAP):
                return True
            if len(called) > 1 and "".join(token[0] for token in called) in text.acronyms:
                return True
        return False

    def others(self, name: str) -> Iterator[str]:
        """Other Chinese names: what it is short for, what is short for it, what is called the same in English."""
        yield from self._gazetteer.full_forms(name)
        yield from self._gazetteer.abbreviations(name)
        own = _in_full(self._gazetteer.english_names(name))
        for called in self._gazetteer.english_names(name):
            for word in {word for word, other in self._gazetteer.chinese_names(called[0]) if other == called}:
                full = _in_full(self._gazetteer.english_names(word))
                if not own or not full or own & full:  # many are called Lee
                    yield word


def _in_full(called: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {name for name in called if len(name) > 1}
