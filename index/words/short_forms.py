"""How Chinese abbreviations are formed: of each word of the full form stands its first character, its last, both, or all of it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from index.words.segmentation import cut_for_search, cut_words

# What a full form has more than its abbreviation, in characters; a word of one more is another form of it: 北京, 北京市. And how many of
# its words are shortened at least. Set by hand.
LEAST_SHORTENED, LEAST_WORDS = 2, 2
# In characters. Set by hand.
SHORTEST_FORM, LONGEST_FORM = 2, 6


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether a word is formed as an abbreviation of some words: it begins like the first, and has a part of each, in order."""
    is_shorter = sum(map(len, words)) >= len(short) + LEAST_SHORTENED
    return is_shorter and words[0].startswith(short[:1]) and _is_made_of(short, words, 0)


def short_forms(words: Sequence[str], is_begun: Callable[[str], bool]) -> Iterator[str]:
    """The abbreviations that may be formed of some words, of which each beginning passes."""
    begun = [""]
    for word in words:
        begun = [longer for short in begun for piece in _pieces(word) if is_begun(longer := short + piece)]
    for short in dict.fromkeys(begun):
        if SHORTEST_FORM <= len(short) <= LONGEST_FORM and abbreviates(short, words):
            yield short


@lru_cache(maxsize=4096)
def name_parts(text: str) -> tuple[str, ...]:
    """The words of a Chinese text, long ones in the words that they are made of: 青年, 志愿者, 协会. Together they are the text."""
    return tuple(part for word in cut_words(text) for part in _word_parts(word))


def _is_made_of(short: str, words: Sequence[str], shortened: int) -> bool:
    if not words:
        return not short and shortened >= LEAST_WORDS
    return any(
        short.startswith(piece) and _is_made_of(short[len(piece) :], words[1:], shortened + (piece != words[0]))
        for piece in _pieces(words[0])
    )


def _pieces(word: str) -> set[str]:
    """What may stand for a word in an abbreviation: 委 or 委会 for 委员会."""
    return {word, word[0], word[-1], word[0] + word[-1]}


def _word_parts(word: str) -> Sequence[str]:
    if len(word) < SHORTEST_FORM + LEAST_SHORTENED:
        return [word]
    inner = sorted(set(cut_for_search(word)) - {word}, key=lambda part: (-len(part), part))
    parts: list[str] = []
    rest = word
    while rest and (part := next((part for part in inner if rest.startswith(part)), "")):
        parts.append(part)
        rest = rest.removeprefix(part)
    return [word] if rest else parts
