"""Which sentences answer a question, when to refuse, and which claims a passage supports."""

from bot.evidence.claims import Claim, Grounding
from bot.evidence.gate import is_supported
from bot.evidence.prompt_injection import asserted, asserts, is_order, orders, unordered
from bot.evidence.quotable import quotable_spans
from bot.evidence.quotation import LONGEST_QUOTE, cut_at_sentence_end, cut_quote, grow_around_best
from bot.evidence.refusal import nearest_sources, tell_silence
from bot.evidence.weighing import Evidence, weigh

__all__ = [
    "LONGEST_QUOTE",
    "Claim",
    "Evidence",
    "Grounding",
    "asserted",
    "asserts",
    "cut_at_sentence_end",
    "cut_quote",
    "grow_around_best",
    "is_order",
    "is_supported",
    "nearest_sources",
    "orders",
    "quotable_spans",
    "tell_silence",
    "unordered",
    "weigh",
]
