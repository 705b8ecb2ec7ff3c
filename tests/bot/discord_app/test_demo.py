"""The demo: a page over the simulated Discord that goes on while the bot works, without tools for developers."""

import asyncio
import re
import secrets
import socket
import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import aiohttp
import pytest

from bot.discord_app.demo import page as page_module
from bot.discord_app.demo.clock import TrueClock
from bot.discord_app.demo.running import open_demo
from bot.errors import DemoPortError
from discord_world import BOTH, EN, ZH, Gated, World, shown
from embedders import HashingEmbedder

pytestmark = pytest.mark.enable_socket
STATIC = files("simcord.preview") / "static"
OURS = files("bot.discord_app.demo")


class Person:
    """Somebody at the page of the demo, as their browser talks to it."""

    def __init__(self, http, address):
        self._http = http
        self._url, _, capability = address.partition("#")
        self._headers = {"X-Simcord-Capability": capability}
        self.state = {}
        self._sequence = 0

    async def _request(self, method, path, **options):
        async with self._http.request(method, self._url + path, headers=self._headers, **options) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def open(self, name):
        self.state = await self._request("POST", "api/pages", json={})
        self._headers["X-Simcord-Context"] = self.state["context"]["id"]
        people = {viewer["name"]: viewer["id"] for viewer in self.state["viewers"]}
        if people[name] != self.state["viewerId"]:
            await self.act("viewer", viewer_id=people[name])
            await self.look()
        return self

    async def look(self):
        self.state = await self._request("GET", "api/state")
        return str(self.state["messages"])

    async def act(self, kind, **body):
        self._sequence += 1
        now = self.state
        return await self._request("POST", "api/action", json={
            "protocol_version": 3, "sequence": self._sequence, "request_id": secrets.token_hex(8), "kind": kind,
            "generation": now["context"]["generation"], "bot_generation": now["botGeneration"],
            "published_revision": now["publishedRevision"], "target_id": now["targetId"], **body,
        })  # fmt: skip

    async def command(self, name):
        (entry,) = [e for e in (await self._request("GET", "api/commands"))["entries"] if e["invocation"] == name]
        return await self.act(
            "run_command", command_id=entry["commandId"], path=entry["path"], schema_fingerprint=entry["schemaFingerprint"],
            options={},
        )  # fmt: skip

    async def sees(self, text, seconds=60):
        for _ in range(seconds * 10):
            if text in await self.look():
                return True
            await asyncio.sleep(0.1)
        return False


@pytest.fixture
async def demo(open_bot, dictionary):
    """Opens the demo over the small sources: what makes people at its page."""

    @asynccontextmanager
    async def opened():
        bot = open_bot(reads_channels=True)
        await bot.desk.warm()
        async with open_demo(bot, port=0) as address, aiohttp.ClientSession() as http:
            yield bot, lambda name: Person(http, address).open(name)

    return opened


def is_done(receipt):
    return not receipt["rejected"] and receipt["settlement"] == "settled"


async def test_a_question_asked_while_a_reindex_runs_is_answered(demo, corpus):
    gate = threading.Event()
    async with demo() as (bot, person):
        ada, sam, mei = await person("Ada (admin)"), await person("Sam"), await person("小梅 (中文)")
        bot.desk.reindexing._embedder = Gated(HashingEmbedder(), gate)
        (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
        assert is_done(await ada.command("admin reindex"))
        assert is_done(await sam.act("send_message", content=EN))
        assert is_done(await mei.act("send_message", content=ZH))
        assert await sam.sees("42")
        assert await mei.sees("186米")
        assert bot.desk.reindexing.is_running
        gate.set()
        assert await ada.sees("1 added")


async def test_what_two_people_do_at_once_and_on_a_page_that_has_changed_is_done(demo):
    async with demo() as (_, person):
        sam, mei = await person("Sam"), await person("小梅 (中文)")
        receipts = await asyncio.gather(
            sam.act("send_message", content=EN), mei.act("send_message", content=ZH), sam._request("GET", "api/state")
        )
        assert all(map(is_done, receipts[:2]))
        assert is_done(await sam.act("send_message", content="And when did the oldest of them open?"))
        assert await sam.sees("186米")


async def test_who_has_a_chinese_discord_gets_its_texts_in_chinese(demo):
    async with demo() as (_, person):
        for name, command, said in (("Sam", "help", "Look around"), ("小梅 (中文)", "帮助", "浏览")):
            asked = await person(name)
            await asked.command(command)
            newest = asked.state["targetId"]
            await asked.look()
            assert said in str({key: value for key, value in asked.state["messages"].items() if key > str(newest)})


async def test_the_page_shows_no_tools_for_developers_and_every_name_it_relies_on_is_there(demo):
    async with demo() as (_, person):
        sam = await person("Sam")
        async with sam._http.get(sam._url) as response:
            page = await response.text()
        assert "<title>Footnote</title>" in page
        for name in ("demo.css", "demo.js"):
            assert f"/{name}" in page
            async with sam._http.get(sam._url + name) as response:
                assert await response.text() == (OURS / name).read_text("utf-8")
        async with sam._http.get(sam._url + "commands.js") as response:
            assert page_module._SEARCHED_HERE in await response.text()
    ids = set(re.findall(r'id="([\w-]+)"', page)) | {"demo-notice"}
    used = re.findall(
        r'#([a-z][\w-]+)[,\s"{]|find\("([\w-]+)"\)', (OURS / "demo.css").read_text() + (OURS / "demo.js").read_text()
    )
    assert {first or second for first, second in used} <= ids
    script = (STATIC / "actions.js").read_text() + (STATIC / "app.js").read_text()
    for said in (
        "Action was not completed",
        "Connection interrupted",
        "Action outcome uncertain",
        "ended",
        "reload this page",
    ):
        assert said in script
        assert said in (OURS / "demo.js").read_text()


async def test_a_port_in_use_is_told_with_the_remedy(open_bot, dictionary):
    bot = open_bot(reads_channels=True)
    await bot.desk.warm()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DemoPortError, match=f"Port {port} is in use"):
            async with open_demo(bot, port=port):
                pass


@pytest.fixture
def world(env):
    env.backend.clock = TrueClock()
    return World(env, env.bot)


@BOTH
async def test_messages_have_the_true_time_and_a_new_one_can_be_edited(world, question, gold, refusal):
    before = datetime.now(UTC) - timedelta(seconds=1)
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} 怎么做红烧肉 braised pork?")
    answer = world.channel.last_message
    for message in (asked, answer):
        assert before <= message.created_at <= datetime.now(UTC)
    await world.mei.edit(asked, f"{world.bot.user.mention} {question}")
    assert gold in shown(world.channel.last_message)
    assert world.channel.last_message.id == answer.id
