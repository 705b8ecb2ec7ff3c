"""A small Discord whose bot writes with a chat model on loopback that follows a script."""

from contextlib import asynccontextmanager

import pytest
from simcord.env import Env

from bot.writing.author import Author
from bot.writing.digester import Digester
from bot.writing.writer import Writer
from discord_world import EN, ZH, World

EN_WRITTEN, ZH_WRITTEN = "There are 42 tea houses in Brindle [1].", "青石桥全长186米[1]。"
WRITTEN = pytest.mark.parametrize(
    ("question", "written", "gold"),
    [(EN, EN_WRITTEN, "42 tea houses in Brindle"), (ZH, ZH_WRITTEN, "186米")],
    ids=["en", "zh"],
)


@pytest.fixture
def writing(open_bot, model_server, open_model, claim_checker, dictionary):
    """Opens Discord with a bot whose chat model follows a script."""

    @asynccontextmanager
    async def make(*script, budget=None, asks_twice=False, **options):
        model_server.plays(*script)
        writer = Writer(open_model(**options))
        author, digester = (
            Author(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
            Digester(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
        )
        bot = open_bot(author=author, digester=digester, budget=budget)
        await bot.desk.warm()  # the simulator gives a bot five seconds to log in
        env = Env(bot, settle_timeout=60, shard_count=1)
        await env.start()
        await env.settle()
        yield World(env, env.bot)
        await env.shutdown()

    return make
