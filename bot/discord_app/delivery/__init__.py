"""Delivery: answers sent to messages and interactions, and what follows where Discord refuses them."""

from bot.discord_app.delivery.discord_errors import LOST_INTERACTION, NO_EDIT, command_problem, with_retries
from bot.discord_app.delivery.interaction_replies import InteractionReply
from bot.discord_app.delivery.live_message import ThrottledUpdates
from bot.discord_app.delivery.message_replies import MessageReply
from bot.discord_app.delivery.private_messages import PrivateMessages
from bot.discord_app.delivery.replies import NO_MENTIONS, QuietReply, Reply, Sent

__all__ = [
    "LOST_INTERACTION",
    "NO_EDIT",
    "NO_MENTIONS",
    "InteractionReply",
    "MessageReply",
    "PrivateMessages",
    "QuietReply",
    "Reply",
    "Sent",
    "ThrottledUpdates",
    "command_problem",
    "with_retries",
]
