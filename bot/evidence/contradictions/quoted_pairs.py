"""Two sentences that may be quoted beside each other: whether one says nothing new, or disagrees with the other. Pure.

Unlike the verifier, which holds what a chat model wrote against its passages, this reads no dictionary: it is asked for
every answer. Sentences in different languages are not compared.
"""

import regex

from bot.evidence.contradictions.opposites import is_negated, read_opposites, remove_negations, remove_opposites
from bot.evidence.contradictions.overlap import units_of
from index import content_terms, read_amounts, tokenize_text

# The share of a sentence's words that another holds if it says nothing new; if both are about the same; and if a negation in
# one of them turns the other round. The last two as ``ExactVerifier`` has them, the first set by hand.
_NOTHING_NEW, _SAME_SUBJECT, _SAME_STATEMENT = 0.8, 0.6, 0.75
# Words that a sentence has at least if one that holds them all repeats it. Set by hand.
_FEWEST_WORDS = 3
# In characters. Longer sentences say several things, and their words take long to tell apart. Set by hand.
_LONGEST = 400
_TIMES = frozenset({"date", "year"})
# Two named cells of a row.
_ROW = regex.compile(r"[^;；:：]{1,80}[:：][^;；]+[;；][^;；:：]{1,80}[:：]")


def says_nothing_new(sentence: str, other: str) -> bool:
    """Whether the shorter of two sentences is in the longer one but for a few words, with its names and figures."""
    if sentence == other:
        return True
    if not _are_comparable(sentence, other):
        return False
    return _is_within(sentence, other) or (
        len(content_terms(other)) >= _FEWEST_WORDS and _is_within(other, sentence) and not _new_figures(sentence, other)
    )


def disagrees(sentence: str, other: str) -> bool:
    """Whether two sentences are about the same and say another figure of it, or the opposite."""
    if not _are_comparable(sentence, other):
        return False
    if _is_about_another(sentence, other) or _is_at_another_time(sentence, other):
        return False
    topics = remove_opposites(sentence), remove_opposites(other)  # which may cut a Chinese word: 会员
    if max(_mutual_share(*topics), _mutual_share(sentence, other)) < _SAME_SUBJECT:
        return False
    sides = {o.side(sentence) * o.side(other) for o in read_opposites() if o.kind == "opposite"}
    new, its_new = _new_figures(sentence, other), _new_figures(other, sentence)
    if new or its_new:
        return -1 not in sides and any(units_of(figure) & units_of(its) for figure in new for its in its_new)
    if is_negated(sentence) != is_negated(other):
        return -1 not in sides and _mutual_share(remove_negations(sentence), remove_negations(other)) >= _SAME_STATEMENT
    return -1 in sides


def _are_comparable(sentence: str, other: str) -> bool:
    """Not two rows of tables, which have most words in common and are about something else each; nothing too long."""
    are_rows = bool(_ROW.match(sentence) and _ROW.match(other))
    return not are_rows and max(len(sentence), len(other)) <= _LONGEST


def _is_within(sentence: str, other: str) -> bool:
    return (
        _share(sentence, other) >= _NOTHING_NEW
        and not _new_figures(sentence, other)
        and not _new_names(sentence, other)
        and is_negated(sentence) == is_negated(other)
    )


def _mutual_share(text: str, other: str) -> float:
    return min(_share(text, other), _share(other, text))


def _share(text: str, other: str) -> float:
    """The weighted share of a text's words, figures not counted, that another text holds; 0 if it has none."""
    held = tokenize_text(other)
    terms = [term for term in content_terms(text) if not term.is_figure]
    total = sum(term.weight for term in terms)
    return sum(term.weight * held.term_coverage(term) for term in terms) / total if total else 0.0


def _new_names(sentence: str, other: str) -> bool:
    held = tokenize_text(other)
    return any(not held.term_coverage(term) for term in content_terms(sentence) if term.is_name)


def _is_about_another(sentence: str, other: str) -> bool:
    """Whether each names somebody or something that the other does not: Ada has five of them, Bob has seven."""
    return _new_names(sentence, other) and _new_names(other, sentence)


def _new_figures(sentence: str, other: str) -> list[str]:
    """The figures and dates of a sentence that the other does not state."""
    stated = read_amounts(other)
    return [sentence[a.start : a.end] for a in read_amounts(sentence).claims if not stated.supports(a)]


def _is_at_another_time(sentence: str, other: str) -> bool:
    """Whether one of them names a day or year that the other does not: a figure may change with time."""
    return any(units_of(figure) & _TIMES for figure in [*_new_figures(sentence, other), *_new_figures(other, sentence)])
