"""Posts in forums: answered once they are written, with earlier ones that ask the same, and marked as solved by their poster."""

import pytest
from simcord.builders import ChannelHandle

from bot.memory import AnsweredPosts
from discord_world import BOTH, EN, IN_BOTH, ZH, labels, shown, told

pytestmark = pytest.mark.bot(reads_channels=True)


@pytest.fixture
async def forum(world):
    made = world.guild.create_forum_channel("help")
    await world.bot.desk.preferences.set_conversation(world.guild.id, made.id, answered=AnsweredPosts.ALL)
    return made


async def post(world, forum, title, text, *, by=None):
    """A post of a member, as Discord publishes it: its first message has the id of the thread."""
    backend = world.env.backend
    author = by or world.mei
    thread = backend.create_thread(forum.id, title, author.id, broadcast=False)
    message = backend.prepare_message(thread.id, author.id, text)
    message.id = thread.id
    backend.commit_message(message, broadcast=False)
    backend.announce_thread_create(thread)
    backend.announce_message_create(message)
    world.env._mark_mutation()
    await world.env.settle()
    return ChannelHandle(world.env, world.guild, thread)


def answers(world, thread):
    return [message for message in thread.history() if message.author.id == world.bot.user.id]


def add_tag(world, forum, name):
    world.env.backend.edit_channel(
        forum.id,
        {"available_tags": [{"id": "77", "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}]},
    )


@BOTH
async def test_a_new_post_is_answered_with_its_title_as_part_of_the_question(world, forum, question, gold, refusal):
    title, text = ("Brindle", "How many tea houses?") if question == EN else ("青石桥", "全长多少米？")
    thread = await post(world, forum, title, text)
    (answer,) = answers(world, thread)
    assert gold in shown(answer)


@pytest.mark.parametrize(
    ("title", "text", "length", "most", "remedy"),
    [
        ("The bridge " * 8, "How long is it? " * 124, "2071 characters", "2000 at most", "more briefly"),
        ("青石桥 bridge " * 8, "它有多长 how long? " * 132, "2067 个字符", "最多能搜索 2000 个", "请缩短后再试"),
    ],
    ids=["en", "zh"],
)
async def test_a_post_that_is_too_long_with_its_title_is_told_its_length_the_limit_and_the_remedy(
    world, forum, title, text, length, most, remedy
):
    thread = await post(world, forum, title.strip(), text.strip())
    (refused,) = answers(world, thread)
    for part in (length, most, remedy):
        assert part in shown(refused).replace(",", "")


@BOTH
async def test_in_a_post_the_poster_is_answered_further_and_others_where_they_mention_the_bot(
    world, forum, question, gold, refusal
):
    thread = await post(world, forum, question, question)
    await world.ada.send(thread, question)
    assert len(answers(world, thread)) == 1
    await world.mei.send(thread, question)
    await world.ada.send(thread, f"{world.bot.user.mention} {question}")
    assert [gold in shown(answer) for answer in answers(world, thread)] == [True] * 3


@BOTH
@pytest.mark.parametrize("tag", ["Solved", "已解决", "已解決"])
async def test_the_posters_thumb_up_sets_the_solved_tag_and_nobody_elses(world, forum, question, gold, refusal, tag):
    add_tag(world, forum, tag)
    thread = await post(world, forum, question, question)
    (answer,) = answers(world, thread)
    await world.ada.click(answer, label="👍")
    assert world.env.backend.get_channel(thread.id).applied_tags == []
    thanked = await world.mei.click(answer, label="👍")
    assert tag in told(thanked)
    assert world.env.backend.get_channel(thread.id).applied_tags == [77]
    again = await world.mei.click(answer, label="👍")
    assert tag not in told(again)


@IN_BOTH
async def test_where_there_is_no_such_tag_a_thumb_up_is_a_vote(world, forum, speak, locale):
    speak(locale)
    add_tag(world, forum, "Tea")
    thread = await post(world, forum, ZH, ZH)
    (answer,) = answers(world, thread)
    assert ("Thank you" if locale == "en-US" else "谢谢！") in told(await world.mei.click(answer, label="👍"))
    assert world.env.backend.get_channel(thread.id).applied_tags == []


@pytest.mark.parametrize(("locale", "right"), [("en-US", "Manage Threads"), ("zh-CN", "管理子区")])
async def test_a_tag_that_the_bot_may_not_set_is_told(world, forum, speak, locale, right):
    speak(locale)
    add_tag(world, forum, "solved")
    thread = await post(world, forum, ZH, ZH)
    (answer,) = answers(world, thread)
    world.env.inject_error("PATCH", f"/channels/{thread.id}", status=403, code=50013, times=None)
    assert right in told(await world.mei.click(answer, label="👍"))


@BOTH
async def test_earlier_posts_that_ask_the_same_are_shown_archived_ones_too(world, forum, question, gold, refusal):
    archived = await post(world, forum, question, "?")
    other = await post(world, forum, "怎么做红烧肉 braised pork", "?")
    open_one = await post(world, forum, question.rstrip("?"), "?", by=world.ada)
    world.env.backend.edit_channel(archived.id, {}, thread_metadata={"archived": True})
    await world.env.settle()
    thread = await post(world, forum, question, question)
    text = shown(answers(world, thread)[0])
    assert gold in text
    assert f"<#{archived.id}>" in text
    assert f"<#{open_one.id}>" in text
    assert f"<#{other.id}>" not in text
    assert f"<#{thread.id}>" not in text
    await world.mei.send(thread, question)
    assert "<#" not in shown(answers(world, thread)[1])


@pytest.mark.parametrize(
    ("before", "title", "text", "refusal", "similar"),
    [
        (
            "How long to cook braised pork", "How long does braised pork have to cook?", "Please help", "No answer",
            "Earlier posts that may help: ",
        ),
        ("红烧肉要炖多久才好吃", "红烧肉要炖多久", "求教", "没有找到答案", "以前的类似帖子："),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_refused_post_shows_earlier_ones_as_well(world, forum, before, title, text, refusal, similar):
    earlier = await post(world, forum, before, "?")
    thread = await post(world, forum, title, text)
    (answer,) = answers(world, thread)
    assert refusal in shown(answer)
    assert f"{similar}<#{earlier.id}>" in shown(answer)
    assert labels(answer)
