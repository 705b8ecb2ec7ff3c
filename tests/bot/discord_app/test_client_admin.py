"""What admins can do on Discord, and what is kept for them."""

import asyncio
import json
import re
import threading

import discord
import pytest
from simcord import SetupError

from bot.discord_app.cards.listings import progress_card
from bot.discord_app.views import render_card
from bot.strings.locales import open_strings
from discord_world import EN, ZH, Gated, shown, told
from index import ReindexStoppedError


async def test_commands_are_made_known_once_however_often_the_bot_starts(world, open_bot):
    for _ in range(5):
        await world.env.restart_bot(open_bot())
    assert sum(r.method == "PUT" and r.path.endswith("/commands") for r in world.env.http_requests) == 1


async def test_a_thumb_down_asks_why_and_the_export_links_question_answer_passages_and_version(world):
    answer = await world.ask(ZH)
    form = await world.mei.click(answer, label="👎")
    thanked = await world.mei.submit_modal(form, {"reason": "太短"})
    assert "Thank you" in shown(thanked.response)
    exported = await world.ada.slash(world.channel, "admin feedback")
    (line,) = (await exported.response.attachments[0].read()).decode().splitlines()
    vote = json.loads(line)
    assert (vote["question"], vote["helpful"], vote["why"]) == (ZH, False, "太短")
    assert "186米" in vote["answer"]
    assert vote["citations"][0]["source_id"] == "bridge.txt"
    assert vote["passages"]
    assert vote["index_version"]


async def test_members_cannot_use_admin_commands_and_every_use_is_logged(world, caplog):
    with pytest.raises(SetupError):
        await world.mei.slash(world.channel, "admin status")
    status = await world.ada.slash(world.channel, "admin status")
    assert "3 sources" in shown(status.response)
    assert "uses /admin status" in caplog.text


@pytest.mark.bot(admin_roles=[1])
async def test_somebody_let_through_by_the_server_is_still_checked(world):
    refused = await world.ada.slash(world.channel, "admin status")
    assert "Only members who can manage this server" in shown(refused.response)
    assert len(world.env.errors) == 1


async def test_with_admin_roles_who_has_one_sees_and_uses_the_commands_and_who_manages_does_not(world, open_bot):
    role = world.guild.create_role("librarians")
    librarian = world.guild.add_member(world.env.create_user("lin"), roles=[role])
    with pytest.raises(SetupError):
        await librarian.slash(world.channel, "admin status")
    await world.env.restart_bot(open_bot(admin_roles=[role.id]))
    assert "3 sources" in shown((await librarian.slash(world.channel, "admin status")).response)
    assert "Only members who can manage" in shown((await world.ada.slash(world.channel, "admin status")).response)
    world.env._errors_acknowledged = len(world.env.errors)


async def test_where_commands_may_be_used_is_stated_for_each(world):
    translator = world.bot.tree.translator
    for command in world.bot.tree.get_commands():
        payload = await command.get_translated_payload(world.bot.tree, translator)
        is_for_admins = payload["name"] in ("admin", "Add to the sources")
        assert payload["contexts"] == ([0] if is_for_admins else [0, 1, 2])
        assert payload["integration_types"] == ([0] if is_for_admins else [0, 1])


async def test_ask_channels_need_an_intent_that_the_admin_is_told_of(world):
    refused = await world.ada.slash(world.channel, "admin channel", channel=world.channel)
    assert "ASK_CHANNELS=true" in shown(refused.response)
    assert not world.bot.intents.message_content


async def test_two_guilds_share_nothing_but_the_shared_sources(world, corpus):
    other = world.env.create_guild("Second")
    channel = other.create_text_channel("general")
    eve = other.add_member(world.env.create_user("eve"))
    folder = corpus / str(world.guild.id)
    folder.mkdir()
    (folder / "secret.txt").write_text("Vault\n\nThe vault of Marrow holds 9017 golden spoons.\n")
    await world.ada.slash(world.channel, "admin reindex")
    question = "How many golden spoons does the vault of Marrow hold?"
    answer = await world.ask(question)
    assert "9017" in shown(answer)
    await eve.send(channel, f"{world.bot.user.mention} {question}")
    assert "9017" not in shown(channel.last_message)
    assert "Vault" not in shown(channel.last_message)
    for result in (
        await eve.slash(channel, "search", query=question),
        await eve.slash(channel, "sources"),
        await eve.slash(channel, "ask", question=question, source=f"{world.guild.id}/secret.txt"),
    ):
        assert "9017" not in shown(result.response)
    assert await eve.autocomplete(channel, "ask", "source", "Vault", question=question) == []
    boss = other.add_member(
        world.env.create_user("boss"),
        roles=[other.create_role("a", permissions=discord.Permissions(manage_guild=True))],
    )
    await world.mei.click(answer, label="👍")
    exported = await boss.slash(channel, "admin feedback")
    assert exported.response.content == "0 votes, one JSON object a line."
    await eve.send_dm(question)
    assert "9017" not in shown(eve.user.dm_channel.last_message)


@pytest.mark.parametrize("full", [False, True], ids=["changes", "full"])
async def test_a_reindex_shows_what_will_change_moves_a_bar_and_reports(world, corpus, full):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    world.make_owner(world.ada)
    result = await world.ada.slash(world.channel, "admin reindex", full=full)
    steps = [json.dumps(r.json, ensure_ascii=False) for r in world.writes()]
    assert any("░" in step or "█" in step for step in steps)
    assert any("Planned" in step for step in steps)
    report = shown(result.response)
    assert ("1 added" in report) or full
    assert "Not read: bad.txt" in report
    assert "12 acres" in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_a_dry_run_changes_nothing(world, corpus):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    result = await world.ada.slash(world.channel, "admin reindex", **{"dry-run": True})
    assert "Planned: 1 to add" in shown(result.response)
    assert result.response.ephemeral
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_an_upload_is_named_safely_kept_in_the_guilds_folder_and_removed_again(world, corpus):
    taken = await world.ada.slash(
        world.channel, "admin add", file=("../../etc/My file?.TXT", b"Fen\n\nThe Fen library has 88 maps.\n")
    )
    source_id = f"{world.guild.id}/My file.txt"
    assert source_id in shown(taken.response)
    assert (corpus / source_id).is_file()
    assert "88 maps" in shown(await world.ask("How many maps does the Fen library have?"))
    await world.ada.slash(world.channel, "admin remove", source=source_id)
    assert not (corpus / source_id).exists()
    assert "88 maps" not in shown(await world.ask("How many maps does the Fen library have?"))
    kept = await world.ada.slash(world.channel, "admin remove", source="tea.txt")
    assert "not a file of this server" in shown(kept.response)
    assert (corpus / "tea.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"x", "type"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"x" * (9 << 20), "larger"),
        ("a.txt", b"\xff\xfe\x00\x81", "not text"),
        ("???.txt", b"x", "name"),
    ],
)
async def test_an_upload_that_is_not_taken_in_says_why(world, corpus, name, content, said):
    refused = await world.ada.slash(world.channel, "admin add", file=(name, content))
    assert said in shown(refused.response)
    assert not (corpus / str(world.guild.id)).exists()


async def test_a_file_can_be_handed_in_by_a_form(world, corpus):
    form = await world.ada.slash(world.channel, "admin add")
    taken = await world.ada.submit_modal(form, {"files": ("fen.md", b"# Fen\n\nFen has 88 maps.\n")})
    assert "fen.md" in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.md").is_file()


async def test_the_files_of_a_message_can_be_taken_in_by_admins(world, corpus):
    message = await world.mei.send(world.channel, "here", attachments=[("fen.txt", b"Fen has 88 maps.\n")])
    with pytest.raises(SetupError):
        await world.mei.context_menu(world.channel, "Add to the sources", message)
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "fen.txt" in shown(taken.response)
    assert (corpus / str(world.guild.id) / "fen.txt").is_file()
    bare = await world.mei.send(world.channel, "nothing")
    assert "neither files nor links" in shown(
        (await world.ada.context_menu(world.channel, "Add to the sources", bare)).response
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many maps does the Fen library have?", "The Fen library has 88 maps."),
        ("翡翠塔高多少米?", "翡翠塔高达88米。"),
    ],
)
async def test_what_is_added_can_be_asked_about_at_once_and_touches_nothing_else(world, corpus, question, text):
    (corpus / "shared new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    message = await world.mei.send(
        world.channel, "", attachments=[("a.txt", f"Title\n\n{text}\n".encode()), ("b.exe", b"x")]
    )
    taken = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "You can ask about it now" in told(taken)
    assert "Not added: b.exe" in told(taken)
    assert "88" in shown(await world.ask(question))
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_links_of_a_message_are_added_where_they_are_allowed(world, corpus):
    message = await world.mei.send(world.channel, "see https://example.org/a and <https://example.org/b>")
    refused = await world.ada.context_menu(world.channel, "Add to the sources", message)
    assert "UPLOAD_LINKS" in told(refused)
    world.bot.desk._settings = world.bot.desk._settings.model_copy(update={"upload_links": True})
    await world.ada.context_menu(world.channel, "Add to the sources", message)
    (listed,) = (corpus / str(world.guild.id)).glob("*.url")
    assert listed.read_text().split() == ["https://example.org/a", "https://example.org/b"]


async def test_a_second_reindex_is_told_that_one_is_running_and_answers_go_on(world, corpus):
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    embedder = world.bot.desk.reindexing._embedder
    world.bot.desk.reindexing._embedder = Gated(embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex())
    await asyncio.sleep(0.2)
    told = await world.ada.slash(world.channel, "admin reindex")
    assert "already running" in shown(told.response)
    assert "42" in shown(await world.ask(EN))
    gate.set()
    assert (await running).added == ("new.txt",)


async def test_only_admins_can_cancel_a_reindex_and_what_was_done_is_kept(world, corpus):
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.bot.desk.reindexing._embedder = Gated(world.bot.desk.reindexing._embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex(full=True))
    await asyncio.sleep(0.2)
    channel = world.bot.get_partial_messageable(world.channel.id)
    message = await channel.send(
        view=render_card(progress_card(1, 4, 7, open_strings("en"), reindex_number=world.bot.desk.reindexing.number))
    )
    assert "Only members who can manage" in shown((await world.mei.click(message, label="Cancel")).response)
    assert world.bot.desk.reindexing.is_running
    assert "Stopping" in shown((await world.ada.click(message, label="Cancel")).response)
    gate.set()
    with pytest.raises(ReindexStoppedError):
        await running
    assert "42" in shown(await world.ask(EN))


@pytest.mark.parametrize(
    "locale", [None, discord.Locale.chinese, discord.Locale.taiwan_chinese], ids=["en", "zh-CN", "zh-TW"]
)
async def test_commands_have_names_that_discord_takes_unique_in_each_language(world, locale):
    translator = world.bot.tree.translator

    def said(payload, key):
        return payload[f"{key}_localizations"][str(locale)] if locale else payload[key]

    def check(commands, kind):
        names = [said(command, "name") for command in commands if command.get("type", 1) == kind]
        assert len(names) == len(set(names))
        for command in commands:
            assert 1 <= len(said(command, "name")) <= 32
            if kind == 1 and "description" in command:
                assert re.fullmatch(r"[\w-]{1,32}", said(command, "name")) or command.get("type") == 3
                assert len(command["description"]) <= 100
            options = [option for option in command.get("options", []) if option["type"] in (1, 2)]
            if options:
                check([{**option, "type": 1} for option in options], 1)

    payloads = [
        await command.get_translated_payload(world.bot.tree, translator) for command in world.bot.tree.get_commands()
    ]
    for kind in (1, 3):
        check([p for p in payloads if p.get("type", 1) == kind], kind)
    admin = next(p for p in payloads if p["name"] == "admin")
    assert int(admin["default_member_permissions"]) == discord.Permissions(manage_guild=True).value
