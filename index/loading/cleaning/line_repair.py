"""The repair of what copying breaks: hard-wrapped lines, and decimal numbers split at a paragraph break.

No character of a number is ever changed.
"""

import itertools

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


_WRAP_WIDTHS = range(50, 121)
# The columns by which a line of a wrapped block may be narrower than the widest: few words are longer. Set by hand.
_MAX_ROOM = 18
# One line is always the longest; of two wraps the second is no chance. Set by hand.
_MIN_WRAPS = 2
_MARKED = regex.compile(r"\s*(?:[-*•·>|#]|\d{1,3}[.)、]\s|[A-Za-z][\w -]{0,24}:\s)|.*[\t|]")
_KEY = regex.compile(r"\s*[\p{L}][\p{L}\p{M}\p{N} ._'’()/-]{0,30}(?::\s|：)")
# Marks of lists that Markdown does not know.
_LISTED = regex.compile(r"\s*(?:[•·▪◦●○■◆]\s*\S|\d{1,2}[、）]\s*\D|[（(]\d{1,2}[)）]\s*\S)")
_FIRST_WORD = regex.compile(r"\p{Han}[，。、；：！？]?|\S+")
_SENTENCE_END = regex.compile(r"[.!?。！？…:：][\"'”’)）」』\]]*$")
_COMMA_END = regex.compile(r"[,，、;；]$")
_CONTINUES = regex.compile(r"[\p{Ll}\d,，、;；)）]")


def unwrap_lines(block: list[str]) -> list[str]:
    """A block of consecutive lines as paragraphs, if they are hard-wrapped at one width; else the lines as they are.

    Lines are wrapped if each but the last of a paragraph comes so close to one width (50 to 120 columns) that the next
    word did not fit. A list item, a table row and a ``Name: value`` line begin a
    paragraph, and a rule of dashes is one.
    """
    longest = max(map(_columns, block), default=0)
    if len(block) < 2 or longest not in _WRAP_WIDTHS:
        return block
    starts = [
        i
        for i, line in enumerate(block)
        if i == 0 or _MARKED.match(line) or not any(map(str.isalnum, line)) or not any(map(str.isalnum, block[i - 1]))
    ]
    parts = [block[start:end] for start, end in itertools.pairwise([*starts, len(block)])]
    return [line for part in parts for line in _unwrap_part(part, longest)]


def _unwrap_part(block: list[str], longest: int) -> list[str]:
    wrapped = [_is_wrapped(above, line, longest) for above, line in itertools.pairwise(block)]
    is_certain = sum(wrapped) >= _MIN_WRAPS
    paragraphs = [[block[0].rstrip()]]
    for (above, line), is_wrapped in zip(itertools.pairwise(block), wrapped, strict=True):
        is_ended = bool(_SENTENCE_END.search(above))
        if not is_wrapped and not is_ended:
            return block
        if not is_wrapped or (is_ended and not is_certain):
            paragraphs.append([line.strip()])
        else:
            paragraphs[-1] += [_glue(above, line), line.strip()]
    return ["".join(parts) for parts in paragraphs]


def join_wrapped_rows(rows: list[str]) -> list[str]:
    """The rows of one paragraph of Markdown, joined where a row only goes on below, as Markdown means it.

    A row is a line of its own where the writer broke the one before it early, or it begins with a name and a colon
    or with the mark of a list item after another.
    """
    longest = max(map(_columns, rows), default=0)
    lines = [[row.strip()] for row in rows[:1]]
    for above, row in itertools.pairwise(rows):
        is_ended, is_wrapped = bool(_SENTENCE_END.search(above)), _is_wrapped(above, row, longest)
        is_new = (is_ended or not is_wrapped or bool(_KEY.match(above))) and bool(_KEY.match(row))
        goes_on = bool(_CONTINUES.match(row.lstrip()) or _COMMA_END.search(above))
        is_new = is_new or (not is_wrapped and (is_ended or not goes_on))
        is_new = is_new or bool(_LISTED.match(row) and (is_ended or _LISTED.match(above)))
        if is_new:
            lines.append([row.strip()])
        else:
            lines[-1] += [_glue(above, row), row.strip()]
    return ["".join(parts) for parts in lines]


def _is_wrapped(above: str, line: str, longest: int) -> bool:
    """Whether a line ends where it does because the next word would have made it longer than the longest."""
    first = _FIRST_WORD.match(line.lstrip())
    room = longest - _columns(above) - 1
    return not first or (room <= _MAX_ROOM and _columns(first.group()) >= room - 1)


def _glue(above: str, line: str) -> str:
    """What stands between two wrapped lines once they are one: nothing between Chinese characters, else a blank."""
    return "" if _HAN_END.search(above.rstrip()[-1:]) and _HAN_START.match(line.strip()) else " "


_WIDE = regex.compile(r"[\p{Han}，。、；：！？“”「」『』（）]")
_HAN_END = regex.compile(r"[\p{Han}，。、；：！？”」』）]$")
_HAN_START = regex.compile(r"[\p{Han}“「『（]")


def _columns(text: str) -> int:
    """The width of a line in columns. Chinese characters and marks take two."""
    return len(text.rstrip()) + len(_WIDE.findall(text))
