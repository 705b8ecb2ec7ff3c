"""Cards for admins: the settings of a server, what its sources lack, and how to begin. Pure."""

from bot.discord_app.cards.administration.gaps import gaps_card
from bot.discord_app.cards.administration.settings import (
    channel_sources_card,
    chosen_sources,
    community_changes,
    settings_card,
)
from bot.discord_app.cards.administration.welcome import no_sources_card, welcome_card
from bot.discord_app.cards.administration.why import why_card

__all__ = [
    "channel_sources_card",
    "chosen_sources",
    "community_changes",
    "gaps_card",
    "no_sources_card",
    "settings_card",
    "welcome_card",
    "why_card",
]
