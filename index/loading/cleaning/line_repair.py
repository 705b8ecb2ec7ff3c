"""What copying a page breaks, mended: wrapped lines and figures torn apart at a paragraph break.

Nothing else about a figure is ever changed.
"""

import regex

# Pages made by cutting text at every full stop tear decimals: "a deficit of 3." / "7 trillion roubles".
_TORN_TAIL = regex.compile(r"(?:^|[\s(（\p{Han}~≈<>±+-])(?P<currency>[$€£¥￥]|US\$)?(?P<whole>\d{1,3}(?:,\d{3})*)\.$")
_TORN_HEAD = regex.compile(r"(?P<fraction>\d{1,3})(?P<after>\s?%|[\s ]+\p{Ll}|[\s ]*\p{Han}|\.(?:\s|$)|,\s|\s*$)")
_UNIT = regex.compile(
    r"\d{1,3}\s*(?:%|(?:thousand|million|billion|trillion|bn|mn|tn|per\s?cent|percent|per|percentage|points?|degrees?|"
    r"tonnes?|tons?|kg|kilos?|kilograms?|grams?|g|carats?|ounces?|oz|pounds?|lbs?|barrels?|"
    r"km|kilomet(?:er|re)s?|met(?:er|re)s?|m|cm|mm|miles?|feet|ft|inches|hectares?|acres?|square|cubic|lit(?:er|re)s?|"
    r"gw|mw|kw|gwh|mwh|kwh|tb|gb|mb|kb|ghz|mhz|hz|"
    r"dollars?|euros?|roubles?|rubles?|yuan|yen|cents?)\b|[万亿兆千百]|个?百分点|美元|卢布|元|欧元|吨|公斤|千克|公里|米|克拉|盎司|桶|度)",
    regex.I,
)
# Before a whole number that really ends its sentence.
_NOT_A_DECIMAL = regex.compile(
    r"(?:\b(?:page|chapter|section|no|number|figure|table|item|step|part|article|version|round|group|phase|act|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\.?|第)\s*\d+\.$",
    regex.I,
)
_HABIT = 2
_LIST_ITEM = regex.compile(r"(\d{1,3})[.)、]\s")


def rejoin_split_numbers(paragraphs: list[str]) -> list[str]:
    """Join paragraphs between which a decimal was torn apart; all others come back as they were.

    A tear is told by the unit after the second half (``3.`` / ``7 trillion``). On a page where at least two
    figures are torn so, a second half without a unit counts too (``0.`` / ``5 carats``, ``13.`` / ``3. With…``).
    A year, a page number or an item of a numbered list before the break is left alone.
    """
    joints = {i for i in range(len(paragraphs) - 1) if _may_be_torn(paragraphs, i)}
    sure = {i for i in joints if _UNIT.match(paragraphs[i + 1])}
    torn = joints if len(sure) >= _HABIT else sure
    healed: list[str] = []
    for i, paragraph in enumerate(paragraphs):
        if i - 1 in torn:
            healed[-1] += paragraph
        else:
            healed.append(paragraph)
    return healed


def _may_be_torn(paragraphs: list[str], i: int) -> bool:
    before, after = paragraphs[i], paragraphs[i + 1]
    tail, head = _TORN_TAIL.search(before), _TORN_HEAD.match(after)
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
# No line of a wrapped block falls this far short of the widest: few words are longer.
_MOST_ROOM = 18
_MARKED = regex.compile(r"\s*(?:[-*•·>|#]|\d{1,3}[.)、]\s|[A-Za-z][\w -]{0,24}:\s)|.*[\t|]")


def unwrap_lines(block: list[str]) -> list[str]:
    """The paragraphs of a block of consecutive lines, undoing a hard wrap at a fixed width.

    Lines count as wrapped where all but the last come close to one width (50 to 100 columns) and do not
    start like list items, table rows or ``Name: value`` lines.
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
        if next_word and (_columns(next_word.group()) < room - 1 or room > _MOST_ROOM):
            return block
    joined = block[0].rstrip()
    for line in block[1:]:
        glue = "" if _HAN_END.search(joined) and _HAN_START.match(line.strip()) else " "
        joined += glue + line.strip()
    return [joined]


_WIDE = regex.compile(r"[\p{Han}，。、；：！？“”「」『』（）]")
_HAN_END = regex.compile(r"[\p{Han}，。、；：！？”」』）]$")
_HAN_START = regex.compile(r"[\p{Han}“「『（]")


def _columns(text: str) -> int:
    """How wide a line is printed: Chinese characters and marks take two columns."""
    return len(text.rstrip()) + len(_WIDE.findall(text))
