"""Which sentences an answer quotes: the best one to three, or the best of each source."""

from collections.abc import Sequence

from bot.evidence import LONGEST_QUOTE, Evidence, disagrees, is_sufficient, says_nothing_new
from index import AnswerType, answer_type, fold, lazy_pattern

# In characters. Set by hand.
LONGEST_ANSWER = 700
# Set by hand.
_MOST_SENTENCES = 3
# A question for a figure or a date has one answer: another figure beside the right one is a wrong answer.
_ONE_ANSWER = (AnswerType.FIGURE, AnswerType.COUNT, AnswerType.DATE)
# But how much something changed is often said by two figures, in two sentences.
_CHANGE = lazy_pattern(
    r"\b(?:chang|increas|decreas|grow|grew|fall|fell|ris[ei]|rose|drop|declin|shr[aiu]nk|gain|los[et]|compar|differ|more|less|fewer)|"
    r"变化|變化|增加|减少|減少|增长|增長|下降|下跌|上升|上涨|上漲|涨|漲|跌|降|升|差|多了|少了|相比"
)
# How much lower than the best sentence's the log-odds of a further sentence may be. Set by hand.
_SCORE_MARGIN = 1.0
# Added to the log-odds of a sentence next to the best one. Set by hand.
_NEXT_TO_BEST = 0.5
# Characters kept free for the label after a sentence. Set by hand.
_LABEL_CHARACTERS = 6


def select_quotes(evidence: Sequence[Evidence], question: str, *, room: int) -> list[Evidence]:
    """The one to three sentences that answer, in reading order, within ``room`` characters.

    After the best sentence come only those that score nearly as high, or are statements of somebody whose words are asked
    for, whatever they are about, and that neither repeat nor contradict another. A
    sentence next to the best one gets a bonus, for it is about the same. A question for a figure or a date gets the best
    one alone.
    """
    best = evidence[0]
    asks_one = answer_type(question) in _ONE_ANSWER and not _CHANGE.search(question.casefold())
    most = 1 if asks_one else _MOST_SENTENCES
    alike = [e for e in evidence[1:] if _is_alike(e, best)]
    scores = {e: e.score + _NEXT_TO_BEST * _is_next_to(e, best) for e in alike}
    selected: list[Evidence] = []
    for candidate in [best, *sorted(scores, key=lambda e: -scores[e])]:
        is_close = scores.get(candidate, candidate.score) >= best.score - _SCORE_MARGIN
        if len(selected) == most or not (is_close or candidate.is_asked_statement):
            break
        is_addition = is_sufficient(candidate) and all(_adds_to(candidate, other) for other in selected)
        if not selected or (is_addition and _shown_length(candidate) <= room):
            selected.append(candidate)
            room -= _shown_length(candidate)
    return _in_reading_order(selected)


def quotes_of_part(evidence: Sequence[Evidence], question: str) -> list[Evidence]:
    """The best sentence for a part of a question; some of what somebody says where that is what is asked for."""
    if not evidence[0].is_asked_statement:
        return [evidence[0]]
    return select_quotes(evidence, question, room=LONGEST_ANSWER // 2)


def select_quote_per_source(evidence: Sequence[Evidence], *, room: int) -> list[Evidence]:
    """The best sentence of each source, best source first, at most three and as many as fit into ``room`` characters."""
    best = list({e.passage.source.id: e for e in reversed(evidence)}.values())
    selected: list[Evidence] = []
    for candidate in sorted(best, key=lambda e: -e.score)[:_MOST_SENTENCES]:
        if not selected or _shown_length(candidate) <= room:
            selected.append(candidate)
            room -= _shown_length(candidate)
    return _in_reading_order(selected)


def _is_alike(candidate: Evidence, best: Evidence) -> bool:
    """Whether both or neither are what somebody says whose words are asked for, and then the same person."""
    same = not best.is_asked_statement or candidate.speaker == best.speaker
    return candidate.is_asked_statement == best.is_asked_statement and same


def _adds_to(candidate: Evidence, other: Evidence) -> bool:
    """Whether a sentence says more than another one, and nothing against it.

    One with another answer than stands there says more, however many words they share, as the rows of a table do.
    """
    if _words(candidate.text) == _words(other.text) or disagrees(candidate.text, other.text):
        return False
    answer = _answer_pointed_to(candidate)
    return (bool(answer) and answer not in fold(other.text)) or not says_nothing_new(candidate.text, other.text)


def _answer_pointed_to(evidence: Evidence) -> str:
    """The words that the reader points to as the answer, folded; empty where it did not read the sentence."""
    if evidence.reading is None or not evidence.is_read:
        return ""
    return fold(evidence.passage.chunk.text[slice(*evidence.reading.answer)])


def _is_next_to(candidate: Evidence, best: Evidence) -> bool:
    """Whether two sentences of a chunk stand next to each other."""
    if candidate.passage.chunk.id != best.passage.chunk.id:
        return False
    chunk, (first, second) = best.passage.chunk, sorted((candidate, best), key=lambda e: e.start)
    return not chunk.text[first.end - chunk.start : second.start - chunk.start].strip()


def _shown_length(evidence: Evidence) -> int:
    return min(len(evidence.text), LONGEST_QUOTE) + _LABEL_CHARACTERS


def _words(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_reading_order(selected: Sequence[Evidence]) -> list[Evidence]:
    source_order = {e.passage.source.id: i for i, e in reversed(list(enumerate(selected)))}
    return sorted(selected, key=lambda e: (source_order[e.passage.source.id], e.start))
