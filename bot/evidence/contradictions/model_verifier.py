"""Says that a passage does not bear a sentence out where the built-in model is sure of it."""

from functools import lru_cache

from bot.evidence.contradictions.verification import Verification
from index import StatementReader, sentence_spans

# The log-odds under which a passage contradicts a sentence. Set on the splits ``dev`` of ``benchmarks/turned.jsonl`` and
# ``grounding.jsonl``: on top of the exact rules it finds fourteen of a hundred statements turned round more there, and takes
# one true sentence in a hundred for such.
CONTRADICTED_THRESHOLD = -2.0
_CACHED = 256


class ModelVerifier:
    """Holds sentences against passages by reading both together. Safe to use from several threads."""

    def __init__(self, reader: StatementReader | None = None) -> None:
        self._support = lru_cache(maxsize=_CACHED)((reader or StatementReader()).support)

    def support(self, sentence: str, passage: str) -> float:
        """The log-odds that the passage bears the sentence out."""
        return self._support(sentence, passage)

    def verify(self, sentence: str, passage: str) -> Verification:
        """``CONTRADICTED`` where the passage hardly bears the sentence out; else ``NEITHER``, for exact rules to say.

        A passage of one sentence is left to those: the model was taught on longer ones, and is too sure of short ones.
        """
        is_long = len(sentence_spans(passage)) > 1
        is_refuted = is_long and self.support(sentence, passage) < CONTRADICTED_THRESHOLD
        return Verification.CONTRADICTED if is_refuted else Verification.NEITHER
