"""Spending on chat models: tokens by day, community and person, and the budget they are held against."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answers import Asker, Usage

_MILLION = 1_000_000
# Stands for no community, as in a private conversation.
_NO_COMMUNITY = 0


@dataclass(frozen=True, slots=True)
class TokenBudget:
    """Tokens a person and a community may use in a day (UTC; 0: any number), and the prices of a million tokens."""

    per_user: int = 0
    per_community: int = 0
    price_read: float = 0.0
    price_written: float = 0.0


@dataclass(frozen=True, slots=True)
class Spent:
    """Used tokens. ``cost`` is in the currency of the prices."""

    answers: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Tokens of both kinds."""
        return self.prompt_tokens + self.completion_tokens


class Spending:
    """The used tokens in the open database. Use it from one thread at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        budget: TokenBudget,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._connection = connection
        self._budget = budget
        self._now = now

    def has_budget(self, asker: Asker) -> bool:
        """Whether the person and the community have tokens left today."""
        user = self._spent(
            "day = ? AND guild_id = ? AND user_id = ?", (self._today(), _community(asker), asker.user_id)
        )
        community = self._spent("day = ? AND guild_id = ?", (self._today(), _community(asker)))
        is_direct = asker.community_id is None  # people in private conversations do not share a budget
        return _is_left(self._budget.per_user, user) and (is_direct or _is_left(self._budget.per_community, community))

    def count(self, asker: Asker, usage: Usage, *, is_answer: bool = True) -> None:
        """Count the tokens of an answer, or of a step on the way to one."""
        if not usage.prompt_tokens and not usage.completion_tokens:
            return
        with self._connection:
            self._connection.execute(
                "INSERT INTO spending VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET answers = answers + excluded.answers, "
                "prompt_tokens = prompt_tokens + excluded.prompt_tokens, "
                "completion_tokens = completion_tokens + excluded.completion_tokens",
                (
                    self._today(),
                    _community(asker),
                    asker.user_id,
                    usage.prompt_tokens,
                    usage.completion_tokens,
                    is_answer,
                ),
            )

    def today(self, community_id: int | None) -> Spent:
        """What a community used today."""
        return self._spent("day = ? AND guild_id = ?", (self._today(), community_id or _NO_COMMUNITY))

    def total(self, community_id: int | None) -> Spent:
        """What a community used in all."""
        return self._spent("guild_id = ?", (community_id or _NO_COMMUNITY,))

    def _today(self) -> str:
        return self._now().date().isoformat()

    def _spent(self, where: str, values: tuple[object, ...]) -> Spent:
        query = "SELECT total(answers), total(prompt_tokens), total(completion_tokens) FROM spending WHERE "
        answers, read, written = map(int, self._connection.execute(query + where, values).fetchone())  # constant text
        cost = (read * self._budget.price_read + written * self._budget.price_written) / _MILLION
        return Spent(answers, read, written, round(cost, 4))


def _community(asker: Asker) -> int:
    return asker.community_id or _NO_COMMUNITY


def _is_left(allowed: int, spent: Spent) -> bool:
    return not allowed or spent.tokens < allowed
