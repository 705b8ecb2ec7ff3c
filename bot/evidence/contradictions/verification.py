"""What verifiers give: whether a passage supports a sentence, contradicts it, or neither."""

from enum import StrEnum
from typing import Protocol


class Verification(StrEnum):
    """What a passage says about a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NEITHER = "neither"  # it says nothing about it, or the verifier cannot tell


class Verifier(Protocol):
    """Holds a sentence against a passage. Safe to use from several threads.

    A draft's sentence is shown only where no verifier finds that the passages it cites contradict it. A model that reads
    both joins here, beside the exact rules.
    """

    def verify(self, sentence: str, passage: str) -> Verification:
        """Whether the passage supports the sentence, contradicts it, or neither."""
