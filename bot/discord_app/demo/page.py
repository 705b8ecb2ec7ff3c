"""The page of the demo: SimCord's preview without its tools for developers."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web
from babel.localtime import LOCALTZ
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.preview import Preview
from simcord.preview._server import PreviewServer

from bot.discord_app.demo.simulation import LiveEnv

# The list of commands finds them by what is typed: here by their registered names too, as Discord does.
_SEARCHED = 'const invocation = String(entry.invocation || "");'
_SEARCHED_HERE = "const invocation = `${entry.invocation} ${entry.registeredName}`;"
_FILES = {"/demo.css": "text/css", "/demo.js": "application/javascript", "/demo.svg": "image/svg+xml"}
_HEAD = """<link rel="icon" href="/demo.svg">
<link rel="stylesheet" href="/demo.css">
<script type="module" src="/demo.js"></script>
</head>"""
# How often the page is brought up to date with what the bot did. Set by hand: the browser asks twice a second.
_REFRESH_SECONDS = 0.25


class DemoPage(Preview):
    """A page on loopback that shows a channel as its members see it, also while the bot works. An async context manager.

    Raises OSError on entry where the port is taken.
    """

    _PAGE_LEASE_SECONDS = 86_400.0
    _MAX_PAGES = 100

    def __init__(self, env: LiveEnv, channel: ChannelHandle, viewers: Sequence[MemberActor], *, port: int) -> None:
        super().__init__(
            env, channel, tuple(viewers), layout="channel", display="responsive", width=960, height=720, locale="en-US",
            timezone=_time_zone(), presentation_time=None, assets=None, port=port,
        )  # fmt: skip
        self._live_env = env
        self._server = _DemoServer(self, port, env)
        self._turn = asyncio.Lock()
        self._refreshing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self._refreshing = asyncio.create_task(self._refresh_on_change())
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        if self._refreshing:
            self._refreshing.cancel()
            with suppress(asyncio.CancelledError):
                await self._refreshing
        await super().__aexit__(*exc_info)

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Do what a person did, after what was done before, also where the page has changed since they saw it.

        The preview would refuse both. What is gone is refused all the same: each action names its message and its button.
        """
        async with self._turn:
            shown = self._pages.get(context_id or "")
            if shown is not None and isinstance(body, Mapping) and "published_revision" in body:
                body = {**body, "published_revision": shown.revision}
            return await super()._action(context_id, body)

    async def _refresh_on_change(self) -> None:
        counts = (-1, -1)
        while True:
            await asyncio.sleep(_REFRESH_SECONDS)
            # Once more after the last change: a request is counted before it has had its effect.
            now = (self._live_env.change_count, counts[0])
            if now != counts and not self._turn.locked():
                self._advance_presentation_time()
                self._publish_message_pages(reason="refresh")
            counts = now


def _time_zone() -> str:
    """The name of this machine's time zone, or UTC where it has none."""
    try:
        return ZoneInfo(str(LOCALTZ)).key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"


class _DemoServer(PreviewServer):
    """The preview's server, with a style and a script more, and commands in the languages of people's Discord."""

    _STATIC_FILES: ClassVar[dict[str, str]] = {**PreviewServer._STATIC_FILES, **{path: path[1:] for path in _FILES}}  # noqa: SLF001 - extended

    def __init__(self, preview: Preview, port: int, env: LiveEnv) -> None:
        super().__init__(preview, port)
        self._live_env = env

    async def _static(self, request: Any) -> Any:
        if request.path in _FILES:
            if request.headers.get("Host", "") not in self._allowed_hosts():
                raise web.HTTPForbidden
            text = Path(__file__).with_name(request.path[1:]).read_text("utf-8")
            return web.Response(text=text, content_type=_FILES[request.path], headers=self._SECURITY_HEADERS)
        response = await super()._static(request)
        if request.path == "/commands.js":
            response.text = response.text.replace(_SEARCHED, _SEARCHED_HERE)
        if request.path == "/":
            response.text = response.text.replace("</head>", _HEAD).replace("SimCord Preview", "Footnote")
        return response

    async def _commands(self, request: Any) -> Any:
        response = await super()._commands(request)
        if response.status != HTTPStatus.OK:
            return response
        page = self.preview._get_page(request.headers.get("X-Simcord-Context"))  # noqa: SLF001 - extended
        env = self._live_env
        catalog = json.loads(response.text)
        for entry in catalog["entries"]:
            entry["registeredName"] = env.registered_name(
                entry["commandId"], entry["path"], env.locale_of(page.viewer.id)
            )
        return web.json_response(catalog, headers=self._SECURITY_HEADERS)
