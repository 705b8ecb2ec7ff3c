"""What can be done with an answer in an in-process Discord: its footnotes and buttons, follow-ups, and who may delete it."""

import json
import re

import pytest

from discord_world import BOTH, EN, FOLLOW_UPS, ZH, shown, told


@BOTH
async def test_a_footnote_opens_the_passage_with_the_quoted_words_marked_for_the_asker_alone(
    world, question, gold, refusal
):
    opened = await world.mei.click(await world.ask(question), label="[1]")
    assert opened.response.ephemeral
    marked = re.findall(r"\*\*(.+?)\*\*", shown(opened.response))
    assert any(gold in words for words in marked)


@pytest.mark.parametrize(
    ("locale", "around", "fact", "question", "gold", "onward", "backward"),
    [
        (
            "en-US", "Chapter {n} tells of matter {n}, long ago in a small town where nobody recalls the details.",
            "The emerald tower is 77 metres high.", "How many metres high is the emerald tower?", "77 metres",
            "After ▶", "◀ Before",
        ),
        (
            "zh-CN", "第{n}段讲的是第{n}件事情，它发生在很久以前的一个小镇上，没有人记得清楚细节。", "翡翠塔高达77米。",
            "翡翠塔高多少米?", "77米", "后文 ▶", "◀ 前文",
        ),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_passage_can_be_read_on_to_both_sides(
    world, corpus, speak, locale, around, fact, question, gold, onward, backward
):
    speak(locale)
    long = "\n\n".join(around.format(n=n) for n in range(200))
    (corpus / "long.txt").write_text(f"Tower 塔\n\n{long}\n\n{fact}\n\n{long}\n", "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    opened = await world.mei.click(await world.ask(question), label="[1]")
    first = shown(opened.response)
    turned = await world.mei.click(opened.response, label=onward)
    assert gold in first
    assert shown(turned.response) != first
    assert gold not in shown(turned.response)
    back = await world.mei.click(turned.response, label=backward)
    assert shown(back.response) == first


@BOTH
async def test_buttons_still_work_after_a_restart(world, open_bot, speak, question, gold, refusal):
    speak("en-US" if question == EN else "zh-CN")
    answer = await world.ask(question)
    fresh = open_bot()
    await world.env.restart_bot(fresh)
    opened = await world.mei.click(answer, label="[1]")
    assert gold in shown(opened.response)
    voted = await world.mei.click(answer, label="👍")
    assert ("Thank you" if question == EN else "谢谢") in shown(voted.response)


@BOTH
async def test_a_footnote_of_a_source_that_changed_shows_what_was_cited(world, corpus, question, gold, refusal):
    answer = await world.ask(question)
    name, text = ("tea.txt", "Tea\n\nAll is gone.\n") if question == EN else ("bridge.txt", "桥\n\n什么都没有了。\n")
    (corpus / name).write_text(text, "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    opened = await world.mei.click(answer, label="[1]")
    assert gold in shown(opened.response)
    assert ("has changed since" if question == EN else "来源在引用之后有改动") in shown(opened.response)


async def test_nothing_the_bot_sends_can_ping_and_no_address_of_a_source_is_a_link(world, corpus):
    (corpus / "trap.txt").write_text(
        "Trap\n\nThe Lantern festival of Brindle is on @everyone [click](https://evil.example) <@1> on 7 May at https://evil.example now.\n"
    )
    await world.ada.slash(world.channel, "admin reindex")
    world.bot.desk.is_ready = False  # so that a notice is edited into the answer
    text = shown(await world.ask("When is the Lantern festival of Brindle?"))
    assert "Lantern" in text
    assert "](https://evil" not in text
    assert "https://evil" not in text
    sent = [r for r in world.writes() if r.json and "components" in json.dumps(r.json)]
    assert {r.method for r in sent if r.path.startswith("/channels/")} == {"POST", "PATCH"}  # the notice, the answer
    payloads = [r.json.get("data", r.json) for r in sent]
    assert all(p.get("allowed_mentions", {}).get("parse") == [] for p in payloads)


@pytest.mark.parametrize(
    ("question", "other_language", "note", "wider_search", "heading"),
    [
        (EN, "用中文", "以下是来源的英文原文", "More passages", "Passages closest to"),
        (ZH, "In English", "which are Chinese", "查看更多相关段落", "最接近的段落"),
    ],
    ids=["en", "zh"],
)
async def test_the_other_language_and_a_wider_search_are_a_button_away(
    world, question, other_language, note, wider_search, heading
):
    answer = await world.ask(question)
    other = await world.mei.click(answer, label=other_language)
    assert note in shown(other.response)
    wider = await world.mei.click(answer, label=wider_search)
    assert wider.response.ephemeral
    assert heading in shown(wider.response)


@BOTH
async def test_only_who_asked_or_may_manage_messages_can_delete(world, speak, question, gold, refusal):
    speak("en-US" if question == EN else "zh-CN")
    button, only = ("Delete", "Only the person who asked") if question == EN else ("删除", "只有提问的人")
    answer = await world.ask(question)
    other = world.guild.add_member(world.env.create_user("eve"))
    assert only in told(await other.click(answer, label=button))
    assert answer.id in [m.id for m in world.channel.history()]
    await world.mei.click(answer, label=button)
    assert answer.id not in [m.id for m in world.channel.history()]


@BOTH
async def test_a_follow_up_by_reply_knows_what_came_before_and_nobody_elses(world, question, gold, refusal):
    first = await world.ask(question)
    follow_up, answer = FOLLOW_UPS[question]
    assert answer in shown(await world.ask(follow_up, reply_to=first))
    eve = world.guild.add_member(world.env.create_user("eve"))
    await eve.send(world.channel, f"{world.bot.user.mention} {follow_up}", reply_to=first)
    assert (await world.bot.desk.memory.record_of_post(world.channel.last_message.id)).asker.user_id == eve.id
