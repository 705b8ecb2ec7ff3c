"""Nothing is lost: whatever Discord refuses, by its documented code, the person is told in the next best way."""

import json

import pytest

from bot.strings import open_strings
from discord_world import BOTH, EN, IN_BOTH, ZH, shown, thread_of, told

MESSAGES = "/channels/*/messages"


def direct_messages(member):
    return [shown(message) for message in member.user.dm_channel.history()]


@BOTH
async def test_without_the_right_to_read_history_the_answer_comes_without_the_reference(world, question, gold, refusal):
    world.env.inject_error("POST", MESSAGES, status=400, code=160002)
    answer = await world.ask(question)
    assert gold in shown(answer)
    assert answer.reference is None
    assert direct_messages(world.mei) == []


@pytest.mark.parametrize(
    ("status", "code", "en", "zh"),
    [
        (403, 50013, "not allowed to write", "不能在"),
        (403, 50001, "not allowed to write", "不能在"),
        (400, 50083, "has been closed", "已经关闭"),
        (403, 160005, "has been closed", "已经关闭"),
        (400, 200000, "AutoMod", "自动管理"),
        (400, 200001, "AutoMod", "自动管理"),
        (404, 10003, "no longer exists", "已经不存在"),
    ],
)
@BOTH
async def test_where_a_channel_takes_no_answer_it_comes_directly_with_the_true_reason(
    world, status, code, en, zh, question, gold, refusal
):
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=status, code=code, times=None)
    await world.ask(question)
    reason, answer = direct_messages(world.mei)
    assert (en if question == EN else zh) in reason
    assert gold in answer


@BOTH
async def test_who_takes_no_direct_messages_sees_a_sign_on_the_question(world, question, gold, refusal):
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013, times=None)
    world.env.inject_error("POST", MESSAGES, status=403, code=50007, times=None)
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} {question}")
    signs = [
        r.path for r in world.env.http_requests if r.method == "PUT" and f"/messages/{asked.id}/reactions/" in r.path
    ]
    assert len(signs) == 1


@BOTH
@pytest.mark.parametrize(("status", "code"), [(404, 10008), (400, 50083), (429, 30046)])
async def test_an_answer_whose_placeholder_cannot_be_edited_is_sent_anew(world, question, gold, refusal, status, code):
    world.bot.desk.is_ready = False  # a notice is shown first
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=status, code=code, times=None)
    assert gold in shown(await world.ask(question))


@BOTH
@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
async def test_a_command_that_discord_no_longer_knows_is_answered_all_the_same(
    world, question, gold, refusal, is_private
):
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    await world.mei.slash(world.channel, "ask", question=question, private=is_private)
    in_channel = [shown(message) for message in world.channel.history() if message.author.id == world.bot.user.id]
    assert any(gold in text for text in (direct_messages(world.mei) if is_private else in_channel))
    assert not (is_private and in_channel)


@BOTH
async def test_a_private_answer_that_can_be_told_nowhere_is_announced_without_its_words(world, question, gold, refusal):
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    dm = world.mei.user.dm_channel
    world.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007, times=None)
    await world.mei.slash(world.channel, "ask", question=question, private=True)
    announced = shown(world.channel.last_message)
    assert world.mei.mention in announced
    assert gold not in announced


@BOTH
async def test_an_interaction_that_was_acknowledged_before_is_answered_in_place(world, question, gold, refusal):
    """Another process with the same token acknowledged it."""
    world.env.inject_error("POST", "/interactions/*/*/callback", status=400, code=40060)
    await world.mei.slash(world.channel, "ask", question=question)
    edits = [r for r in world.writes(r"/webhooks/.*/@original") if gold in json.dumps(r.json, ensure_ascii=False)]
    assert edits or gold in shown(world.channel.last_message)


@BOTH
@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
async def test_a_token_that_ran_out_is_made_up_for(world, question, gold, refusal, is_private):
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=401, code=50027, times=None)
    await world.mei.slash(world.channel, "ask", question=question, private=is_private)
    told_to = direct_messages(world.mei) if is_private else [shown(world.channel.last_message)]
    assert gold in told_to[-1]


@IN_BOTH
@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
async def test_a_finished_reindex_is_told_as_finished_whatever_becomes_of_its_messages(
    world, corpus, speak, locale, is_private
):
    speak(locale)
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=401, code=50027, times=None)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008, times=None)
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013, times=None)
    await world.ada.slash(world.channel, "admin reindex", private=is_private)
    texts = direct_messages(world.ada)
    assert ("1 added" if locale == "en-US" else "新增 1") in texts[-1]
    assert not any("unexpected" in text or "意外" in text for text in texts)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_reason_form_survives_a_restart(world, open_bot, language):
    answer = await world.ask(EN if language == "en" else ZH)
    form = await world.mei.click(answer, label="👎")
    await world.env.restart_bot(open_bot())
    sent = await world.mei.submit_modal(form, {"reason": "太短 too short"})
    assert "Thank you" in told(sent)
    (vote,) = await world.bot.desk.memory.votes(world.guild.id) if world.bot.desk else ()
    assert vote["why"] == "太短 too short"


@IN_BOTH
async def test_what_was_forgotten_meanwhile_is_said_after_the_form(world, speak, locale):
    speak(locale)
    answer = await world.ask(EN)
    form = await world.mei.click(answer, label="👎")
    record = await world.bot.desk.memory.record_of_post(answer.id)
    await world.bot.desk.memory.delete(record.id)
    assert open_strings(locale)("answer-gone") in told(await world.mei.submit_modal(form, {"reason": "x"}))


@BOTH
async def test_a_closed_thread_is_named_by_its_own_reason(world, question, gold, refusal):
    thread = await thread_of(world, "tea")
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=160005, times=None)
    await world.mei.send(thread, f"{world.bot.user.mention} {question}")
    reason, answer = direct_messages(world.mei)
    assert ("has been closed" if question == EN else "已经关闭") in reason
    assert gold in answer


@BOTH
async def test_a_button_that_discord_no_longer_waits_for_ends_in_a_direct_message(
    world, speak, question, gold, refusal
):
    locale = "en-US" if question == EN else "zh-CN"
    speak(locale)
    answer = await world.ask(question)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062, times=None)
    await world.mei.click(answer, label="Delete" if question == EN else "删除")
    assert open_strings(locale)("error-too-late") in direct_messages(world.mei)[-1]
