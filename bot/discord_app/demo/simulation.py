"""The simulated Discord for people: SimCord, which was made for tests, with time that passes and work that may take long."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import discord
from simcord._dpy_internals import real_monotonic
from simcord.env import Env

from bot.discord_app.demo.clock import TrueClock
from bot.discord_app.demo.localized_commands import Payload, localize_command, registered_path, restore_names

# As long as a first index or a full reindex takes on a small machine. Set by hand.
_SETTLE_TIMEOUT_SECONDS = 900.0
_ENGLISH = "en-US"
# Set by hand.
_LOGIN_SECONDS = 120.0
# How long something that a person does may wait for the bot. What the bot does after that is shown when it is done.
# Set by hand: most answers come sooner, and a person does not wonder yet.
_PATIENCE_SECONDS = 1.0


class LiveEnv(Env):
    """A simulated Discord that goes on while the bot works.

    SimCord lets one thing happen at a time: the next only once the bot has nothing more to do, and timers only then. Here
    both go by true time. ``locales`` says who has a Discord in another language than English, by the person's id: they
    see commands by their names in it, and the bot gets the registered ones, as Discord does it.
    """

    def __init__(self, bot: discord.Client) -> None:
        super().__init__(bot, settle_timeout=_SETTLE_TIMEOUT_SECONDS, check_errors=False, shard_count=1)
        self.backend.clock = TrueClock()  # type: ignore[assignment] # it has no protocol
        self.backend.subscribers.append(self._note_event)
        self._visible_commands = self.backend.visible_commands
        self.backend.visible_commands = self._localized_commands  # type: ignore[method-assign] # it has no languages
        self.locales: dict[int, str] = {}
        self._events = 0

    @property
    def change_count(self) -> int:
        """A number that grows with everything that may have changed what is shown."""
        return self._events + len(self.http_requests)

    def _note_event(self, event: str, payload: Mapping[str, Any]) -> None:
        self._events += 1
        if event == "INTERACTION_CREATE" and isinstance(payload, dict):
            person = payload.get("user") or payload["member"]["user"]
            payload["locale"] = locale = self.locale_of(int(person["id"]))
            used = payload.get("data") or {}
            if command := self._registered(used.get("id")):
                payload["data"] = restore_names(used, command, locale)
                self.backend.interactions[int(payload["id"])].command_name = command["name"]

    def locale_of(self, person_id: int) -> str:
        """The language of somebody's Discord."""
        return self.locales.get(person_id, _ENGLISH)

    def registered_name(self, command_id: str, path: Sequence[str], locale: str) -> str:
        """The name by which a command was registered, of the one that it has in a locale."""
        command = self._registered(command_id)
        return " ".join(registered_path(path, [command], locale)) if command else ""

    def _registered(self, command_id: str | None) -> Payload | None:
        commands = (command for scope in self.backend.commands.values() for command in scope.values())
        return next((command for command in commands if command["id"] == command_id), None)

    def _localized_commands(self, *, user_id: int, **options: Any) -> list[Payload]:
        commands = self._visible_commands(user_id=user_id, **options)
        return [localize_command(command, self.locale_of(user_id)) for command in commands]

    async def _settle_internal(
        self, *, timeout: float | None = None, idle: float = 0.05, dispatch: str | None = None,  # noqa: ASYNC109 - SimCord's
        _deadline: float | None = None,
    ) -> None:  # fmt: skip
        """Wait until the bot has nothing more to do: as long as stated, else for the time that a person would."""
        if timeout is not None or _deadline is not None:
            # SimCord gives a bot five seconds to log in, which a busy machine may not hold.
            seconds = None if timeout is None else max(timeout, _LOGIN_SECONDS)
            await super()._settle_internal(timeout=seconds, idle=idle, dispatch=dispatch, _deadline=_deadline)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await super()._settle_internal(idle=idle, dispatch=dispatch)

    def _schedule_timer(self, record: Any, _callback: Any, _args: Any, schedule_context: Any) -> None:
        """Let a timer of the bot ring when it is due, whatever else is going on."""
        runtime = self._runtime
        assert runtime is not None  # noqa: S101 - a bot without a runtime has no timers

        def ring() -> None:
            if record.handle is not None and not record.handle.cancelled():
                record.handle._run()  # noqa: SLF001 - as SimCord does

        due = real_monotonic() + max(record.when - self.backend.clock.elapsed, 0.0)
        record.real_handle = runtime.call_at(due, ring, context=schedule_context)
