"""Evidence for answers: ranked sentences, the gate that answers or refuses, prompt injection, and support for claims."""

from bot.evidence.choice import answer_probability
from bot.evidence.claims import Claim, ClaimChecker
from bot.evidence.contradictions import (
    ExactVerifier,
    ModelVerifier,
    Verification,
    Verifier,
    disagrees,
    says_nothing_new,
)
from bot.evidence.expected_answers import expected_answer
from bot.evidence.explaining import explain_choice
from bot.evidence.gate import are_sufficient, is_sufficient, is_sure, is_worth_reading
from bot.evidence.named import AskedSpeakers, asks_for_neighbour, codes_of, is_about_version
from bot.evidence.prompt_injection import (
    extract_injections,
    extract_statements,
    is_injection,
    is_statement,
    remove_injections,
)
from bot.evidence.quotation import (
    LONGEST_QUOTE,
    cut_at_sentence_end,
    cut_quote,
    grow_around_best,
    introduced_end,
    introduces,
    quotable_spans,
)
from bot.evidence.ranking import Evidence, rank_evidence
from bot.evidence.refusal import near_passages, nearest_sources, refusal_text

__all__ = [
    "LONGEST_QUOTE",
    "AskedSpeakers",
    "Claim",
    "ClaimChecker",
    "Evidence",
    "ExactVerifier",
    "ModelVerifier",
    "Verification",
    "Verifier",
    "answer_probability",
    "are_sufficient",
    "asks_for_neighbour",
    "codes_of",
    "cut_at_sentence_end",
    "cut_quote",
    "disagrees",
    "expected_answer",
    "explain_choice",
    "extract_injections",
    "extract_statements",
    "grow_around_best",
    "introduced_end",
    "introduces",
    "is_about_version",
    "is_injection",
    "is_statement",
    "is_sufficient",
    "is_sure",
    "is_worth_reading",
    "near_passages",
    "nearest_sources",
    "quotable_spans",
    "rank_evidence",
    "refusal_text",
    "remove_injections",
    "says_nothing_new",
]
