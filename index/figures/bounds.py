"""Figures that only bound an amount: *fewer than twenty*, 不到一半, *more than 3,100 metres*. Pure."""

from decimal import Decimal

from index.text import lazy_pattern

_BELOW = lazy_pattern(
    r"(?i)(?:\b(?:less|fewer|lower|shorter|lighter|younger|cheaper) than|\b(?:under|below))(?: (?:a|an|the))? ?$|(?:不到|不足|未满|少于|低于|未达) ?$"
)
_ABOVE = lazy_pattern(
    r"(?i)(?:\b(?:more|greater|higher|longer|heavier|older) than|\b(?:over|above|exceed(?:s|ed|ing)?|upwards of))(?: (?:a|an|the))? ?$|(?:超过|多于|高于|逾|不止|大于) ?$"
)
_BEHIND = lazy_pattern(r"(?i)[多余]|\p{Han}?(?:以上|以下|有余)|(?: \w+)? or (?:more|less|fewer|over|under)\b")
# An amount is about as large as its bound if it is this share of it, or the other way round: 18 for fewer than twenty. Set by hand.
_NEAR = Decimal("0.75")


def read_bound(text: str, start: int) -> int:
    """Whether the figure that begins at ``start`` bounds an amount from above (-1), from below (1), or is one itself (0)."""
    before = text[max(start - 24, 0) : start]
    return -1 if _BELOW.search(before) else int(bool(_ABOVE.search(before)))


def is_bound(text: str, start: int, end: int) -> bool:
    """Whether the figure ``text[start:end]`` bounds an amount, by what stands before or behind it."""
    return bool(read_bound(text, start) or _BEHIND.match(text, end))


def is_within(amount: Decimal, bound: Decimal, side: int) -> bool:
    """Whether an amount is on a side of a bound, and not far from it."""
    if side < 0:
        return bound * _NEAR <= amount < bound
    return side > 0 and bound < amount <= bound / _NEAR
