"""How answers, passages and reports look on Discord: text and buttons, without any call to Discord."""

from bot.discord_app.cards.answers import answer_cards, draft_card, excerpt_cards
from bot.discord_app.cards.error_texts import interface, outcome
from bot.discord_app.cards.listings import (
    claim_heading,
    claims,
    passages_cards,
    progress_card,
    report_cards,
    sources_card,
    status_card,
    summary_heading,
)
from bot.discord_app.cards.model import Button, Card, Menu, notice
from bot.discord_app.cards.source_choices import choices, chosen, in_period

__all__ = [
    "Button",
    "Card",
    "Menu",
    "answer_cards",
    "choices",
    "chosen",
    "claim_heading",
    "claims",
    "draft_card",
    "excerpt_cards",
    "in_period",
    "interface",
    "notice",
    "outcome",
    "passages_cards",
    "progress_card",
    "report_cards",
    "sources_card",
    "status_card",
    "summary_heading",
]
