"""The bot where it is no member: a person installed it for themselves, and uses it on another server or in a group."""

import pytest
import simcord.interactions

from bot.discord_app.cards.model import make_cards
from bot.discord_app.delivery import InteractionReply, PrivateMessages
from discord_world import BOTH, EN, FOLLOW_UPS, ZH, shown, told

PARTS = {
    EN: [f"Part {n} of the report. " + "The lions of the bridge all differ. " * 80 for n in range(9)],
    ZH: [f"报告第{n}部分。" + "青石桥的石狮子各不相同。" * 150 for n in range(9)],
}
LONG = {
    EN: "".join(f"The lions of the bridge all differ, see line {n}. " for n in range(150)),
    ZH: "".join(f"青石桥的石狮子各不相同，见原文第{n}条。" for n in range(500)),
}
REST = {EN: "the rest is in the file", ZH: "其余内容在文件里"}
EVERYWHERE = pytest.mark.parametrize("place", ["server", "group"])


@pytest.fixture
def go(world, monkeypatch):
    """Makes the bot a guest: interactions are as Discord sends them there, and everything else is refused."""

    def become_guest(place):
        payload = simcord.interactions.base_payload
        world.env.inject_error("*", f"/channels/{world.channel.id}*", status=403, code=50001, times=None)
        world.bot._connection._guilds.pop(world.guild.id)

        def of_guest(*args, **options):
            record, made = payload(*args, **options)
            person = made["member"]["user"]
            made |= {"authorizing_integration_owners": {"1": person["id"]}, "app_permissions": "0"}
            made |= {"context": 0 if place == "server" else 2}
            if place == "server":
                made["guild"] = {"id": made["guild_id"], "locale": "en-US", "features": []}
            else:
                made["channel"] = {"id": made["channel_id"], "type": 3, "name": "朋友 friends", "recipients": []}
                made["user"] = made.pop("member")["user"]
                del made["guild_id"], made["guild_locale"]
            return record, made

        monkeypatch.setattr(simcord.interactions, "base_payload", of_guest)

    return become_guest


def requests_to_channel(world):
    return [r.path for r in world.env.http_requests if r.path.startswith(f"/channels/{world.channel.id}")]


def follow_ups(world):
    return [r for r in world.writes(r"/webhooks/\d+/[^/]+") if r.method == "POST"]


@BOTH
@EVERYWHERE
async def test_a_guest_answers_its_commands_and_buttons_and_touches_nothing_else(
    world, go, place, question, gold, refusal
):
    go(place)
    answer = (await world.mei.slash(world.channel, "ask", question=question)).response
    assert gold in shown(answer)
    assert not answer.ephemeral
    assert gold in told(await world.mei.click(answer, label="[1]"))
    assert told(await world.mei.click(answer, label="👍"))
    assert told(await world.mei.slash(world.channel, "search", query=question))
    assert told(await world.mei.slash(world.channel, "summary"))
    assert "Brindle" in told(await world.mei.slash(world.channel, "sources"))
    assert requests_to_channel(world) == []


@BOTH
@EVERYWHERE
async def test_the_others_there_open_the_passages_of_an_answer(world, go, place, question, gold, refusal):
    eve = world.guild.add_member(world.env.create_user("eve"))
    go(place)
    answer = (await world.mei.slash(world.channel, "ask", question=question)).response
    assert gold in told(await eve.click(answer, label="[1]"))
    private = (await world.mei.slash(world.channel, "ask", question=question, private=True)).response
    assert private.ephemeral


@BOTH
async def test_the_menu_of_a_message_takes_its_words_there(world, go, question, gold, refusal):
    asked = await world.mei.send(world.channel, question)
    go("server")
    assert gold in told(await world.mei.context_menu(world.channel, "Ask about this", asked))


@BOTH
@EVERYWHERE
async def test_a_command_continues_the_conversation_because_replies_are_not_seen(
    world, go, place, question, gold, refusal
):
    go(place)
    await world.mei.slash(world.channel, "ask", question=question)
    follow_up, answer = FOLLOW_UPS[question]
    assert answer in told(await world.mei.slash(world.channel, "ask", question=follow_up))


@pytest.mark.parametrize(
    ("locale", "title", "text", "question", "gold", "only_members"),
    [
        (
            "en-US", "Moss", "The moss garden of Brindle covers 12 acres.",
            "How many acres does the moss garden of Brindle cover?", "12 acres", "Only members",
        ),
        ("zh-CN", "翡翠塔", "翡翠塔高达77米。", "翡翠塔高多少米？", "77米", "只有能管理本服务器的成员"),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_what_a_server_added_is_asked_by_members_alone_and_settings_are_out_of_reach(
    world, go, corpus, speak, locale, title, text, question, gold, only_members
):
    speak(locale)
    own = corpus / str(world.guild.id)
    own.mkdir()
    (own / "own.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
    await world.bot.desk.reindex()
    assert gold in told(await world.mei.slash(world.channel, "ask", question=question))
    await world.bot.desk.preferences.set_community(world.guild.id, is_private=True)
    go("server")
    answer = (await world.ada.slash(world.channel, "ask", question=question)).response
    assert gold not in shown(answer)
    assert not answer.ephemeral
    world.make_owner(world.ada)
    for command in ("admin status", "admin reindex"):  # Discord does not offer them there
        assert only_members in told(await world.ada.slash(world.channel, command))
    world.env._errors_acknowledged = len(world.env.errors)


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "I see no messages"), ("zh-CN", "我看不到消息"), ("zh-TW", "我看不到訊息")]
)
async def test_help_says_what_a_guest_cannot_do(world, go, speak, locale, said):
    speak(locale)
    assert said not in told(await world.mei.slash(world.channel, "help"))
    go("server")
    assert said in told(await world.mei.slash(world.channel, "help"))


def reply_with(world, parts):
    """Let the first footnote of every answer open these parts, a card each."""

    async def reply(interaction, _subject, _argument):
        shown_reply = InteractionReply(interaction)
        await shown_reply.acknowledge()
        await shown_reply.deliver([card for part in parts for card in make_cards([part])])

    world.bot.actions.add("cite", reply)


@BOTH
@pytest.mark.parametrize("count", [1, 5, 6, 7, 9])
async def test_what_does_not_fit_five_follow_ups_is_in_a_file(world, go, speak, question, gold, refusal, count):
    speak("en-US" if question == EN else "zh-CN")
    go("server")
    answer = (await world.mei.slash(world.channel, "ask", question=question)).response
    reply_with(world, PARTS[question][:count])
    result = await world.mei.click(answer, label="[1]")
    assert len(follow_ups(world)) == min(count, 6) - 1
    text = told(result)
    for message in [result.response, *result.followups]:
        for attachment in message.attachments:
            text += (await attachment.read()).decode()
    assert all(part.strip() in text for part in PARTS[question][:count])
    assert (REST[question] in text) == (count > 6)


@BOTH
async def test_a_limit_that_discord_counts_otherwise_ends_in_a_file_too(world, go, speak, question, gold, refusal):
    speak("en-US" if question == EN else "zh-CN")
    go("group")
    answer = (await world.mei.slash(world.channel, "ask", question=question)).response
    reply_with(world, PARTS[question][:3])
    world.env.inject_error("POST", "/webhooks/*/*", status=400, code=40094, times=None)
    result = await world.mei.click(answer, label="[1]")
    assert result.followups == []
    (attachment,) = result.response.attachments
    text = (await attachment.read()).decode()
    assert all(part.strip() in text for part in PARTS[question][:3])
    assert REST[question] in told(result)


@BOTH
async def test_an_answer_that_discord_no_longer_waits_for_goes_to_the_person_directly(
    world, go, question, gold, refusal
):
    go("server")
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    await world.mei.slash(world.channel, "ask", question=question)
    assert gold in shown(world.mei.user.dm_channel.last_message)
    assert requests_to_channel(world) == []


@BOTH
async def test_who_shares_no_server_with_the_bot_is_named_in_the_log(world, go, question, gold, refusal, caplog):
    """Nothing is left then: no reply, no channel, no direct message."""
    go("server")
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    dm = world.mei.user.dm_channel
    world.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50278, times=None)
    await world.mei.slash(world.channel, "ask", question=question)
    assert "cannot be sent to its user" in caplog.text
    assert requests_to_channel(world) == []


@pytest.fixture
def long_answers(world):
    real_ask = world.bot.desk._library.ask

    def ask_long(question, *arguments, **options):
        return real_ask(question, *arguments, **options).then(lambda answer: type(answer)(
            answer.question, answer.language, LONG[answer.question], (), (), "extractive"
        ))  # fmt: skip

    world.bot.desk._library.ask = ask_long


@BOTH
async def test_every_part_of_an_answer_is_deleted_through_the_interaction(
    world, go, long_answers, question, gold, refusal
):
    go("server")
    result = await world.mei.slash(world.channel, "ask", question=question)
    parts = [result.response, *result.followups]
    assert len(parts) > 1
    await world.mei.click(parts[-1], label="Delete" if question == EN else "删除")
    deleted = [r.path for r in world.env.http_requests if r.method == "DELETE"]
    assert len(deleted) == len(parts)
    assert all(path.startswith("/webhooks/") for path in deleted)


@BOTH
async def test_parts_that_can_no_longer_be_deleted_are_named(world, go, speak, long_answers, question, gold, refusal):
    speak("en-US" if question == EN else "zh-CN")
    go("server")
    result = await world.mei.slash(world.channel, "ask", question=question)
    world.bot.private_messages = PrivateMessages()  # as after a restart
    last = [result.response, *result.followups][-1]
    button, late = ("Delete", "fifteen minutes") if question == EN else ("删除", "只允许我在十五分钟内删除")
    assert late in told(await world.mei.click(last, label=button))
    assert requests_to_channel(world) == []
