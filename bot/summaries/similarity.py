"""How alike sentences are: by meaning where the embedder knows their language, by the words they share where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Embedder, detect_language, question_language, tokens

Scores = NDArray[np.float64]
# Cosine similarities from which on two sentences say the same, in the same words or in two languages.
_SAME_MEANING, _SAME_WORDS = 0.86, 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike some sentences are, among each other (a square) and each to its subject: 0 for not at all.

    From 1 on two sentences say the same.
    """

    among: Scores
    to_subject: Scores


def compare(sentences: Sequence[str], *, subjects: Sequence[str], embedder: Embedder) -> Likeness:
    """How alike at least one sentence, and each to its own of the ``subjects``, are.

    Sentences in languages the embedder knows are compared by meaning, all others by their words; one of these
    and one of those are not alike, for nothing tells.
    """
    among, to_subject = np.zeros((len(sentences), len(sentences))), np.zeros(len(sentences))
    is_known = [question_language(sentence) in embedder.languages for sentence in sentences]
    for known in (True, False):
        rows = [i for i, value in enumerate(is_known) if value == known]
        if rows:
            texts, titles = [sentences[i] for i in rows], list(dict.fromkeys(subjects[i] for i in rows))
            alike = _by_meaning(texts, titles, embedder) if known else _by_words(texts, titles)
            columns = [len(rows) + titles.index(subjects[i]) for i in rows]
            among[np.ix_(rows, rows)] = alike[:, : len(rows)]
            to_subject[rows] = alike[np.arange(len(rows)), columns]
    return Likeness(among, to_subject)


def _by_meaning(texts: Sequence[str], titles: Sequence[str], embedder: Embedder) -> Scores:
    vectors = embedder.embed_documents([*texts, *titles]).astype(np.float64)
    for i, title in enumerate(titles, start=len(texts)):
        if detect_language(title) not in (*embedder.languages, "mixed"):
            vectors[i] = 0.0
    alike: Scores = np.clip(vectors[: len(texts)] @ vectors.T, 0.0, None) / _SAME_MEANING
    return alike


def _by_words(texts: Sequence[str], titles: Sequence[str]) -> Scores:
    vectors = word_vectors([*texts, *titles])
    alike: Scores = (vectors[: len(texts)] @ vectors.T).toarray() / _SAME_WORDS
    return alike


def word_vectors(texts: Sequence[str]) -> Any:
    """The unit TF-IDF vector of each text over the words of the index: a sparse matrix, one row a text."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - takes seconds

    return TfidfVectorizer(analyzer=_telling_tokens, sublinear_tf=True).fit_transform(texts)


def _telling_tokens(text: str) -> list[str]:
    """Without single Chinese characters: two sentences that share 的 or 在 are not alike for that."""
    found = tokens(text)
    telling = [token for token in found if len(token) > 1 or token.isascii()]
    return telling or found or [text]  # never empty: without a token there would be no vocabulary
