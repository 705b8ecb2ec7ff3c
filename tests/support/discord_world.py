"""A small Discord with the bot in it: real discord.py, real index, real state; only Discord itself is simulated."""

import re

import discord
import pytest
import simcord.interactions
from simcord.env import Env

from bot.discord_app.client import FootnoteClient
from bot.service.desk import Desk
from bot.service.rate_limits import Limits
from bot.writing.factory import Writers
from discord_payloads import payload_faults
from embedders import HashingEmbedder
from index import IndexSettings

EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"
# What is asked after each, and what the answer says.
FOLLOW_UPS = {EN: ("And when did the oldest of them open?", "1911"), ZH: ("那建于什么时候？", "清朝")}

IN_BOTH = pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
BOTH = pytest.mark.parametrize(
    ("question", "gold", "refusal"), [(EN, "42", "No answer"), (ZH, "186米", "没有找到答案")], ids=["en", "zh"]
)


class World:
    """A guild with a channel, a member and an admin, and the bot in it."""

    def __init__(self, env, bot, *, locale="en-US"):
        self.env = env
        self.bot = bot
        self.guild = env.create_guild("First", preferred_locale=locale)
        self.channel = self.guild.create_text_channel("general")
        self.mei = self.guild.add_member(env.create_user("mei"))
        admins = self.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        self.ada = self.guild.add_member(env.create_user("ada"), roles=[admins])

    def make_owner(self, member):
        """Let a member be who runs the bot."""
        self.bot._owner_ids = frozenset({member.id})

    async def ask(self, question, **options):
        await self.mei.send(self.channel, f"{self.bot.user.mention} {question}", **options)
        return self.channel.last_message

    def writes(self, path=r"/channels/\d+/messages(?:/\d+)?|/webhooks/.*|/interactions/.*"):
        return [r for r in self.env.http_requests if r.method in ("POST", "PATCH") and re.fullmatch(path, r.path)]


def shown(message):
    """All text of a message, cards included."""
    texts = [component["content"] for component in components_of(message) if "content" in component]
    return "\n".join([message.content, *texts]).strip()


def told(result):
    """All text of a response and its follow-ups."""
    return "\n".join(shown(message) for message in [result.response, *result.followups] if message)


def labels(message):
    """What the buttons of a message say."""
    return [component["label"] for component in components_of(message) if "label" in component]


def components_of(message):
    """Every component of a message, those within others too, as they stand."""
    raw = message.components if not isinstance(message, discord.Message) else [c.to_dict() for c in message.components]
    waiting = list(raw)
    while waiting:
        component = waiting.pop(0)
        yield component
        waiting[:0] = component.get("components", [])


@pytest.fixture
async def open_bot(corpus, tmp_path):
    """Makes the bot over the small sources; each call is the process started anew on the same data."""
    desks = []

    def make(*, limits=None, embedder=None, author=None, digester=None, budget=None, **options):
        desk = Desk(
            IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder or HashingEmbedder(),
            limits=limits or Limits(per_user=0, per_community=0), writers=Writers(author, digester), budget=budget,
        )  # fmt: skip
        desks.append(desk)
        return FootnoteClient(desk, **options)

    yield make
    for desk in desks:
        await desk.close()


@pytest.fixture
async def env(open_bot, request, dictionary):
    """Discord with the bot in it; the marker ``bot`` takes the bot's options.

    Dictionary and index are made before: the simulator gives a bot five seconds to log in.
    """
    marker = request.node.get_closest_marker("bot")
    bot = open_bot(**(marker.kwargs if marker else {}))
    await bot.desk.warm()
    env = Env(bot, settle_timeout=60, shard_count=1)
    await env.start()
    await env.settle()
    yield env
    await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)
    assert payload_faults(env.http_requests) == []


@pytest.fixture
def speak(monkeypatch):
    """Sets the language of everybody's Discord: the simulator's is always English."""
    payload = simcord.interactions.base_payload

    def set_locale(locale):
        def localized(*args, **options):
            record, made = payload(*args, **options)
            return record, made | {"locale": str(locale)}

        monkeypatch.setattr(simcord.interactions, "base_payload", localized)

    return set_locale


@pytest.fixture
def world(env):
    return World(env, env.bot)


async def thread_of(world, name):
    channel = world.bot.get_channel(world.channel.id)
    await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
    await world.env.settle()
    return world.channel.threads[-1]


class Gated:
    """An embedder that embeds documents only once ``gate`` is open."""

    def __init__(self, embedder, gate):
        self._embedder = embedder
        self._gate = gate

    def __getattr__(self, name):
        return getattr(self._embedder, name)

    def embed_with_parts(self, texts, parts):
        self._gate.wait(30)
        return self._embedder.embed_with_parts(texts, parts)
