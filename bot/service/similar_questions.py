"""Questions that ask the same: those without a good answer, grouped by meaning, and earlier ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.memory import Unanswered
from index import content_terms, fold

Embed = Callable[[str], npt.NDArray[np.float32]]

# The least similarity of a question to the middle of its group. Set by hand on 18 questions in both languages with the
# built-in model: those that ask the same are .44 to .84 alike, those about something else at most .25.
_SAME = 0.5
# What people ask for, where they do not say about what.
_PLEAS = frozenset([
    "help", "question", "questions", "problem", "problems", "issue", "urgent", "noob", "newbie",
    "求助", "求教", "问题", "問題", "帮助", "幫助", "帮忙", "幫忙", "新手", "新人",
])  # fmt: skip
# Set by hand.
_MOST_WORDINGS, _MOST_SUBJECTS, _MOST_COMPLAINTS, _MOST_TITLES = 2, 4, 3, 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask about the same thing.

    ``question`` is the one nearest to all of them, ``wordings`` are others. ``refused`` and ``disapproved`` count people and
    different wordings. ``subjects`` are the words that a source on this would hold.
    """

    question: str
    wordings: tuple[str, ...]
    refused: int
    disapproved: int
    subjects: tuple[str, ...]
    titles: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


def group_gaps(unanswered: Sequence[Unanswered], embed: Embed) -> list[Gap]:
    """The questions grouped by meaning, the most asked first. Blocks as long as the questions are embedded."""
    asked = list({(u.user_id, fold(u.question), u.is_refused): u for u in unanswered}.values())
    if not asked:
        return []
    texts = list(dict.fromkeys(u.question for u in asked))
    vectors = dict(zip(texts, map(embed, texts), strict=True))
    groups = _group(np.stack([vectors[u.question] for u in asked]))
    gaps = [_gap([asked[i] for i in group], np.stack([vectors[asked[i].question] for i in group])) for group in groups]
    return sorted(gaps, key=lambda gap: -(gap.refused + gap.disapproved))


def find_similar(question: str, others: Sequence[str], embed: Embed) -> list[str]:
    """The others that ask the same as a question, the most similar first. Those without words of their own never do."""
    telling = [other for other in dict.fromkeys(others) if _is_telling(other)]
    if not telling or not _is_telling(question):
        return []
    similarities = np.stack([embed(other) for other in telling]) @ embed(question)
    return [telling[i] for i in np.argsort(-similarities) if similarities[i] >= _SAME]


def _is_telling(question: str) -> bool:
    """Whether a question says what it is about, which a cry for help does not."""
    return any(term.word not in _PLEAS for term in content_terms(question))


def _group(vectors: npt.NDArray[np.float32]) -> Iterator[list[int]]:
    """The numbers of the vectors by group: each joins the group whose middle is nearest, if it is near enough."""
    members: list[list[int]] = []
    sums = np.zeros((0, vectors.shape[1]), dtype=vectors.dtype)
    for number, vector in enumerate(vectors):
        lengths = np.linalg.norm(sums, axis=1)
        similarities = sums @ vector / np.maximum(lengths, 1e-9)
        nearest = int(np.argmax(similarities)) if members else -1
        if members and similarities[nearest] >= _SAME:
            members[nearest].append(number)
            sums[nearest] += vector
        else:
            members.append([number])
            sums = np.vstack([sums, vector])
    yield from members


def _gap(asked: Sequence[Unanswered], vectors: npt.NDArray[np.float32]) -> Gap:
    nearness = vectors @ vectors.sum(axis=0)
    wordings = list(dict.fromkeys(asked[i].question for i in np.argsort(-nearness)))
    return Gap(
        question=wordings[0], wordings=tuple(wordings[1 : 1 + _MOST_WORDINGS]),
        refused=sum(u.is_refused for u in asked), disapproved=sum(not u.is_refused for u in asked),
        subjects=_subjects(wordings),
        titles=tuple(dict.fromkeys(title for u in asked for title in u.titles))[:_MOST_TITLES],
        complaints=tuple(dict.fromkeys(text for u in asked for text in u.complaints))[:_MOST_COMPLAINTS],
    )  # fmt: skip


def _subjects(wordings: Sequence[str]) -> tuple[str, ...]:
    """The words that say what the questions are about: those of the first that recur, the rarest first, then its others."""
    terms = {term.word: term.weight for term in content_terms(wordings[0])}
    counts = Counter(term.word for wording in wordings for term in content_terms(wording))
    return tuple(sorted(terms, key=lambda word: (-counts[word], -terms[word]))[:_MOST_SUBJECTS])
