"""Private stays private: what one server, person or card shows is not shown to others."""

import json

import pytest

from bot.answers import Asker
from bot.discord_app.cards import Button, Card, custom_id
from bot.discord_app.delivery.private_messages import PrivateMessages
from bot.discord_app.views import render_card
from bot.strings import open_strings
from discord_world import BOTH, EN, IN_BOTH, ZH, shown, told

LONG = {
    EN: "".join(f"The lions of the bridge all differ, see line {n}. " for n in range(150)),
    ZH: "".join(f"青石桥的石狮子各不相同，见原文第{n}条。" for n in range(500)),
}


def add_other_servers_source(corpus, name="机密 secret plans.txt"):
    """A source of a server that is not the one of the world."""
    folder = corpus / "123456789012345678"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("Vault\n\nThe vault of Marrow holds 9017 golden spoons.\n", "utf-8")
    (folder / "坏的 broken.txt").write_bytes(bytes(range(256)))


def everything_sent(world):
    return json.dumps([r.json for r in world.writes()], ensure_ascii=False)


@pytest.mark.parametrize("options", [{}, {"private": False}, {"dry-run": True}], ids=["private", "public", "dry"])
async def test_a_servers_admin_sees_and_touches_the_shared_sources_and_its_own_alone(world, corpus, options):
    add_other_servers_source(corpus)
    own = corpus / str(world.guild.id)
    own.mkdir()
    (own / "own.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    (corpus / "shared.txt").write_text("Fen\n\nThe Fen library has 88 maps.\n")
    report = shown((await world.ada.slash(world.channel, "admin reindex", **options)).response)
    assert "own.txt" in report
    assert "shared.txt" in report
    assert not any(name in everything_sent(world) for name in ("secret", "机密", "broken", "坏的"))
    listed = await world.bot.desk.sources(Asker(None, 1, 1, reads_all=True))
    assert not any("secret" in source.id for source, _ in listed)
    await world.bot.desk.reindex()
    listed = await world.bot.desk.sources(Asker(None, 1, 1, reads_all=True))
    assert any("secret" in source.id for source, _ in listed)
    (corpus / "123456789012345678" / "机密 secret plans.txt").unlink()
    await world.ada.slash(world.channel, "admin reindex")
    listed = await world.bot.desk.sources(Asker(None, 1, 1, reads_all=True))
    assert any("secret" in source.id for source, _ in listed)


@IN_BOTH
async def test_a_report_is_private_unless_asked_otherwise_and_one_of_everything_always(world, corpus, speak, locale):
    speak(locale)
    add_other_servers_source(corpus)
    private = await world.ada.slash(world.channel, "admin reindex")
    public = await world.ada.slash(world.channel, "admin reindex", private=False)
    assert (private.response.ephemeral, public.response.ephemeral) == (True, False)
    world.make_owner(world.ada)
    of_owner = await world.ada.slash(world.channel, "admin reindex", private=False)
    assert "secret" not in shown(of_owner.response)
    complete = await world.ada.slash(world.channel, "admin reindex", full=True, private=False)
    assert complete.response.ephemeral
    for name in ("机密 secret plans.txt", "坏的 broken.txt"):
        assert name in shown(complete.response)
        assert name not in shown(public.response)


@IN_BOTH
async def test_a_full_rebuild_belongs_to_the_owner_of_the_bot(world, corpus, speak, locale):
    speak(locale)
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    before = world.bot.desk.reindexing.number
    refused = await world.ada.slash(world.channel, "admin reindex", full=True)
    assert open_strings(locale)("error-owner-only") in shown(refused.response)
    assert world.bot.desk.reindexing.number == before
    owner = world.guild.add_member(world.env.create_user("owner"), roles=[world.guild.roles["admins"]])
    world.make_owner(owner)
    report = shown((await owner.slash(world.channel, "admin reindex")).response)
    assert "1 added" in report or "新增 1" in report


@pytest.mark.bot(owner_ids=[7])
async def test_the_setting_names_the_owner_in_place_of_the_applications(world):
    assert world.bot._owner_ids == {7}


async def test_the_owner_is_the_applications_where_no_setting_names_one(world):
    assert world.bot._owner_ids == {world.bot.user.id}  # as the simulated Discord has it


@IN_BOTH
async def test_a_report_that_does_not_fit_one_card_stays_private_in_every_part(world, corpus, speak, locale):
    speak(locale)

    def files(first):
        return [corpus / f"{'名' * 80}{number:03}.txt" for number in range(first, first + 20)]

    for path in files(0):
        path.write_text("Moss\n\nThe moss garden covers 12 acres.\n")
    await world.ada.slash(world.channel, "admin reindex")
    for path, new in zip(files(0), files(100), strict=True):
        path.rename(new)
    before = len(world.channel.history())
    result = await world.ada.slash(world.channel, "admin reindex")
    assert result.followups
    assert ("20 added" if locale == "en-US" else "新增 20") in shown(result.response)
    assert all(message.ephemeral for message in [result.response, *result.followups])
    assert len(world.channel.history()) == before


async def long_private_answer(world, question):
    """A private answer in several messages: the result, and the record."""
    record = await world.bot.desk.ask(question, Asker(world.guild.id, world.channel.id, world.mei.id))
    await world.bot.desk.memory.delete(record.id)
    real_ask = world.bot.desk._library.ask

    def ask_long(*arguments, **options):
        return real_ask(*arguments, **options).then(lambda answer: type(answer)(
            answer.question, answer.language, LONG[question], (), (), "extractive"
        ))  # fmt: skip

    world.bot.desk._library.ask = ask_long
    return await world.mei.slash(world.channel, "ask", question=question, private=True)


@BOTH
async def test_every_part_of_a_private_answer_is_deleted_through_the_interaction(world, question, gold, refusal):
    result = await long_private_answer(world, question)
    parts = [result.response, *result.followups]
    assert len(parts) > 1
    assert all(part.ephemeral for part in parts)
    await world.mei.click(parts[-1], label="Delete" if question == EN else "删除")
    deleted = [r.path for r in world.env.http_requests if r.method == "DELETE"]
    assert len(deleted) == len(parts)
    assert all(path.startswith("/webhooks/") for path in deleted[:-1])
    assert not [path for path in deleted if path.startswith("/channels/")]


@BOTH
async def test_parts_that_can_no_longer_be_deleted_are_named(world, question, gold, refusal):
    result = await long_private_answer(world, question)
    world.bot.private_messages = PrivateMessages()  # as after a restart
    last = [result.response, *result.followups][-1]
    assert "Dismiss message" in told(await world.mei.click(last, label="Delete" if question == EN else "删除"))


def test_private_messages_are_kept_no_longer_than_their_token(monkeypatch):
    now = [0.0]
    kept = PrivateMessages(clock=lambda: now[0])
    first, second = type("Message", (), {"id": 1})(), type("Message", (), {"id": 2})()
    kept.remember(first)
    now[0] = 15 * 60
    kept.remember(second)
    assert list(kept._messages) == [2]


@BOTH
async def test_a_record_of_direct_messages_or_of_a_private_answer_is_its_askers(world, question, gold, refusal):
    desk, eve = world.bot.desk, world.guild.add_member(world.env.create_user("eve"))
    await world.mei.send_dm(question)
    direct = await desk.memory.record_of_post(world.mei.user.dm_channel.last_message.id)
    await world.mei.slash(world.channel, "ask", question=question, private=True)
    private = await desk.memory.record(direct.id + 1)
    assert private.is_private
    assert await desk.record(direct.id, Asker(None, direct.asker.conversation_id, world.mei.id)) == direct
    assert await desk.record(direct.id, Asker(None, 5, eve.id)) is None
    assert await desk.record(private.id, Asker(world.guild.id, world.channel.id, world.mei.id)) == private
    assert await desk.record(private.id, Asker(world.guild.id, world.channel.id, eve.id)) is None


@BOTH
async def test_votes_on_private_answers_are_not_exported(world, question, gold, refusal):
    other = ZH if question == EN else EN
    private = await world.mei.slash(world.channel, "ask", question=question, private=True)
    await world.mei.click(private.response, label="👍")
    await world.mei.click(await world.ask(other), label="👍")
    exported = await world.ada.slash(world.channel, "admin feedback")
    votes = (await exported.response.attachments[0].read()).decode()
    assert other in votes
    assert question not in votes
    assert len(votes.splitlines()) == 1


@IN_BOTH
async def test_a_button_of_an_answer_that_cannot_be_there_ends_in_a_stated_outcome(world, speak, locale):
    speak(locale)
    outcomes = [open_strings(locale)(key) for key in ("answer-gone", "button-unknown")]
    channel = world.bot.get_partial_messageable(world.channel.id)
    for action in ("cite", "page", "wider", "language", "summary", "up", "down", "delete", "future"):
        for subject in (2**63, 10**30, 987654):
            argument = "1.0" if action == "page" else "1" if action == "cite" else ""
            card = Card(("x",), ((Button("x", custom_id(action, subject, argument)),),))
            result = await world.mei.click(await channel.send(view=render_card(card)), label="x")
            assert any(outcome in told(result) for outcome in outcomes), (action, subject)


@IN_BOTH
async def test_a_source_name_of_thousands_of_characters_ends_in_a_stated_outcome(world, speak, locale):
    speak(locale)
    question, outcome = (EN, "There is no source") if locale == "en-US" else (ZH, "这个来源")
    for name in ("x" * 5000, "名" * 5000, "a" * 4990 + ".txt"):
        for typed in (name, f"{world.guild.id}/{name}"):
            asked = await world.mei.slash(world.channel, "ask", question=question, source=typed)
            removed = await world.ada.slash(world.channel, "admin remove", source=typed)
            assert outcome in shown(asked.response)
            assert outcome in shown(removed.response)
