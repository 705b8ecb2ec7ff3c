"""The state of the bot, as an admin sees it."""

from dataclasses import dataclass, field

from bot.memory import Spent


@dataclass(frozen=True, slots=True)
class Status:
    """Index, models and use by one community.

    ``milliseconds`` is the median of the last hundred answers. ``failures`` are (reference, time, kind), newest first.
    """

    sources: int
    passages: int
    model: str
    is_ready: bool
    uptime_minutes: int
    questions: int
    milliseconds: float
    waiting: int
    failures: tuple[tuple[str, str, str], ...]
    writer: str = ""  # the chat model, if there is one
    today: Spent = field(default_factory=Spent)
    total: Spent = field(default_factory=Spent)
