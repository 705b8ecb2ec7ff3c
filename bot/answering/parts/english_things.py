"""Things that an English question names together: *price* and *battery life* in *the price and battery life of it*. Pure."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import regex

from index import Span, lazy_pattern

_JOIN = lazy_pattern(r"(?i),?\s+and\s+|\s*&\s*|,\s+")
_COMMA_AT_END = lazy_pattern(r",\s+$")
_AND = lazy_pattern(r"(?i)and|&")
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "my", "your"))
_ASKING = frozenset(("how", "what", "who", "whom", "whose", "when", "where", "why", "which"))
_DOING = frozenset(("do", "does", "did", "can", "could", "will", "would", "may", "should", "must"))
_PREPOSITIONS = frozenset(
    ("of", "in", "at", "on", "for", "to", "from", "by", "with", "during", "after", "before", "about", "under", "over")
)
_BEING = frozenset(("is", "are", "was", "were", "has", "have", "had"))
_PRONOUNS = frozenset(("it", "he", "she", "they", "you", "i", "we", "this", "that", "these", "those"))
# Words that end a phrase of a thing.
_STOPS = (
    _ARTICLES
    | _ASKING
    | _DOING
    | _PREPOSITIONS
    | _BEING
    | _PRONOUNS
    | {"much", "many", "as", "per", "since", "until", "into"}
)
_LONGEST = 4  # words
_WORD = lazy_pattern(r"[^\s,，;；?？!！:：\"“”()（）]+")


Word: TypeAlias = "regex.Match[str]"


def english_things(question: str, most: int) -> list[Span]:
    """Where the things around the last *and* of a question stand, with those before them that commas part, ``most`` at most."""
    joins = [join for join in _JOIN.finditer(question) if _AND.search(join.group())]
    if not joins:
        return []
    last = joins[-1]
    words = list(_WORD.finditer(question))
    before = [word for word in reversed(words) if word.end() <= last.start()]
    after = [word for word in words if word.start() >= last.end()]
    if not before or not after:
        return []
    if _is_among(before[0], _ASKING) and _is_among(after[0], _ASKING):  # when and where
        return [before[0].span(), after[0].span()]
    left, right = _phrase(question, before), _phrase(question, _without_article(after))
    if not right or not left:
        return []
    if _is_name(right[0]):
        left = left[: len(right)]
    elif not _ends_at_preposition(right, after) or any(_is_among(word, _DOING) for word in before):
        right = right[: len(left)]  # the verb follows: what do pandas and leopards eat
    spans = [_span(left), _span(right)]
    while len(spans) < most and (comma := _COMMA_AT_END.search(question, 0, spans[0][0])):
        run = _phrase(question, [word for word in before if word.end() <= comma.start()])[: len(left)]
        if not run:
            break
        spans.insert(0, _span(run))
    return spans


def _phrase(question: str, words: Sequence[Word]) -> list[Word]:
    """The words of a thing, from the one beside *and* on: nothing stands between them, and capitalised ones go together."""
    run: list[Word] = []
    for word in words:
        gap = question[slice(*sorted((run[-1].end(), word.start())))] if run and word.start() > run[-1].start() else ""
        gap = question[word.end() : run[-1].start()] if run and word.start() < run[-1].start() else gap
        is_of_another_kind = bool(run) and _is_name(run[0]) and not _is_name(word)
        if _is_among(word, _STOPS) or gap.strip() or is_of_another_kind or len(run) == _LONGEST:
            break
        run.append(word)
    return run


def _span(run: Sequence[Word]) -> Span:
    return min(word.start() for word in run), max(word.end() for word in run)


def _without_article(words: list[Word]) -> list[Word]:
    return words[1:] if _is_among(words[0], _ARTICLES) else words


def _ends_at_preposition(run: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a preposition or verb of being stands behind a phrase."""
    behind = next((word for word in words if word.start() > run[-1].start()), None)
    return behind is not None and _is_among(behind, _STOPS)


def _is_name(word: Word) -> bool:
    return word.group()[0].isupper() or word.group()[0].isdecimal()


def _is_among(word: Word, words: Collection[str]) -> bool:
    return word.group().casefold() in words
