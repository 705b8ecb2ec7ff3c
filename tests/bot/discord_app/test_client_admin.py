"""What admins can do on Discord, and what is kept for them."""

import asyncio
import json
import threading

import discord
import pytest
from simcord import SetupError

from bot.discord_app.cards.listings import progress_card
from bot.discord_app.views import render_card
from bot.strings.locales import open_strings
from discord_world import BOTH, EN, IN_BOTH, Gated, shown
from index import ReindexStoppedError

SOURCES = {"en-US": "3 sources", "zh-CN": "3 个来源"}
ADMINS_ONLY = {"en-US": "Only members who can manage this server", "zh-CN": "只有能管理本服务器的成员"}


@BOTH
async def test_a_thumb_down_asks_why_and_the_export_links_question_answer_passages_and_version(
    world, speak, question, gold, refusal
):
    speak("en-US" if question == EN else "zh-CN")
    answer = await world.ask(question)
    form = await world.mei.click(answer, label="👎")
    assert form.modal["title"] == ("What was wrong?" if question == EN else "哪里不对？")
    thanked = await world.mei.submit_modal(form, {"reason": "太短"})
    assert ("Thank you" if question == EN else "谢谢！") in shown(thanked.response)
    exported = await world.ada.slash(world.channel, "admin feedback")
    (line,) = (await exported.response.attachments[0].read()).decode().splitlines()
    vote = json.loads(line)
    assert (vote["question"], vote["helpful"], vote["why"]) == (question, False, "太短")
    assert gold in vote["answer"]
    assert vote["citations"][0]["source_id"] == ("tea.txt" if question == EN else "bridge.txt")
    assert vote["passages"]
    assert vote["index_version"]


@IN_BOTH
async def test_members_cannot_use_admin_commands_and_every_use_is_logged(world, caplog, speak, locale):
    speak(locale)
    with pytest.raises(SetupError):
        await world.mei.slash(world.channel, "admin status")
    status = await world.ada.slash(world.channel, "admin status")
    assert SOURCES[locale] in shown(status.response)
    assert "uses /admin status" in caplog.text


@pytest.mark.bot(admin_roles=[1])
@IN_BOTH
async def test_somebody_let_through_by_the_server_is_still_checked(world, speak, locale):
    speak(locale)
    refused = await world.ada.slash(world.channel, "admin status")
    assert ADMINS_ONLY[locale] in shown(refused.response)
    assert len(world.env.errors) == 1


@IN_BOTH
async def test_with_admin_roles_who_has_one_sees_and_uses_the_commands_and_who_manages_does_not(
    world, open_bot, speak, locale
):
    speak(locale)
    role = world.guild.create_role("librarians")
    librarian = world.guild.add_member(world.env.create_user("lin"), roles=[role])
    with pytest.raises(SetupError):
        await librarian.slash(world.channel, "admin status")
    await world.env.restart_bot(open_bot(admin_roles=[role.id]))
    assert SOURCES[locale] in shown((await librarian.slash(world.channel, "admin status")).response)
    assert ADMINS_ONLY[locale] in shown((await world.ada.slash(world.channel, "admin status")).response)
    world.env._errors_acknowledged = len(world.env.errors)


@IN_BOTH
async def test_ask_channels_need_an_intent_that_the_admin_is_told_of(world, speak, locale):
    speak(locale)
    refused = await world.ada.slash(world.channel, "admin channel", channel=world.channel)
    switched_off = "Ask channels are switched off" if locale == "en-US" else "提问频道没有启用"
    for part in (switched_off, "ASK_CHANNELS=true", "Message Content Intent"):
        assert part in shown(refused.response)
    assert not world.bot.intents.message_content


@pytest.mark.parametrize(
    ("locale", "title", "text", "question", "gold", "no_votes"),
    [
        (
            discord.Locale.american_english, "Vault", "The vault of Marrow holds 9017 golden spoons.",
            "How many golden spoons does the vault of Marrow hold?", "9017", "0 votes",
        ),
        (
            discord.Locale.chinese, "金库纪要", "马罗金库里存放着9017把金勺子。", "马罗金库里存放着多少把金勺子？", "9017",
            "共 0 个评价",
        ),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_two_guilds_share_nothing_but_the_shared_sources(
    world, corpus, speak, locale, title, text, question, gold, no_votes
):
    speak(locale)
    other = world.env.create_guild("Second")
    channel = other.create_text_channel("general")
    eve = other.add_member(world.env.create_user("eve"))
    folder = corpus / str(world.guild.id)
    folder.mkdir()
    (folder / "secret.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    answer = await world.ask(question)
    assert gold in shown(answer)
    await eve.send(channel, f"{world.bot.user.mention} {question}")
    assert gold not in shown(channel.last_message)
    assert title not in shown(channel.last_message)
    for result in (
        await eve.slash(channel, "search", query=question),
        await eve.slash(channel, "sources"),
        await eve.slash(channel, "ask", question=question, source=f"{world.guild.id}/secret.txt"),
    ):
        assert gold not in shown(result.response)
    assert await world.mei.autocomplete(world.channel, "ask", "source", title, question=question) != []
    assert await eve.autocomplete(channel, "ask", "source", title, question=question) == []
    boss = other.add_member(
        world.env.create_user("boss"),
        roles=[other.create_role("a", permissions=discord.Permissions(manage_guild=True))],
    )
    await world.mei.click(answer, label="👍")
    exported = await boss.slash(channel, "admin feedback")
    assert exported.response.content.startswith(no_votes)
    await eve.send_dm(question)
    assert gold not in shown(eve.user.dm_channel.last_message)


@IN_BOTH
@pytest.mark.parametrize("full", [False, True], ids=["changes", "full"])
async def test_a_reindex_shows_what_will_change_moves_a_bar_and_reports(world, corpus, speak, locale, full):
    speak(locale)
    planned, added = ("Planned", "1 added") if locale == "en-US" else ("预计", "新增 1")
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    world.make_owner(world.ada)
    result = await world.ada.slash(world.channel, "admin reindex", full=full)
    steps = [json.dumps(r.json, ensure_ascii=False) for r in world.writes()]
    assert any("░" in step or "█" in step for step in steps)
    assert any(planned in step for step in steps)
    report = shown(result.response)
    assert (added in report) or full
    assert open_strings(locale)("index-failed", path="bad.txt", reason="") in report
    assert "12 acres" in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


@IN_BOTH
async def test_a_dry_run_changes_nothing(world, corpus, speak, locale):
    speak(locale)
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    result = await world.ada.slash(world.channel, "admin reindex", **{"dry-run": True})
    assert ("Planned: 1 to add" if locale == "en-US" else "预计：新增 1") in shown(result.response)
    assert result.response.ephemeral
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


@IN_BOTH
async def test_a_second_reindex_is_told_that_one_is_running_and_answers_go_on(world, corpus, speak, locale):
    speak(locale)
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    embedder = world.bot.desk.reindexing._embedder
    world.bot.desk.reindexing._embedder = Gated(embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex())
    await asyncio.sleep(0.2)
    told = await world.ada.slash(world.channel, "admin reindex")
    assert open_strings(locale)("reindex-running") in shown(told.response)
    assert "42" in shown(await world.ask(EN))
    gate.set()
    assert (await running).added == ("new.txt",)


@IN_BOTH
async def test_only_admins_can_cancel_a_reindex_and_what_was_done_is_kept(world, corpus, speak, locale):
    speak(locale)
    strings = open_strings(locale)
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.bot.desk.reindexing._embedder = Gated(world.bot.desk.reindexing._embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex(full=True))
    await asyncio.sleep(0.2)
    channel = world.bot.get_partial_messageable(world.channel.id)
    message = await channel.send(
        view=render_card(progress_card(1, 4, 7, strings, reindex_number=world.bot.desk.reindexing.number))
    )
    cancel = strings("button-cancel")
    assert strings("error-admins-only") in shown((await world.mei.click(message, label=cancel)).response)
    assert world.bot.desk.reindexing.is_running
    assert strings("reindex-stopping") in shown((await world.ada.click(message, label=cancel)).response)
    gate.set()
    with pytest.raises(ReindexStoppedError):
        await running
    assert "42" in shown(await world.ask(EN))
