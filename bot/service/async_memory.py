"""The memory for coroutines: every query runs in one thread of its own."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.answers import Answer, AnswerLanguage, Asker, ConversationTurn, Usage
from bot.memory import (
    Communities,
    CommunityPreferences,
    ConversationPreferences,
    Preferences,
    Record,
    Records,
    Retention,
    Spending,
    Spent,
    TokenBudget,
    Unanswered,
    UnansweredQuestions,
    Votes,
    open_database,
)
from bot.service.workers import WorkQueue

P = ParamSpec("P")
T = TypeVar("T")

# Queries are short, so a queue of this length means that something is wrong. Set by hand.
_MOST_WAITING = 5_000
# Earlier questions that a follow-up may refer to. Set by hand.
_MOST_TURNS = 6


class AsyncMemory:
    """Kept answers, votes, spending and community settings of any front end.

    Ids are integers that the front end chooses: of its communities, conversations and people, and of the posts it shows
    answers as. Every method raises QueueFullError where too many queries wait.
    """

    def __init__(self, path: Path, *, budget: TokenBudget) -> None:
        self._connection = open_database(path)
        self._queue = WorkQueue("memory", limit=_MOST_WAITING)
        self._records = Records(self._connection)
        self._votes = Votes(self._connection)
        self._spending = Spending(self._connection, budget)
        self._communities = Communities(self._connection)
        self._preferences = Preferences(self._connection)
        self._unanswered = UnansweredQuestions(self._connection)
        self._retention = Retention(self._connection)

    async def keep(self, answer: Answer, asker: Asker, **about: Any) -> Record:
        """Store an answer. ``about`` as for ``Records.keep``."""
        return await self._run(self._records.keep, answer, asker, **about)

    async def record(self, record_id: int) -> Record | None:
        """A kept answer, or None where it was deleted."""
        return await self._run(self._records.get, record_id)

    async def explanation(self, record_id: int) -> dict[str, Any] | None:
        """How it came to a kept answer, or None where that was not kept."""
        return await self._run(self._records.explanation, record_id)

    async def record_of_post(self, post_id: int) -> Record | None:
        """The answer that a post belongs to."""
        return await self._run(self._records.of_post, post_id)

    async def mark_sent(self, record_id: int, posts: Sequence[tuple[int, int]]) -> None:
        """Remember the (conversation id, post id) pairs an answer was sent as."""
        await self._run(self._records.mark_sent, record_id, posts)

    async def mark_asked(self, record_id: int, post_id: int) -> None:
        """Remember the post that asked for an answer."""
        await self._run(self._records.mark_asked, record_id, post_id)

    async def move(self, record_id: int, conversation_id: int) -> None:
        """Count an answer to another conversation, which continues it."""
        await self._run(self._records.move, record_id, conversation_id)

    async def record_of_question(self, post_id: int) -> Record | None:
        """The answer that a post asked for."""
        return await self._run(self._records.of_question, post_id)

    async def posts(self, record_id: int) -> list[tuple[int, int]]:
        """The (conversation id, post id) pairs an answer was sent as, in order."""
        return await self._run(self._records.posts, record_id)

    async def delete(self, record_id: int) -> None:
        """Delete an answer, its posts and the votes on it."""
        await self._run(self._records.delete, record_id)

    async def earlier_turns(
        self, asker: Asker, *, previous: Record | None, continues_conversation: bool
    ) -> list[ConversationTurn]:
        """The asker's earlier questions: those that lead to ``previous``, or the last ones in this conversation."""
        if previous:
            records = await self._run(self._records.reply_chain, previous, user_id=asker.user_id, limit=_MOST_TURNS)
        elif continues_conversation:
            records = await self._run(self._records.latest_in_conversation, asker, limit=_MOST_TURNS)
        else:
            records = []
        return [ConversationTurn(record.question, record.text) for record in records if record.question and record.text]

    async def forget(self, asker: Asker, *, everywhere: bool = False) -> int:
        """Delete the answers to somebody in a community, or all that is kept of a person; returns the number of answers."""
        return await self._run(
            self._retention.delete_of_person, asker.user_id, community_id=asker.community_id, everywhere=everywhere
        )

    async def note_communities(self, current: Collection[int]) -> None:
        """Mark the communities that are no longer among the current ones as left, and these as joined."""
        now = datetime.now(UTC)
        for community_id in await self._run(self._retention.known_communities):
            if community_id not in current:
                await self._run(self._retention.mark_left, community_id, now=now)
        for community_id in current:
            await self._run(self._retention.mark_joined, community_id)

    async def clean_up(self, *, keep_days: int, left_days: int) -> list[int]:
        """Delete what is older than ``keep_days`` (0: nothing), and communities left for longer; returns their ids."""
        now = datetime.now(UTC)
        if keep_days:
            await self._run(self._retention.delete_older, days=keep_days, now=now)
        return await self._run(self._retention.delete_left, days=left_days, now=now)

    async def answer_statistics(self, community_id: int | None) -> tuple[int, float]:
        """How many questions a community asked, and the median milliseconds of its last hundred."""
        return await self._run(self._records.answer_statistics, community_id)

    async def cast_vote(self, record_id: int, *, user_id: int, is_helpful: bool, reason: str = "") -> None:
        """Count a vote in place of an earlier one."""
        await self._run(self._votes.cast, record_id, user_id=user_id, is_helpful=is_helpful, reason=reason)

    async def votes(self, community_id: int | None) -> list[dict[str, Any]]:
        """The votes of a community, oldest first, as JSON objects."""
        return await self._run(lambda: list(self._votes.export(community_id)))

    async def unanswered(self, community_id: int, *, days: int) -> Sequence[Unanswered]:
        """The questions of a community that were refused, or whose answer was disapproved of, newest first."""
        return await self._run(self._unanswered.latest, community_id, days=days)

    async def has_budget(self, asker: Asker) -> bool:
        """Whether the asker and the community have tokens of the chat model left today."""
        return await self._run(self._spending.has_budget, asker)

    async def count_usage(self, asker: Asker, usage: Usage, *, is_answer: bool = True) -> None:
        """Count the tokens of an answer, or of a step on the way to one."""
        await self._run(self._spending.count, asker, usage, is_answer=is_answer)

    async def spent(self, community_id: int | None) -> tuple[Spent, Spent]:
        """The tokens a community used today, and in all."""
        return await self._run(self._spending.today, community_id), await self._run(self._spending.total, community_id)

    async def preferences(
        self,
    ) -> tuple[dict[int, CommunityPreferences], dict[int, dict[int, ConversationPreferences]]]:
        """What was chosen for communities, and for conversations by community."""
        return await self._run(self._preferences.communities), await self._run(self._preferences.conversations)

    async def languages(self) -> dict[int, AnswerLanguage]:
        """The languages that people chose for their answers."""
        return await self._run(self._preferences.languages)

    async def set_language(self, user_id: int, language: AnswerLanguage | None) -> None:
        """Keep the language that a person chose; None deletes it."""
        await self._run(self._preferences.set_language, user_id, language)

    async def set_community_preferences(self, community_id: int, chosen: CommunityPreferences) -> None:
        """Keep the choices for a community."""
        await self._run(self._preferences.set_community, community_id, chosen)

    async def set_conversation_preferences(
        self, community_id: int, conversation_id: int, chosen: ConversationPreferences
    ) -> None:
        """Keep the choices for a conversation."""
        await self._run(self._preferences.set_conversation, community_id, conversation_id, chosen)

    async def add_failure(self, reference: str, *, community_id: int | None, kind: str) -> None:
        """Remember an unexpected failure by its reference. The log has the traceback."""
        await self._run(self._communities.add_failure, reference, community_id=community_id, kind=kind)

    async def failures(self, community_id: int | None) -> list[tuple[str, str, str]]:
        """The last failures of a community, newest first: reference, time, kind."""
        return await self._run(self._communities.failures, community_id)

    async def note(self, key: str) -> str | None:
        """A value the bot stored under a key, or None."""
        return await self._run(self._communities.note, key)

    async def set_note(self, key: str, value: str) -> None:
        """Store a value under a key."""
        await self._run(self._communities.set_note, key, value)

    async def close(self) -> None:
        """Finish the running query and close the file."""
        await self._queue.close(self._connection.close)

    async def _run(self, query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._queue.run(lambda: query(*args, **kwargs))
