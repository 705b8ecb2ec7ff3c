"""English initials: a question that says AGM as texts say it that have *annual general meeting*, and the reverse."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.text import ENGLISH_STOP_WORDS, Span, lazy_pattern
from index.vocabulary import country_code

# Of *of*, *and* and *for* the initial may be small: BoT.
_ACRONYM = lazy_pattern(r"(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}oaf]{0,4}\p{Lu}(?![\p{L}\p{N}])")
_WORD = lazy_pattern(r"(?<![\p{L}\p{M}\p{N}'’])\p{Latin}[\p{L}\p{M}'’]*+")
_SPACE = lazy_pattern(r"\s?[\s-]")
# Words within names that initials leave out or not: ETA, DoS.
_LINKS = frozenset(["of", "the", "and", "for", "on", "in", "to", "at"])
_BEFORE_NAME = frozenset(["the", "a", "an", "our", "your", "its", "their", "his", "her", "my", "this", "every", "each"])
# Two letters are the initials of much: of fewer words than this both must be written as a name. Set by hand.
_SURE = 3
_BREAK = "."  # the initial of words that are in no name, and of the end of a clause


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and a string of the initial of each. A break is a word without a span."""

    text: str
    spans: Sequence[Span]
    initials: str

    def spelled_out(self, acronym: str) -> Iterator[tuple[str, str]]:
        """The stretches whose initials are an acronym, each with the word before it."""
        start = self.initials.find(acronym.lower())
        while start >= 0:
            words = self.spans[start : start + len(acronym)]
            before = self.text[: words[0][0]].split()[-1:]
            yield self.text[words[0][0] : words[-1][1]], "".join(before)
            start = self.initials.find(acronym.lower(), start + 1)


def write_initials_as_texts(question: str, texts: Sequence[str]) -> str:
    """A question with initials spelled out, and names of several words as initials, where texts have them so alone."""
    text = "\n\n".join(texts)
    asked, there = set(_ACRONYM.findall(question)), set(_ACRONYM.findall(text))
    spelled_out = {acronym: _full_form(acronym, text) for acronym in asked - there}
    written = _ACRONYM.sub(lambda match: spelled_out.get(match.group()) or match.group(), question)
    for acronym in sorted(there - asked):
        for full in _named_in(question, acronym):
            if full.casefold() not in text.casefold():
                written = written.replace(full, acronym)
    return written


def _full_form(acronym: str, text: str) -> str:
    """The one name that a text has of an acronym; empty where there are none or several."""
    found = {
        " ".join(full.split())
        for words in _views(text)
        for full, before in words.spelled_out(acronym)
        if _is_capitalised(full) or (len(acronym) >= _SURE and before.lower() in _BEFORE_NAME)
        if country_code(acronym) in {None, country_code(full)}
    }
    return min(found) if len({full.casefold() for full in found}) == 1 else ""


def _named_in(question: str, acronym: str) -> set[str]:
    """What a question has in full of an acronym."""
    return {
        full
        for words in _views(question)
        for full, _ in words.spelled_out(acronym)
        if _is_capitalised(full) or len(acronym) >= _SURE
    }


def _views(text: str) -> tuple[_Words, _Words]:
    return _read_words(text, frozenset()), _read_words(text, _LINKS)


def _read_words(text: str, left_out: Collection[str]) -> _Words:
    spans: list[Span] = []
    initials: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if not _SPACE.fullmatch(text, end, match.start()):
            spans.append((end, end))
            initials.append(_BREAK)
        end = match.end()
        if word in left_out:
            continue
        spans.append(match.span())
        initials.append(_BREAK if word in ENGLISH_STOP_WORDS - _LINKS else word[0])
    return _Words(text, spans, "".join(initials))


def _is_capitalised(name: str) -> bool:
    """Whether all words of a name but the links within it are capitalised."""
    words = name.replace("-", " ").split()
    return (
        words[0] not in _LINKS
        and words[-1] not in _LINKS
        and all(word in _LINKS or word[0].isupper() for word in words)
    )
