"""The demo's messages are dated by the time that it is, and what goes by their age goes by it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_app.demo import keep_true_time
from discord_world import BOTH, World, shown


@pytest.fixture
def world(env):
    keep_true_time(env)
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


async def test_timers_still_run(world):
    elapsed = world.env.backend.clock.elapsed
    await world.env.advance_time(61)
    assert world.env.backend.clock.elapsed >= elapsed + 61
