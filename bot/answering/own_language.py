"""The asker's language first: which of the sentences that answer a question are quoted."""

from collections.abc import Sequence

from bot.answers import AnswerLanguage
from bot.evidence import Evidence, are_sufficient
from index import detect_language, read_amounts

# How much lower the log-odds of a sentence in the asker's language may be for it to be quoted first. About what the model
# adds to a sentence of the other language, where fewer words and less meaning are shared. Set by hand.
_MARGIN = 3.0
# The share of the question's terms that a sentence with the same figures has, against the one it stands for. Set by hand.
_SHARE_OF_TERMS = 0.5


def prefer_language(evidence: Sequence[Evidence], language: AnswerLanguage) -> list[Evidence]:
    """The sentences that are in the language, or those that are not.

    Those in the language are preferred if they are sufficient, unless the best of the others scores clearly higher; and
    where one of them states the figures of the best of the others, which it then replaces.
    """
    own: list[Evidence] = []
    other: list[Evidence] = []
    for e in evidence:
        (own if detect_language(e.text) in (language, "mixed") else other).append(e)
    if not own or not other:
        return own or other
    margin = _MARGIN if are_sufficient(own) else 0.0
    if own[0].score + margin >= other[0].score:
        return own
    same = next((e for e in own if _states_the_same(e, other[0])), None)
    return [same, *(e for e in own if e is not same)] if same else other


def _states_the_same(own: Evidence, other: Evidence) -> bool:
    """Whether a sentence has all the figures of one in the other language, on the same subject."""
    if own.misses_a_name or own.is_about_other or own.coverage < _SHARE_OF_TERMS * other.coverage:
        return False
    return read_amounts(own.text).states_figures_of(read_amounts(other.text))
