"""Similarity of sentences: by embeddings where the embedder knows their language, else by TF-IDF of their words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import Embedder, detect_language, question_language, tokens

Scores = NDArray[np.float64]
# Cosine similarities of embeddings and of TF-IDF vectors from which on two sentences say the same. Set by hand.
_SAME_MEANING, _SAME_WORDS = 0.86, 0.6
# Tokens that are compared at most. Of a corpus of thousands of sentences the rarer ones stand in one sentence each, and
# the matrix stays below 400 MB at ten thousand. Set by hand.
_MOST_TOKENS = 5000


@dataclass(frozen=True, slots=True)
class Similarities:
    """The similarity of sentences, pairwise (a square matrix) and of each to its subject.

    0 is unrelated; from 1 on they say the same.
    """

    pairwise: Scores
    to_subject: Scores


def measure_similarities(sentences: Sequence[str], *, subjects: Sequence[str], embedder: Embedder) -> Similarities:
    """The similarity of at least one sentence to the others and to its own of the ``subjects``.

    Sentences in languages the embedder knows are compared by their embeddings, all others by their words. The similarity
    between the two kinds is 0.
    """
    pairwise, to_subject = np.zeros((len(sentences), len(sentences))), np.zeros(len(sentences))
    is_known = [question_language(sentence) in embedder.languages for sentence in sentences]
    for known in (True, False):
        rows = [i for i, value in enumerate(is_known) if value == known]
        if rows:
            texts, titles = [sentences[i] for i in rows], list(dict.fromkeys(subjects[i] for i in rows))
            similarity = _by_embeddings(texts, titles, embedder) if known else _by_words(texts, titles)
            columns = [len(rows) + titles.index(subjects[i]) for i in rows]
            pairwise[np.ix_(rows, rows)] = similarity[:, : len(rows)]
            to_subject[rows] = similarity[np.arange(len(rows)), columns]
    return Similarities(pairwise, to_subject)


def _by_embeddings(texts: Sequence[str], titles: Sequence[str], embedder: Embedder) -> Scores:
    """A row for each text: its similarity to all texts, then to all titles."""
    vectors = embedder.embed_documents([*texts, *titles]).astype(np.float64)
    for i, title in enumerate(titles, start=len(texts)):
        if detect_language(title) not in (*embedder.languages, "mixed"):
            vectors[i] = 0.0
    similarity: Scores = np.clip(vectors[: len(texts)] @ vectors.T, 0.0, None) / _SAME_MEANING
    return similarity


def _by_words(texts: Sequence[str], titles: Sequence[str]) -> Scores:
    """A row for each text: its similarity to all texts, then to all titles."""
    vectors = tfidf_vectors([*texts, *titles])
    similarity: Scores = vectors[: len(texts)] @ vectors.T / _SAME_WORDS
    return similarity


def tfidf_vectors(texts: Sequence[str]) -> Scores:
    """The unit TF-IDF vector of each text over the search tokens: shape ``(texts, distinct tokens)``.

    Frequencies are logarithmic and document frequencies smoothed, as in scikit-learn's ``TfidfVectorizer``. Of many texts
    only the most frequent tokens are kept.
    """
    counts = [Counter(_distinctive_tokens(text)) for text in texts]
    frequencies = Counter(token for count in counts for token in count)
    columns = {token: column for column, (token, _) in enumerate(frequencies.most_common(_MOST_TOKENS))}
    weights = np.zeros((len(texts), len(columns)))
    for row, count in enumerate(counts):
        for token, number in count.items():
            if token in columns:
                weights[row, columns[token]] = 1 + np.log(number)
    weights *= np.log((1 + len(texts)) / (1 + np.array([frequencies[token] for token in columns]))) + 1
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    return weights / np.where(lengths > 0, lengths, 1)


def _distinctive_tokens(text: str) -> list[str]:
    """Without single Chinese characters: sharing 的 or 在 does not make two sentences similar."""
    found = tokens(text)
    distinctive = [token for token in found if len(token) > 1 or token.isascii()]
    return distinctive or found or [text]  # never empty: without a token there would be no vocabulary
