"""Who does something to whom in a segment: the name it begins with, passive forms, verbs that hold both ways. Pure."""

import regex

from index import content_terms

# What may stand before the name of the one who acts: no preposition does.
_BEFORE_SUBJECT = regex.compile(
    r"(?i)(?:(?:the|a|an|his|her|its|their|and|but|while|that|then|according to)\s|\p{L}+(?:er|or|man|woman|ent|ant|ist|ess|ish|ian|ary)\s|"
    r"(?:mr|mrs|ms|dr|minister|coach|general|king|queen|sister|brother|company|group|lake|judge|captain)\.?\s|[“\"'(])*"
    r"|[\p{Han}“《]{0,6}"
)
_PREPOSITION = regex.compile(
    r"(?i)\b(?:in|at|on|by|from|to|for|with|of|under|over|against)\s|[在从于对向由被把据自给跟和与]"
)
# Regular and most irregular ones: paid, made, led, sung.
_PARTICIPLE = r"(?:\w+(?:ed|en|wn|lt|nt|ht|ld|st|ne|un|ut|aid|de|ead|ept|ung)|led|met|set|hit|put|shot|run|read)"
_PASSIVE = regex.compile(
    rf"(?i)\b(?:was|were|is|are|been|being|be|gets?|got)\s(?:\w+\s){{0,2}}?{_PARTICIPLE}\b.*\bby\b|被|遭到?|由.{{1,20}}(?:[选聘创设建打领签发完])|为.{{1,12}}所"
)
_SYMMETRIC = regex.compile(
    r"(?i)\b(?:met|meets?|married|divorced|agreed|differs?|talked|negotiated|signed|merged|borders?|cooperat\w+|both|together|between)\b"
    r"|会见|会面|结婚|离婚|谈判|签订|签署|合并|接壤|合作|之间|双方|[和与跟同].{1,16}(?:一起|共同|相同|一样)"
)

_REORDERED = regex.compile(
    rf"(?i)\b(?:was|were|is|are|been|being|be)\s(?:\w+\s){{0,2}}?{_PARTICIPLE}\b|[被由把将向对给让使]|之前|之后|是"
)
_ARTICLES = regex.compile(r"(?i)\A(?:(?:the|a|an|and|but|while|all|some|many|most|his|her|its|their|only|every)\s)+")


def is_in_front(text: str, start: int) -> bool:
    """Whether what begins at a position acts in the text: only an article or an occupation stands before it."""
    before = text[:start]
    return bool(_BEFORE_SUBJECT.fullmatch(before)) and not _PREPOSITION.search(before)


def is_passive(text: str) -> bool:
    """Whether a text says by whom something was done."""
    return bool(_PASSIVE.search(text))


def is_symmetric(text: str) -> bool:
    """Whether what a text says of two holds the other way round too: they met, they agreed."""
    return bool(_SYMMETRIC.search(text))


def may_be_reordered(text: str) -> bool:
    """Whether a passive or a preposition lets the words of a text stand in another order."""
    return bool(_REORDERED.search(text))


def first_word(text: str) -> str:
    """The content word that a text begins with, behind articles and the like; empty where it begins otherwise."""
    bare = _ARTICLES.sub("", text).casefold()
    return next((term.word for term in content_terms(text) if bare.startswith(term.word) and len(term.word) > 1), "")
