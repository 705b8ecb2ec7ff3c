"""The weekly digest: what is new in the sources, summed up with footnotes."""

from datetime import UTC, datetime, timedelta

import pytest

from discord_world import labels, shown


@pytest.fixture
async def digest(world):
    """The channel that was chosen for the digest, when its first week has begun."""
    channel = world.guild.create_text_channel("news")
    panel = await world.ada.slash(world.channel, "settings")
    await world.ada.select(panel.response, [channel], custom_id="footnote:setdigest:0:")
    await world.env.advance_time(3601)
    return channel


async def pass_a_week(world):
    last = datetime.now(UTC) - timedelta(days=7, minutes=1)
    await world.bot.desk.memory.set_note(f"digested:{world.guild.id}", last.isoformat())
    await world.env.advance_time(3601)


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("en", "The Moss Garden\n\nThe moss garden of Brindle covers 12 acres.\n", "New in the sources this week"),
        ("zh", "苔藓园\n\n苔藓园占地12英亩，由当地居民建成。\n", "本周新增 1 个来源"),
    ],
)  # fmt: skip
async def test_what_came_in_the_week_is_summed_up_with_footnotes_and_only_once(
    world, digest, corpus, language, text, heading
):
    await world.bot.desk.preferences.set_community(world.guild.id, language=language)
    await pass_a_week(world)
    assert digest.history() == []
    (corpus / "moss.txt").write_text(text, "utf-8")
    await world.bot.desk.reindex()
    await world.env.advance_time(3601)
    assert digest.history() == []
    await pass_a_week(world)
    (message,) = digest.history()
    for part in (heading, "12", "[1]"):
        assert part in shown(message)
    assert "42 tea houses" not in shown(message)
    assert "👍" in labels(message)
    assert "12" in shown((await world.mei.click(message, label="[1]")).response)
    await pass_a_week(world)
    assert len(digest.history()) == 1


async def test_other_servers_sources_are_not_in_it(world, digest, corpus):
    elsewhere = corpus / "123456789012345"
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("Vault\n\nThe vault of Marrow holds 9017 golden spoons.\n")
    await world.bot.desk.reindex()
    await pass_a_week(world)
    assert digest.history() == []
