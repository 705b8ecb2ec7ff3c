"""Cards: text, buttons and menus that fit one Discord message. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.discord_app.cards.splitting import CARD_LIMIT, split_message

Tone = Literal["answer", "silent", "notice", "problem"]
# With the rules between them, well below the 40 components that Discord allows in a message. Set by hand.
_MOST_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Button:
    """A button: ``custom_id`` names its action, or ``url`` is the page it opens."""

    label: str
    custom_id: str = ""
    url: str = ""
    style: Literal["plain", "strong", "danger"] = "plain"
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu to choose from, with a line of text over it where it has a ``label``.

    It offers ``options`` (value, label, description), or what the server has of a kind: roles, or channels in which
    ``messages`` or also ``posts`` of a forum are written. ``chosen`` are the values that are chosen now.
    """

    custom_id: str
    placeholder: str
    options: tuple[tuple[str, str, str], ...] = ()
    offers: Literal["options", "roles", "messages", "posts"] = "options"
    label: str = ""
    chosen: tuple[str, ...] = ()
    fewest: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One message: blocks of text with rules between them, then rows of buttons or menus.

    ``file`` is the name and the text of a file that comes with it.
    """

    blocks: tuple[str, ...]
    rows: tuple[tuple[Button, ...] | Menu, ...] = ()
    tone: Tone = "answer"
    file: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        """All text of the card, as the limits of Discord count it."""
        return "".join(self.blocks)


def custom_id(action: str, subject: int = 0, argument: str | int = "") -> str:
    """The custom id of a button or menu. It holds all that its action needs, so it works after a restart."""
    return f"footnote:{action}:{subject}:{argument}"


def make_cards(
    blocks: Iterable[str], *, rows: Sequence[tuple[Button, ...] | Menu] = (), tone: Tone = "answer"
) -> list[Card]:
    """Blocks of text as one card, or as several where they do not fit one. The last has the rows."""
    cards: list[list[str]] = [[]]
    for block in blocks:
        for piece in split_message(block):
            if cards[-1] and (not CARD_LIMIT.holds("".join(cards[-1]) + piece) or len(cards[-1]) == _MOST_BLOCKS):
                cards.append([])
            cards[-1].append(piece)
    filled = [Card(tuple(card), tone=tone) for card in cards if card]
    return [*filled[:-1], replace(filled[-1], rows=tuple(rows))] if filled else []


def fit_cards(cards: Sequence[Card], most: int, *, note: str) -> list[Card]:
    """At most so many cards. The last has the text of all that would follow in a file, says so with ``note``, and has their buttons."""
    if len(cards) <= max(most, 1):
        return list(cards)
    kept, rest = cards[: max(most, 1) - 1], cards[max(most, 1) - 1 :]
    texts = ["\n\n".join((*card.blocks, card.file[1] if card.file else "")).strip() for card in rest]
    blocks = list(rest[0].blocks)
    while blocks and not CARD_LIMIT.holds("".join([*blocks, note])):
        blocks.pop()
    return [*kept, replace(rest[-1], blocks=(*blocks, note), file=("answer.md", "\n\n".join(texts)))]


def notice_card(text: str, *, tone: Tone = "notice", rows: Sequence[tuple[Button, ...]] = ()) -> Card:
    """A card with one text."""
    return Card((text,), tuple(rows), tone)
