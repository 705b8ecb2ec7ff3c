"""Corrects the spelling of a question: words that no text has, and that are nearly as a word of the texts is spelled.

English words are corrected by one edit (Norvig, "How to write a spelling corrector", 2007), Chinese ones to a word that is
read the same: people who type by sound choose the wrong characters.
"""

import string
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from index.names import pinyin
from index.text import HAN_RUN, fold, fold_in_place, lazy_pattern
from index.vocabulary import tokens
from index.words import cut_known_words, is_dictionary_word, zipf_frequency

# Those of some tokens that the index has, and those that a pattern as in ``GLOB`` finds there.
Held = Callable[[Sequence[str]], Collection[str]]
HeldLike = Callable[[str], Collection[str]]

_WORD = lazy_pattern(r"(?<![\p{L}\p{N}])[A-Za-z]{4,24}(?![\p{L}\p{N}])")
# As common a word, on the Zipf scale, is what the asker meant: other words for what the sources say. Set by hand: *tortoise*
# has 3.3, *recieve* 2.8.
_COMMON = 3.0
# So much more common, on the same scale, is a word than its misspelling; and how much a word of the texts gains. Set by hand.
_MORE_COMMON, _IN_TEXTS = 1.5, 2.0
# Unknown words of a question, and words of a run of Chinese, that are looked at: each takes some milliseconds. Set by hand.
_MOST_WORDS = 12
# Characters that are words by themselves in questions.
_FUNCTION_WORDS = frozenset("是谁的了吗呢么什怎哪几多少在有和与及不没为要能可请问我你他她它这那个吧啊都也就还")
_SHORTEST, _LONGEST = 2, 4  # Chinese words
# A word that no list knows may be a name, and another name by one letter is another person. Only a word of as many letters, typed
# without a capital, is taken for a misspelled name. Set by hand.
_SHORTEST_NAME = 6


def correct_spelling(question: str, held: Held, held_like: HeldLike) -> str:
    """The question with its misspelled words corrected; the same where there are none, or none is surely meant."""
    unknown = (match for match in _WORD.finditer(question) if _may_be_misspelled(match.group(), held))
    corrected = question
    for match in reversed(list(islice(unknown, _MOST_WORDS))):
        corrected = corrected[: match.start()] + _correct_english(match.group(), held) + corrected[match.end() :]
    return HAN_RUN.sub(lambda match: _correct_chinese(match.group(), held, held_like), corrected)


def _may_be_misspelled(word: str, held: Held) -> bool:
    return not (word.isupper() or zipf_frequency(fold(word), "en") >= _COMMON or held(tokens(word)))


def _correct_english(word: str, held: Held) -> str:
    folded = fold(word)
    frequency = zipf_frequency(folded, "en")
    may_be_name = word.islower() and len(word) >= _SHORTEST_NAME and not frequency
    edited = {edit: tokens(edit)[:1] for edit in _edits(folded) if may_be_name or zipf_frequency(edit, "en")}
    there = set(held(list({token for own in edited.values() for token in own})))
    scores = {
        edit: zipf_frequency(edit, "en") + _IN_TEXTS * (not there.isdisjoint(own)) for edit, own in edited.items()
    }
    best = max(scores, key=lambda edit: (scores[edit], edit), default="")
    if not best or scores[best] < max(frequency + _MORE_COMMON, _IN_TEXTS):
        return word
    return best.capitalize() if word[0].isupper() else best


def _edits(word: str) -> Iterator[str]:
    """The words that one letter more, less, other or in the place of its neighbour makes; the first letter stays or moves."""
    for i in range(len(word)):
        before, after = word[:i], word[i:]
        if i:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in string.ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (word[: i + 1] + letter + word[i + 1 :] for letter in string.ascii_lowercase)


def _correct_chinese(run: str, held: Held, held_like: HeldLike) -> str:
    """A run of Chinese characters with words that no text has replaced by those that sound the same."""
    plain, corrected = fold_in_place(run), run
    for start, typed in _unknown_words(plain, held):
        is_as_typed = corrected[start : start + len(typed)] == run[start : start + len(typed)]
        if is_as_typed and (meant := _same_sound(typed, held_like)):
            corrected = corrected[:start] + meant + corrected[start + len(typed) :]
    return corrected


def _unknown_words(run: str, held: Held) -> Iterator[tuple[int, str]]:
    """Words that no text has, of one to three that the segmenter makes of what is misspelled, longest first, with their places."""
    words = list(cut_known_words(run))[:_MOST_WORDS]
    starts = [sum(map(len, words[:i])) for i in range(len(words))]
    known = set(held([word for word in words if len(word) > 1])) | _FUNCTION_WORDS
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            some = words[i : i + size]
            typed = "".join(some)
            if _SHORTEST <= len(typed) <= _LONGEST and known.isdisjoint([*some, *typed]) and not held([typed]):
                yield starts[i], typed


def _same_sound(typed: str, held_like: HeldLike) -> str:
    """The word of the texts that is read like one, and shares a character with it; empty where there are none or several."""
    patterns = ["?" * i + typed[i] + "?" * (len(typed) - i - 1) for i in range(len(typed))]
    near = {word for pattern in patterns for word in held_like(pattern) if HAN_RUN.fullmatch(word) and word != typed}
    sound = pinyin(typed)
    meant = [word for word in near if pinyin(word) == sound and (len(word) > 2 or is_dictionary_word(word))]
    return meant[0] if len(meant) == 1 else ""
