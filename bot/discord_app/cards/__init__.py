"""Answers, passages and reports as cards of text and buttons, without any call to Discord."""

from bot.discord_app.cards.administration import (
    channel_sources_card,
    chosen_sources,
    community_changes,
    gaps_card,
    no_sources_card,
    settings_card,
    welcome_card,
    why_card,
)
from bot.discord_app.cards.answers import answer_cards, answer_markdown, draft_card, excerpt_cards
from bot.discord_app.cards.command_mentions import set_command_ids
from bot.discord_app.cards.error_texts import error_text, strings_for
from bot.discord_app.cards.listings import (
    progress_card,
    report_cards,
    sources_card,
    split_claims,
    status_card,
    summary_heading,
)
from bot.discord_app.cards.markdown import escape_markdown
from bot.discord_app.cards.model import Button, Card, Menu, Tone, custom_id, fit_cards, notice_card
from bot.discord_app.cards.search_results import search_card
from bot.discord_app.cards.source_choices import chosen_source_id, matching_sources, source_ids_in_period

__all__ = [
    "Button",
    "Card",
    "Menu",
    "Tone",
    "answer_cards",
    "answer_markdown",
    "channel_sources_card",
    "chosen_source_id",
    "chosen_sources",
    "community_changes",
    "custom_id",
    "draft_card",
    "error_text",
    "escape_markdown",
    "excerpt_cards",
    "fit_cards",
    "gaps_card",
    "matching_sources",
    "no_sources_card",
    "notice_card",
    "progress_card",
    "report_cards",
    "search_card",
    "set_command_ids",
    "settings_card",
    "source_ids_in_period",
    "sources_card",
    "split_claims",
    "status_card",
    "strings_for",
    "summary_heading",
    "welcome_card",
    "why_card",
]
