"""Aliases of the names in the gazetteer: abbreviations, full forms, and names in the other language."""

from collections.abc import Iterable, Iterator

import regex

from index.names.searchable_text import LATIN_GAP, SearchableText, are_near_each_other
from index.names.word_lists import COUNTRY_CHARACTERS
from index.vocabulary import Gazetteer


class Aliases:
    """Looks up the aliases of a Chinese name, and finds them in a text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def chinese_mentions(self, name: str, text: SearchableText) -> Iterator[str]:
        """A Chinese name and its abbreviations of one character, as far as a text mentions them.

        A single character counts only as part of a compound: 俄 in 中俄.
        """
        if len(name) > 1:
            if name in text.folded:
                yield name
            for short in self._gazetteer.abbreviations(name):
                if len(short) == 1:
                    yield from self.chinese_mentions(short, text)
        elif match := regex.search(
            rf"{name}[{COUNTRY_CHARACTERS}方军媒企商籍裔油]|[{COUNTRY_CHARACTERS}]{name}", text.folded
        ):
            yield match.group()

    def is_mentioned_in_english(self, name: str, text: SearchableText) -> bool:
        """Whether a text mentions an English name of a Chinese one, or its initials."""
        for english in self._gazetteer.english_names(name):
            spans = [text.latin_spans(token, (token,)) for token in english]
            if all(spans) and are_near_each_other(spans, LATIN_GAP):
                return True
            if len(english) > 1 and "".join(token[0] for token in english) in text.acronyms:
                return True
        return False

    def chinese_aliases(self, name: str) -> Iterator[str]:
        """Full forms and abbreviations of a Chinese name, and Chinese names with the same English one."""
        yield from self._gazetteer.full_forms(name)
        yield from self._gazetteer.abbreviations(name)
        own = _multiword(self._gazetteer.english_names(name))
        for english in self._gazetteer.english_names(name):
            for word in {word for word, other in self._gazetteer.chinese_names(english[0]) if other == english}:
                others = _multiword(self._gazetteer.english_names(word))
                if not own or not others or own & others:  # many people share the name Lee
                    yield word


def _multiword(names: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {name for name in names if len(name) > 1}
