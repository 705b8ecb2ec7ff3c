"""Removes from text what must not reach a reader or a chat model: hidden characters, HTML and links.

Sources and quotes are kept as printed. They are sanitised where they are shown, or put into a prompt.
"""

from collections.abc import Collection

import regex

from index.text.lazy_patterns import lazy_pattern

# Controls, marks of direction, characters of zero width, tag characters, private use, unassigned, halves of a pair.
# A zero-width joiner stays inside an emoji, and newlines and tabs stay.
_HIDDEN = lazy_pattern(
    r"(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})(*SKIP)(*FAIL)"
    r"|[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}--[\n\t]]",
    regex.V1,
)
_TAG = lazy_pattern(r"</?\p{L}[^<>]*>|<[@#:!/&][^<>]*>")
_ADDRESS_CHARACTER = r"[^\s\p{Han}，。；、：？！（）“”「」『』《》【】<>\])]"
# The scheme of an address: any before //, some before a single / or nothing. ``data:`` is a word unless a type follows.
_SCHEME = (
    r"(?:(?:https?|ftp|(?<![a-z0-9])[a-z][a-z0-9+.-]{1,20})(?=://)|(?<![a-z0-9])(?:(?:steam|discord)(?=:/)"
    rf"|(?:https?|ftp|mailto|javascript)(?=:{_ADDRESS_CHARACTER})|data(?=:(?:[a-z]+/|[,;]\S))))"
)
_ADDRESS = rf"<?(?:{_SCHEME}:|(?<![a-z0-9])www\.){_ADDRESS_CHARACTER}*>?"
_SCHEME_COLON = lazy_pattern(rf"({_SCHEME}):", regex.I)
_IMAGE = lazy_pattern(r"!\[[^\[\]]*\](?:\([^)]*\)?|\[[^\]]*\])")
_BRACKET = lazy_pattern(r"\[|\]\(?")
_TARGET = lazy_pattern(r"((?:[^()]++|\([^()]*+\))*+)\)?")
_WWW = lazy_pattern(r"(?<![a-z0-9])(www)\.", regex.I)
_NUMBERS = lazy_pattern(r"[\d\s,，、;；–-]+")
# Removing one link or tag may complete another. Text in which that happens more often is made to attack. Set by hand.
_MOST_ROUNDS = 10


def remove_hidden_characters(text: str) -> str:
    """A text without control characters and others that no reader sees; newlines, tabs and emoji stay whole."""
    return _HIDDEN.sub("", text)


def single_line(text: str) -> str:
    """A text on one line, without hidden characters and with single spaces: for titles, ids and file names."""
    # Split first: a control character that parts words is white space, and parts them still.
    return " ".join(remove_hidden_characters(" ".join(text.split())).split())


def remove_html(text: str) -> str:
    """A text without HTML tags and Discord's mentions; the words between tags stay."""
    for _ in range(_MOST_ROUNDS):
        shorter = _TAG.sub("", text)
        if shorter == text:
            return text
        text = shorter
    return text.replace("<", "")


def remove_links(text: str, *, keep: Collection[str] = ()) -> str:
    """A text with the words of its Markdown links, but without addresses and images.

    Links to the addresses in ``keep``, and these addresses by themselves, stay. Numbers keep their brackets: a link
    around them may be a citation label.
    """
    # An allowed address goes as far as the address goes, or it would let another host in.
    allowed = "|".join(map(regex.escape, sorted(keep, key=len, reverse=True))) or r"(?!)"
    address = regex.compile(rf"(?P<kept><?(?:{allowed})(?!{_ADDRESS_CHARACTER})>?)|{_ADDRESS}", regex.I)
    for _ in range(_MOST_ROUNDS):
        before = text
        text = address.sub(lambda found: found["kept"] or "", _unwrap_links(_IMAGE.sub("", text), keep))
        if text == before:
            return text
    return _WWW.sub(r"\1 .", _SCHEME_COLON.sub(r"\1 :", text)).replace("](", "] (")


def _unwrap_links(text: str, keep: Collection[str]) -> str:
    """A text with the words of its Markdown links in their place, in one pass over its brackets."""
    pieces: list[str] = []
    opened: list[int] = []  # the pieces that are brackets not yet closed
    position = 0
    while found := _BRACKET.search(text, position):
        pieces += text[position : found.start()], found.group()
        position = found.end()
        if pieces[-1] == "[":
            opened.append(len(pieces) - 1)
        elif not opened:
            pieces[-1] = pieces[-1].replace("](", "] (")
        elif (start := opened.pop()) >= 0 and pieces[-1] == "](":
            end, target = _target(text, position)
            if target.strip().partition(" ")[0].strip("<>") in keep:
                pieces.append(text[position:end])
            elif start == len(pieces) - 3 and _NUMBERS.fullmatch(pieces[-2]):
                pieces[-1] = "]"
            else:
                pieces[start] = pieces[-1] = ""
            position = end
    return "".join((*pieces, text[position:]))


def _target(text: str, start: int) -> tuple[int, str]:
    """Where the target of a link ends whose bracket opens before ``start``, and the target."""
    found = _TARGET.match(text, start)
    return (found.end(), found[1]) if found else (start, "")


def remove_links_and_html(text: str) -> str:
    """A text without links and without HTML, also where removing one completes the other."""
    for _ in range(_MOST_ROUNDS):
        before = text
        text = remove_links(remove_html(text))
        if text == before:
            return text
    return remove_links(text.replace("<", ""))


def break_addresses(text: str, *, mark: str) -> str:
    """A text with a mark before the colon of each address, so that the address can be read but is no link."""
    return _SCHEME_COLON.sub(lambda scheme: f"{scheme[1]}{mark}:", text)
