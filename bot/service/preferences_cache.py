"""What communities chose, in memory, so that it can be asked for every message without waiting."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.answers import AnswerLanguage, Asker
from bot.memory import CommunityPreferences, ConversationPreferences
from bot.service.async_memory import AsyncMemory

_COMMUNITY_DEFAULT = CommunityPreferences()
_CONVERSATION_DEFAULT = ConversationPreferences()


class PreferencesCache:
    """The choices of communities and for conversations. Call ``load`` before anything else."""

    def __init__(self, memory: AsyncMemory) -> None:
        self._memory = memory
        self._communities: dict[int, CommunityPreferences] = {}
        self._conversations: dict[int, dict[int, ConversationPreferences]] = {}
        self._languages: dict[int, AnswerLanguage] = {}

    async def load(self) -> None:
        """Read all choices from the memory."""
        self._communities, self._conversations = await self._memory.preferences()
        self._languages = await self._memory.languages()

    def community(self, community_id: int | None) -> CommunityPreferences:
        """The choices of a community, or the defaults; outside communities the defaults."""
        return self._communities.get(community_id or 0, _COMMUNITY_DEFAULT)

    def language_of(self, asker: Asker) -> AnswerLanguage | None:
        """The language of answers that the asker chose, else the community; None for that of the question."""
        return self._languages.get(asker.user_id) or self.community(asker.community_id).language

    def conversation(self, community_id: int | None, *conversation_ids: int | None) -> ConversationPreferences:
        """The choices for the first of the conversations that has any: a thread, then the one it belongs to."""
        chosen = self._conversations.get(community_id or 0, {})
        return next((chosen[id_] for id_ in conversation_ids if id_ in chosen), _CONVERSATION_DEFAULT)

    def conversations(self, community_id: int) -> Mapping[int, ConversationPreferences]:
        """The choices for all conversations of a community, by id."""
        return self._conversations.get(community_id, {})

    def communities(self) -> Iterator[tuple[int, CommunityPreferences]]:
        """Every community that made choices."""
        yield from tuple(self._communities.items())

    def restrict(self, asker: Asker, *conversation_ids: int | None) -> Asker:
        """The asker limited to the sources that were chosen for a conversation."""
        return replace(asker, only_sources=self.conversation(asker.community_id, *conversation_ids).source_ids)

    async def set_community(self, community_id: int, **changes: Any) -> None:
        """Change choices of a community. ``changes`` are fields of ``CommunityPreferences``."""
        chosen = replace(self.community(community_id), **changes)
        await self._memory.set_community_preferences(community_id, chosen)
        self._communities[community_id] = chosen

    async def set_conversation(self, community_id: int, conversation_id: int, **changes: Any) -> None:
        """Change choices for a conversation. ``changes`` are fields of ``ConversationPreferences``."""
        chosen = replace(self.conversation(community_id, conversation_id), **changes)
        await self._memory.set_conversation_preferences(community_id, conversation_id, chosen)
        self._conversations.setdefault(community_id, {})[conversation_id] = chosen

    async def set_person_language(self, user_id: int, language: AnswerLanguage | None) -> None:
        """Answer a person in a language everywhere; None for that of the question."""
        await self._memory.set_language(user_id, language)
        self._languages.pop(user_id, None)
        if language is not None:
            self._languages[user_id] = language
