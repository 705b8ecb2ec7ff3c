"""The repair of what copying breaks: hard-wrapped lines, and decimal numbers split at a paragraph break.

No character of a number is ever changed.
"""

import regex

from index.text import MONTH_ABBREVIATIONS, MONTHS

# Software that starts a paragraph after every full stop splits decimals: "a deficit of 3." / "7 trillion roubles".
_FIRST_HALF = regex.compile(r"(?:^|[\s(（\p{Han}~≈<>±+-])(?P<currency>[$€£¥￥]|US\$)?(?P<whole>\d{1,3}(?:,\d{3})*)\.$")
_SECOND_HALF = regex.compile(r"(?P<fraction>\d{1,3})(?P<after>\s?%|[\s ]+\p{Ll}|[\s ]*\p{Han}|\.(?:\s|$)|,\s|\s*$)")
# Narrower than the units of index.figures: what often follows a decimal, and begins no other word.
_UNIT = regex.compile(
    r"\d{1,3}\s*(?:%|(?:thousand|million|billion|trillion|bn|mn|tn|per\s?cent|percent|per|percentage|points?|degrees?|"
    r"tonnes?|tons?|kg|kilos?|kilograms?|grams?|g|carats?|ounces?|oz|pounds?|lbs?|barrels?|"
    r"km|kilomet(?:er|re)s?|met(?:er|re)s?|m|cm|mm|miles?|feet|ft|inches|hectares?|acres?|square|cubic|lit(?:er|re)s?|"
    r"gw|mw|kw|gwh|mwh|kwh|tb|gb|mb|kb|ghz|mhz|hz|"
    r"dollars?|euros?|roubles?|rubles?|yuan|yen|cents?)\b|[万亿兆千百]|个?百分点|美元|卢布|元|欧元|吨|公斤|千克|公里|米|克拉|盎司|桶|度)",
    regex.I,
)
# A whole number after one of these words really ends its sentence.
_NOT_A_DECIMAL = regex.compile(
    r"(?:\b(?:page|chapter|section|no|number|figure|table|item|step|part|article|version|round|group|phase|act|"
    rf"{'|'.join((*MONTHS, *MONTH_ABBREVIATIONS))})\.?|第)\s*\d+\.$",
    regex.I,
)
# So many numbers split for certain show that the page splits its numbers. Set by hand.
_MIN_CERTAIN_SPLITS = 2
_LIST_ITEM = regex.compile(r"(\d{1,3})[.)、]\s")


def rejoin_split_numbers(paragraphs: list[str]) -> list[str]:
    """The paragraphs, joined where a decimal number was split between two of them; the others are unchanged.

    A unit after the second half shows a split (``3.`` / ``7 trillion``). On a page with at least two such splits, a
    second half without a unit counts too (``0.`` / ``5 of them``, ``13.`` / ``3. With…``). A year, a page number or an
    item of a numbered list before the break is never joined.
    """
    possible = {i for i in range(len(paragraphs) - 1) if _may_be_split(paragraphs, i)}
    certain = {i for i in possible if _UNIT.match(paragraphs[i + 1])}
    split = possible if len(certain) >= _MIN_CERTAIN_SPLITS else certain
    joined: list[str] = []
    for i, paragraph in enumerate(paragraphs):
        if i - 1 in split:
            joined[-1] += paragraph
        else:
            joined.append(paragraph)
    return joined


def _may_be_split(paragraphs: list[str], i: int) -> bool:
    before, after = paragraphs[i], paragraphs[i + 1]
    tail, head = _FIRST_HALF.search(before), _SECOND_HALF.match(after)
    if not tail or not head or tail.start() == 0 or _NOT_A_DECIMAL.search(before):
        return False
    return not _is_list_item(paragraphs, i + 1)


def _is_list_item(paragraphs: list[str], i: int) -> bool:
    item = _LIST_ITEM.match(paragraphs[i])
    if not item:
        return False
    number = int(item.group(1))
    neighbours = {int(m.group(1)) for p in paragraphs if p is not paragraphs[i] and (m := _LIST_ITEM.match(p))}
    return number - 1 in neighbours or number + 1 in neighbours


_WRAP_WIDTHS = range(50, 101)
# The columns by which a line of a wrapped block may be narrower than the widest: few words are longer. Set by hand.
_MAX_ROOM = 18
_MARKED = regex.compile(r"\s*(?:[-*•·>|#]|\d{1,3}[.)、]\s|[A-Za-z][\w -]{0,24}:\s)|.*[\t|]")


def unwrap_lines(block: list[str]) -> list[str]:
    """A block of consecutive lines as one paragraph, if they are hard-wrapped at one width; else the lines as they are.

    Lines are wrapped if all but the last come close to one width (50 to 100 columns) and none starts like a list item,
    a table row or a ``Name: value`` line.
    """
    if len(block) < 2:
        return block
    widths = [_columns(line) for line in block]
    if max(widths) not in _WRAP_WIDTHS or any(_MARKED.match(line) for line in block[1:]):
        return block
    longest = max(widths)
    for i in range(len(block) - 1):
        next_word = regex.match(r"\p{Han}[，。、；：！？]?|\S+", block[i + 1].lstrip())
        room = longest - widths[i] - 1
        if next_word and (_columns(next_word.group()) < room - 1 or room > _MAX_ROOM):
            return block
    paragraph = block[0].rstrip()
    for line in block[1:]:
        glue = "" if _HAN_END.search(paragraph) and _HAN_START.match(line.strip()) else " "
        paragraph += glue + line.strip()
    return [paragraph]


_WIDE = regex.compile(r"[\p{Han}，。、；：！？“”「」『』（）]")
_HAN_END = regex.compile(r"[\p{Han}，。、；：！？”」』）]$")
_HAN_START = regex.compile(r"[\p{Han}“「『（]")


def _columns(text: str) -> int:
    """The width of a line in columns. Chinese characters and marks take two."""
    return len(text.rstrip()) + len(_WIDE.findall(text))
