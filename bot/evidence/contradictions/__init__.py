"""Statements turned round: whether a passage says the opposite of a sentence, by exact rules in both languages and by the built-in model."""

from bot.evidence.contradictions.exact_verifier import ExactVerifier
from bot.evidence.contradictions.model_verifier import ModelVerifier
from bot.evidence.contradictions.quoted_pairs import disagrees, says_nothing_new
from bot.evidence.contradictions.verification import Verification, Verifier

__all__ = ["ExactVerifier", "ModelVerifier", "Verification", "Verifier", "disagrees", "says_nothing_new"]
