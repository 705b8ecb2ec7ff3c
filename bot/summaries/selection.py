"""Which sentences make a summary: in one language a source, the central ones, a fair share from each."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from bot.answers import AnswerLanguage
from bot.summaries.candidates import Sentence
from bot.summaries.lexrank import central, choose
from bot.summaries.similarity import Scores, compare, word_vectors
from index import Embedder

# At most so many sentences are compared with each other: the work grows with the square.
_MOST_COMPARED = 400
# How much a sentence counts that has nothing to do with the title, beside one that says the same.
_OFF_TITLE = 0.4
# On a topic are the sentences that bear on it at least this far, beside the one that does most.
_ON_TOPIC = 0.55


def in_language(sentences: Sequence[Sentence], language: AnswerLanguage | None) -> list[Sentence]:
    """Of each source the sentences in one language: the one asked for if it has that, else the one it says more in."""
    kept: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.source.id):
        told = list(group)
        count = Counter(sentence.language for sentence in told)
        spoken = language if language in count else count.most_common(1)[0][0]
        kept.extend(sentence for sentence in told if sentence.language == spoken)
    return kept


def select(sentences: Sequence[Sentence], *, count: int, embedder: Embedder) -> list[Sentence]:
    """At most ``count`` sentences that say most of what their sources say, evenly from each, in the order given."""
    told = _promising(sentences)
    likeness = compare([s.text for s in told], subjects=[s.subject for s in told], embedder=embedder)
    bias = np.array([s.prior for s in told]) * (_OFF_TITLE + likeness.to_subject)
    groups = [s.source.id for s in told]
    scores = np.zeros(len(told))
    for group in dict.fromkeys(groups):
        rows = [i for i, other in enumerate(groups) if other == group]
        # The walk alone forgets its bias in a page where everything is alike.
        scores[rows] = central(likeness.among[np.ix_(rows, rows)], bias=bias[rows]) * np.sqrt(bias[rows])
        scores[rows] /= scores[rows].max()
    return _chosen(told, scores, likeness.among, count=count, groups=groups)


def select_on_topic(
    sentences: Sequence[Sentence],
    topic: str,
    *,
    coverage: Sequence[float],
    language: AnswerLanguage,
    count: int,
    embedder: Embedder,
) -> list[Sentence]:
    """At most ``count`` sentences that say most of what is said on a topic, in the order given.

    ``coverage`` is how far each holds the topic's words. Sentences far less to the point than the best are left out.
    """
    if not sentences:
        return []
    likeness = compare([s.text for s in sentences], subjects=[topic] * len(sentences), embedder=embedder)
    relevance = np.array(coverage) + likeness.to_subject
    told = in_language(
        [s for s, r in zip(sentences, relevance, strict=True) if r >= _ON_TOPIC * relevance.max()], language
    )
    row = {sentence: i for i, sentence in enumerate(sentences)}
    rows = [row[sentence] for sentence in told]
    among = likeness.among[np.ix_(rows, rows)]
    scores = central(among, bias=relevance[rows]) * relevance[rows] / relevance.max()
    return _chosen(told, scores, among, count=count, groups=[""] * len(told))


def _chosen(
    told: Sequence[Sentence], scores: Scores, among: Scores, *, count: int, groups: Sequence[str]
) -> list[Sentence]:
    chosen = choose(scores, among, count=count, tiers=[s.standing for s in told], groups=groups)
    return [told[i] for i in sorted(chosen)]


def _promising(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth comparing, an even share of each source: nearest the centroid of all in their words.

    Centroid: Radev et al., "Centroid-based Summarization of Multiple Documents", IP&M 2004.
    """
    if len(sentences) <= _MOST_COMPARED:
        return list(sentences)
    vectors = word_vectors([s.text for s in sentences])
    scores = (vectors @ np.asarray(vectors.mean(axis=0)).T).ravel() * np.array([s.prior for s in sentences])
    best = sorted(range(len(sentences)), key=lambda i: (sentences[i].standing, -scores[i]))
    place: Counter[str] = Counter()
    turn = []  # the best of each source before the second best of any
    for i in best:
        place[sentences[i].source.id] += 1
        turn.append((place[sentences[i].source.id], sentences[i].standing, -scores[i], i))
    return [sentences[i] for *_, i in sorted(sorted(turn)[:_MOST_COMPARED], key=lambda item: item[-1])]
