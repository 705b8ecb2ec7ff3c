"""A corpus that grows without end, and vectors for it that cost nothing.

Documents of the public sets come first, English and Chinese by turns. Then come new ones: sentences of the public sets,
shuffled. Such texts are new, with real words, so that postings, vocabularies and signatures have the sizes of a real
corpus. Their vectors are mixtures of real ones, because embedding 100,000 passages takes most of an hour: they lie about
as near to each other as real ones do, but mean nothing.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from index import Embedder, sentence_spans
from index.embedding import Vectors
from index.text import detect_language
from measures.corpora import rows

_SEED = 15
_SENTENCES_A_DOCUMENT = 40
_LANGUAGES = ("en", "zh")
_REAL_VECTORS = 600  # of each language. Set by hand.
# How much of a mixture is its second vector at most, and how much is noise. Set by hand.
_MOST_OF_SECOND, _NOISE = 0.5, 0.02


def public_documents(data: Path) -> Iterator[tuple[str, str]]:
    """Language and text of the documents of the public sets in a folder, English and Chinese by turns."""
    texts: dict[str, list[str]] = {language: [] for language in _LANGUAGES}
    for path in sorted(data.glob("*/corpus.jsonl*")):
        for row in rows(path.with_name("corpus.jsonl")):
            texts[row["lang"]].append(row["text"])
    for language in _LANGUAGES:
        random.Random(_SEED).shuffle(texts[language])  # noqa: S311 - no secret
    while all(texts.values()):
        for language in _LANGUAGES:
            yield language, texts[language].pop()


def write_public_documents(data: Path, count: int, folder: Path) -> Path:
    """A folder with the first documents of the public sets, English and Chinese by turns."""
    folder.mkdir()
    for number, (_, text) in enumerate(islice(public_documents(data), count)):
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    return folder


def growing_corpus(data: Path) -> Iterator[str]:
    """Texts without end: those of the public sets, then shuffled sentences of one language each."""
    sentences: dict[str, list[str]] = {language: [] for language in _LANGUAGES}
    for language, text in public_documents(data):
        sentences[language] += [text[start:end] for start, end in sentence_spans(text)]
        yield text
    chosen = random.Random(_SEED)  # noqa: S311 - no secret
    while True:
        for language, gap in zip(_LANGUAGES, (" ", ""), strict=True):
            yield gap.join(chosen.choices(sentences[language], k=_SENTENCES_A_DOCUMENT))


class MixedVectors:
    """An embedder whose document vectors are mixtures of two real ones of the language. Questions get their real vector."""

    def __init__(self, real: Embedder, data: Path) -> None:
        self._real = real
        self.name, self.languages, self.max_tokens = real.name, real.languages, real.max_tokens
        self._random = np.random.default_rng(_SEED)
        some = list(islice(public_documents(data), 2 * _REAL_VECTORS))
        self._vectors = {
            language: real.embed_documents([text[:1000] for own, text in some if own == language])
            for language in _LANGUAGES
        }

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The tokens of each text, by the real model."""
        return self._real.count_tokens(texts)

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, by the real model."""
        return self._real.embed_query(text)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """A mixture for each text."""
        return np.concatenate([self._mixtures(text, 1) for text in texts])

    def embed_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Vectors, list[Vectors]]:
        """Mixtures for the texts and for their parts."""
        return self.embed_documents(texts), [
            self._mixtures(text, len(spans)) for text, spans in zip(texts, parts, strict=True)
        ]

    def _mixtures(self, text: str, count: int) -> Vectors:
        real = self._vectors["zh" if detect_language(text) == "zh" else "en"]
        one, other = real[self._random.integers(len(real), size=(2, count))]
        share = self._random.uniform(0, _MOST_OF_SECOND, size=(count, 1)).astype(np.float32)
        mixed = (1 - share) * one + share * other
        mixed += self._random.normal(0, _NOISE, size=mixed.shape).astype(np.float32)
        return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), np.float32)
