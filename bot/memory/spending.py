"""What chat models cost: tokens by day, guild and person, against what the settings allow."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answers import Usage
from bot.memory.records import Place

_SCHEMA = """
CREATE TABLE IF NOT EXISTS spending (
    day TEXT NOT NULL, guild_id INTEGER NOT NULL, user_id INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY (day, guild_id, user_id)
);
"""
_MILLION = 1_000_000
# Direct messages belong to no guild.
_NO_GUILD = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens a person and a guild may use in a day (UTC), 0 for any number, and the price of a million of either kind."""

    per_user: int = 0
    per_guild: int = 0
    price_read: float = 0.0
    price_written: float = 0.0


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used of a chat model; ``cost`` is in the currency the prices are set in."""

    answers: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Tokens of both kinds."""
        return self.prompt_tokens + self.completion_tokens


class Spending:
    """The tokens in the open state file. Used from one thread at a time."""

    def __init__(
        self, connection: sqlite3.Connection, budget: Budget, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        connection.executescript(_SCHEMA)
        self._connection = connection
        self._budget = budget
        self._now = now

    def may(self, place: Place) -> bool:
        """Whether the person and the guild have tokens left today."""
        user = self._spent("day = ? AND guild_id = ? AND user_id = ?", (self._today(), _guild(place), place.user_id))
        guild = self._spent("day = ? AND guild_id = ?", (self._today(), _guild(place)))
        is_direct = place.guild_id is None  # strangers do not share a budget
        return _is_left(self._budget.per_user, user) and (is_direct or _is_left(self._budget.per_guild, guild))

    def count(self, place: Place, usage: Usage, *, is_answer: bool = True) -> None:
        """Count what an answer took, or something on the way to one."""
        if not usage.prompt_tokens and not usage.completion_tokens:
            return
        with self._connection:
            self._connection.execute(
                "INSERT INTO spending VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET answers = answers + excluded.answers, "
                "prompt_tokens = prompt_tokens + excluded.prompt_tokens, "
                "completion_tokens = completion_tokens + excluded.completion_tokens",
                (self._today(), _guild(place), place.user_id, usage.prompt_tokens, usage.completion_tokens, is_answer),
            )

    def today(self, guild_id: int | None) -> Spent:
        """What a guild used today."""
        return self._spent("day = ? AND guild_id = ?", (self._today(), guild_id or _NO_GUILD))

    def altogether(self, guild_id: int | None) -> Spent:
        """What a guild used since the bot began to count."""
        return self._spent("guild_id = ?", (guild_id or _NO_GUILD,))

    def _today(self) -> str:
        return self._now().date().isoformat()

    def _spent(self, where: str, values: tuple[object, ...]) -> Spent:
        query = "SELECT total(answers), total(prompt_tokens), total(completion_tokens) FROM spending WHERE "
        answers, read, written = map(int, self._connection.execute(query + where, values).fetchone())  # constant text
        cost = (read * self._budget.price_read + written * self._budget.price_written) / _MILLION
        return Spent(answers, read, written, round(cost, 4))


def _guild(place: Place) -> int:
    return place.guild_id or _NO_GUILD


def _is_left(allowed: int, spent: Spent) -> bool:
    return not allowed or spent.tokens < allowed
