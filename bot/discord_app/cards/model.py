"""Answers, passages, sources and reports as cards: text and buttons that fit a Discord message. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.discord_app.cards.splitting import CARD_LIMIT, split_message

Tone = Literal["answer", "silent", "notice", "problem"]
_MOST_BLOCKS = 12  # with the rules between them well below the 40 components of a message


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: ``custom_id`` says what it does, or ``url`` where it leads."""

    label: str
    custom_id: str = ""
    url: str = ""
    style: Literal["plain", "strong", "danger"] = "plain"
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """Things to choose one of: (value, label, what it is)."""

    custom_id: str
    placeholder: str
    options: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One message: blocks of text with rules between them, then rows of things to press."""

    blocks: tuple[str, ...]
    rows: tuple[tuple[Button, ...] | Menu, ...] = ()
    tone: Tone = "answer"

    @property
    def text(self) -> str:
        """All text of the card, as the limits count it."""
        return "".join(self.blocks)

    @property
    def components(self) -> int:
        """How many components the message has, the frame and the rules included."""
        pressed = sum(2 if isinstance(row, Menu) else 1 + len(row) for row in self.rows)
        return 1 + max(0, 2 * len(self.blocks) - 1) + pressed


def custom_id(action: str, subject: int = 0, argument: str | int = "") -> str:
    """What a button carries: it is all that is needed to act on it after a restart."""
    return f"footnote:{action}:{subject}:{argument}"


def make_cards(
    blocks: Iterable[str], *, rows: Sequence[tuple[Button, ...] | Menu] = (), tone: Tone = "answer"
) -> list[Card]:
    """Blocks of text as one card, or as many as they need; the rows stand under the last."""
    cards: list[list[str]] = [[]]
    for block in blocks:
        for piece in split_message(block):
            if cards[-1] and (not CARD_LIMIT.holds("".join(cards[-1]) + piece) or len(cards[-1]) == _MOST_BLOCKS):
                cards.append([])
            cards[-1].append(piece)
    made = [Card(tuple(card), tone=tone) for card in cards if card]
    return [*made[:-1], replace(made[-1], rows=tuple(rows))] if made else []


def notice_card(text: str, *, tone: Tone = "notice", rows: Sequence[tuple[Button, ...]] = ()) -> Card:
    """A card of one text."""
    return Card((text,), tuple(rows), tone)
