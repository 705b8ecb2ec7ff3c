"""How far a sentence covers the terms of a question, with credit for those that stand near it.

A sentence need not repeat what its neighbours, its passage or its title say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from index import Passage, Term, TokenizedText, fold, tokenize_text

# The credit for a term that stands in the neighbouring sentence; in the sentence before, where this one refers back to it,
# or in the heading it stands under; anywhere in the passage; in the title or a higher heading. All set by hand.
_IN_NEIGHBOUR, _IN_ANTECEDENT, _IN_PASSAGE, _IN_TITLE = 0.8, 0.95, 0.55, 0.7
# The credit for a name that is a subject of the source, and the share of its passages that must hold it. Set by hand.
_SUBJECT_OF_SOURCE, _SUBJECT_SHARE = 0.6, 0.6
# The credit for a word of a longer name whose last word stands in the sentence. Set by hand.
_BY_LAST_WORD = 0.7
# A sentence that opens with a pronoun or "the firm" refers to the one before it. Summaries and follow-ups have patterns of
# their own (``summaries/self_contained.py``, ``conversation/follow_up_cues.py``), which find other words.
_OPENS_WITH_REFERENCE = regex.compile(
    r"[\W_]*(?:(?:it|its|they|their|he|his|she|her|this|these|that|those|such|since then|then|there)\b|"
    r"the (?:firm|company|fund|bank|country|group|agency|ministry|sector|report|author|team|city|island|project)\b|"
    r"[它其他她该此]|这(?!里)|那(?:以后|之后|里)|从此)",
    regex.I,
)
_NAME_OF_WORDS = regex.compile(r"\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)+")
_WORD = regex.compile(r"\p{L}+(?:['’-]\p{L}+)*")


@dataclass(frozen=True, slots=True)
class SentenceCredit:
    """The coverage of each term, 0 to 1: by the sentence ``alone``, and with credit for its surroundings (``total``)."""

    alone: list[float]
    total: list[float]


class TermCredit:
    """Credits the sentences of the passages found for a question with its terms."""

    def __init__(self, question: str, passages: Sequence[Passage], terms: Sequence[Term]) -> None:
        self._terms = terms
        self._passage_texts: dict[str, list[TokenizedText]] = {}
        for passage in passages:
            self._passage_texts.setdefault(passage.source.id, []).append(tokenize_text(passage.chunk.text))
        self._subjects = {
            source_id: frozenset(term for term in terms if term.is_name and _is_subject(term, texts))
            for source_id, texts in self._passage_texts.items()
        }
        self._names = _names_of_words(question, terms)

    def credit_sentences(
        self, passage: Passage, sentences: Sequence[str], *, are_statements: Sequence[bool]
    ) -> list[SentenceCredit]:
        """The credit of each of the successive sentences of a passage."""
        tokenized = [tokenize_text(sentence) for sentence in sentences]
        alone = [[text.term_coverage(term) for term in self._terms] for text in tokenized]
        background = self._background_credit(passage)
        last_words = self._last_words(passage.source.id)
        result = []
        for i, sentence in enumerate(sentences):
            # What a question asks, and the sentence after it answers, counts as if that had said it.
            refers_back = i > 0 and (_OPENS_WITH_REFERENCE.match(sentence) or not are_statements[i - 1])
            neighbours = [
                (_IN_ANTECEDENT if j < i and refers_back else _IN_NEIGHBOUR, alone[j])
                for j in (i - 1, i + 1)
                if 0 <= j < len(sentences)
            ]
            total = [
                max(
                    alone[i][t],
                    background[t],
                    *(share * covered[t] for share, covered in neighbours),
                    _BY_LAST_WORD * alone[i][last_words[t]] if t in last_words else 0.0,
                )
                for t in range(len(self._terms))
            ]
            result.append(SentenceCredit(alone[i], total))
        return result

    def _background_credit(self, passage: Passage) -> list[float]:
        """The credit that any sentence of a passage has for each term."""
        text = tokenize_text(passage.chunk.text)
        title = tokenize_text(f"{passage.source.title} {passage.chunk.section}")
        heading = tokenize_text("".join(passage.chunk.headings[-1:]))
        subjects = self._subjects[passage.source.id]
        return [
            max(
                _IN_PASSAGE * text.term_coverage(term),
                _IN_TITLE * title.term_coverage(term),
                _IN_ANTECEDENT * heading.term_coverage(term),
                _SUBJECT_OF_SOURCE * (term in subjects),
            )
            for term in self._terms
        ]

    def _last_words(self, source_id: str) -> dict[int, int]:
        """The last word of each name that a source gives in full, by its other words: later it may say "the fund".

        Terms are given by their positions.
        """
        texts = self._passage_texts[source_id]
        last_words = {
            term: name[-1]
            for name in self._names
            if any(all(text.term_coverage(term) for term in name) for text in texts)
            for term in name[:-1]
        }
        return {i: self._terms.index(last_words[term]) for i, term in enumerate(self._terms) if term in last_words}


def _is_subject(name: Term, texts: Sequence[TokenizedText]) -> bool:
    """Whether most passages of a source, and at least two, hold a name: its sentences need not repeat it."""
    return sum(text.term_coverage(name) > 0 for text in texts) >= max(_SUBJECT_SHARE * len(texts), 2)


def _names_of_words(question: str, terms: Sequence[Term]) -> list[list[Term]]:
    """The names of more than one word in an English question, as the terms of their words."""
    by_word = {term.word: term for term in terms if term.is_name}
    runs = ([by_word.get(fold(word)) for word in _WORD.findall(m.group())] for m in _NAME_OF_WORDS.finditer(question))
    return [[term for term in run if term] for run in runs if len([term for term in run if term]) > 1]
