"""Statements of people held against the sources: supported, contradicted, or not there."""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count

from bot.answers import Answer, Asker, Citation
from bot.evidence import (
    LONGEST_QUOTE,
    ClaimChecker,
    Evidence,
    ExactVerifier,
    ModelVerifier,
    Verification,
    rank_evidence,
)
from bot.library import LiveIndex, Lookups
from bot.strings import open_strings_like
from bot.writing import open_claim_checker
from index import check_query, question_language

# The engine of a kept check.
CHECK_ENGINE = "check"
# Passages, and sentences of them, that a statement is held against. Set by hand.
_PASSAGES, _SENTENCES = 6, 4
# The share of a statement's words that a sentence must hold to say the same thing, and without its figures and names to
# be about the same thing. Set by hand.
_SAME, _ABOUT = 0.6, 0.5


class ClaimChecks:
    """Checks statements for one asker. Use it from the thread of the look-ups."""

    def __init__(self, index: LiveIndex, lookups: Lookups) -> None:
        self._index = index
        self._lookups = lookups
        self._opened = ExitStack()
        self._model = ModelVerifier()
        self._checker: ClaimChecker | None = None

    def check(self, statements: Sequence[str], asker: Asker) -> Answer:
        """The verdicts on statements as one answer, each with the sentence that decides. Raises QueryError."""
        labels = count(1)
        asked = " ".join(statements)
        language = question_language(asked)
        strings = open_strings_like(language, asked)
        citations: list[Citation] = []
        lines = []
        for statement in statements:
            verdict, evidence = self._verdict(statement, asker)
            line = strings("check-verdict", verdict=verdict, statement=statement)
            if evidence is not None:
                citation = _citation(evidence, next(labels))
                citations.append(citation)
                line += f"\n{strings('check-says', quote=citation.quote.strip())} [{citation.label}]"
            lines.append(line)
        return Answer("", language, "\n\n".join(lines), tuple(citations), (), CHECK_ENGINE)

    def close(self) -> None:
        """Close the dictionaries."""
        self._checker = None
        self._opened.close()

    def _verdict(self, statement: str, asker: Asker) -> tuple[str, Evidence | None]:
        check_query(statement)
        sentences = self._index.with_retry(lambda: self._sentences(statement, asker))
        checker = self._claim_checker()
        exact = ExactVerifier(checker)
        contradicting = None
        for evidence in sentences:
            passage = f"{evidence.passage.source.title}\n{evidence.passage.chunk.text}"
            is_same = checker.word_coverage(statement, evidence.text) >= _SAME
            # The model was taught on passages of several sentences.
            is_contradicted = exact.verify(statement, evidence.text) is Verification.CONTRADICTED or (
                is_same and self._model.verify(statement, evidence.passage.chunk.text) is Verification.CONTRADICTED
            )
            if is_same and not is_contradicted and not checker.unsupported_claims(statement, passage):
                return "supported", evidence
            if contradicting is None and (is_contradicted or _differs(statement, evidence.text, checker)):
                contradicting = evidence
        return ("contradicted", contradicting) if contradicting else ("absent", None)

    def _sentences(self, statement: str, asker: Asker) -> Sequence[Evidence]:
        allowed = self._lookups.allowed_sources(asker)
        if allowed is None:
            return []
        found = self._index.retriever().search(statement, top_k=_PASSAGES, source_ids=allowed)
        return rank_evidence(statement, found)[:_SENTENCES]

    def _claim_checker(self) -> ClaimChecker:
        if self._checker is None:
            self._checker = self._opened.enter_context(open_claim_checker(self._index.settings))
        return self._checker


def _differs(statement: str, sentence: str, checker: ClaimChecker) -> bool:
    """Whether a sentence says of the same thing another figure."""
    unsupported = checker.unsupported_claims(statement, sentence)
    figures = [claim for claim in unsupported if claim.kind == "figure"]
    if not figures or len(figures) < len(unsupported):
        return False
    rest = statement
    for claim in reversed(figures):
        rest = f"{rest[: claim.start]} {rest[claim.end :]}"
    has_figure = any(claim.kind == "figure" for claim in checker.find_claims(sentence))
    return has_figure and checker.word_coverage(rest, sentence) >= _ABOUT


def _citation(evidence: Evidence, label: int) -> Citation:
    chunk = evidence.passage.chunk
    quote = evidence.text[:LONGEST_QUOTE].rstrip()
    return Citation(
        label=label, chunk=chunk, source=evidence.passage.source, quote=quote, start=evidence.start,
        end=evidence.start + len(quote), also_in=evidence.passage.also_in,
    )  # fmt: skip
