"""The bot in an in-process Discord: real discord.py, real index, real state; only Discord itself is simulated."""

import asyncio
import json
import re
import threading

import discord
import pytest
import simcord.interactions
from conftest import HashingEmbedder
from simcord import SetupError
from simcord.env import Env

from bot.answers import Answer
from bot.client import FootnoteClient
from bot.desk import Desk, Limits
from bot.lists import progress_card
from bot.records import Place
from bot.state import open_state
from bot.strings import open_strings
from bot.views import view
from index import ReindexStoppedError

EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"
BOTH = pytest.mark.parametrize(
    ("question", "gold", "refusal"), [(EN, "42", "silent"), (ZH, "186米", "没有提到")], ids=["en", "zh"]
)


class World:
    """A guild with a channel, a member and an admin, and the bot in it."""

    def __init__(self, env, bot):
        self.env = env
        self.bot = bot
        self.guild = env.create_guild("First")
        self.channel = self.guild.create_text_channel("general")
        self.mei = self.guild.add_member(env.create_user("mei"))
        admins = self.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        self.ada = self.guild.add_member(env.create_user("ada"), roles=[admins])

    async def ask(self, question, **options):
        await self.mei.send(self.channel, f"{self.bot.user.mention} {question}", **options)
        return self.channel.last_message

    def writes(self, path=r"/channels/\d+/messages(?:/\d+)?|/webhooks/.*|/interactions/.*"):
        return [r for r in self.env.http_requests if r.method in ("POST", "PATCH") and re.fullmatch(path, r.path)]


def shown(message):
    """All text of a message, cards included."""
    raw = message.components if not isinstance(message, discord.Message) else [c.to_dict() for c in message.components]
    texts = []

    def walk(components):
        for component in components:
            if "content" in component:
                texts.append(component["content"])
            walk(component.get("components", []))

    walk(raw)
    return "\n".join([message.content, *texts]).strip()


def labels(message):
    raw = message.components if not isinstance(message, discord.Message) else [c.to_dict() for c in message.components]
    found = []

    def walk(components):
        for component in components:
            found.extend([component["label"]] if "label" in component else [])
            walk(component.get("components", []))

    walk(raw)
    return found


@pytest.fixture
async def open_bot(corpus, tmp_path):
    """Makes the bot over the small sources; each call is the process started anew on the same data."""
    desks = []

    def make(*, limits=None, embedder=None, **options):
        desk = Desk(
            sources_dir=corpus, data_dir=tmp_path / "data", embedder=embedder or HashingEmbedder(),
            limits=limits or Limits(per_user=0, per_guild=0),
        )  # fmt: skip
        desks.append(desk)
        return FootnoteClient(desk, **options)

    yield make
    for desk in desks:
        await desk.close()


@pytest.fixture
async def env(open_bot, request):
    """Discord with the bot in it; the marker ``bot`` takes the bot's options."""
    marker = request.node.get_closest_marker("bot")
    env = Env(open_bot(**(marker.kwargs if marker else {})), settle_timeout=60)
    await env.start()
    await env.settle()
    yield env
    await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def world(env):
    return World(env, env.bot)


@BOTH
async def test_a_mention_is_answered_with_labels_footnotes_and_buttons(world, question, gold, refusal):
    answer = await world.ask(question)
    assert gold in shown(answer)
    assert "[1]" in shown(answer)
    assert {"[1]", "👍", "👎"} <= set(labels(answer))
    assert refusal not in shown(answer)
    assert answer.reference is not None


@BOTH
async def test_a_question_the_sources_are_silent_on_is_refused_in_its_language(world, question, gold, refusal):
    answer = await world.ask("怎么做红烧肉?" if question == ZH else "Who won the chess championship of Atlantis?")
    assert refusal in shown(answer)
    assert "[1]" not in labels(answer)


@BOTH
async def test_a_direct_message_is_answered(world, question, gold, refusal):
    await world.mei.send_dm(question)
    assert gold in shown(world.mei.user.dm_channel.last_message)


@BOTH
async def test_the_ask_command_answers_and_can_be_private(world, question, gold, refusal):
    public = await world.mei.slash(world.channel, "ask", question=question)
    private = await world.mei.slash(world.channel, "ask", question=question, private=True)
    assert (public.response.ephemeral, private.response.ephemeral) == (False, True)
    assert gold in shown(public.response)
    assert gold in shown(private.response)


async def test_the_ask_command_answers_from_one_source_and_in_the_language_asked_for(world):
    choices = await world.mei.autocomplete(world.channel, "ask", "source", "青石", question=ZH)
    assert [choice["value"] for choice in choices] == ["bridge.txt"]
    silent = await world.mei.slash(world.channel, "ask", question=ZH, source="tea.txt")
    assert "没有提到" in shown(silent.response)
    english = await world.mei.slash(world.channel, "ask", question=ZH, language="en")
    assert "In the sources' own words, which are Chinese" in shown(english.response)
    unknown = await world.mei.slash(world.channel, "ask", question=ZH, source="没有这个")
    assert "没有“没有这个”这个来源" in shown(unknown.response)


async def test_what_is_not_addressed_to_the_bot_is_left_alone(world):
    await world.mei.send(world.channel, EN)
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.bot.user.mention} {EN}")
    assert all(message.author.id != world.bot.user.id for message in world.channel.history())


async def test_a_mention_without_a_question_is_told_how_to_ask(world):
    assert "/help" in shown(await world.ask(""))


@BOTH
async def test_a_footnote_opens_the_passage_with_the_quoted_words_marked_for_the_asker_alone(
    world, question, gold, refusal
):
    opened = await world.mei.click(await world.ask(question), label="[1]")
    assert opened.response.ephemeral
    marked = re.findall(r"\*\*(.+?)\*\*", shown(opened.response))
    assert any(gold in words for words in marked)


async def test_a_passage_can_be_read_on_to_both_sides(world, corpus):
    long = "\n\n".join(
        f"第{n}段讲的是第{n}件事情，它发生在很久以前的一个小镇上，没有人记得清楚细节。" for n in range(200)
    )
    (corpus / "long.txt").write_text(f"长卷\n\n{long}\n\n翡翠塔高达77米。\n\n{long}\n", "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    opened = await world.mei.click(await world.ask("翡翠塔高多少米?"), label="[1]")
    first = shown(opened.response)
    turned = await world.mei.click(opened.response, label="后文 ▶")
    assert "77米" in first
    assert shown(turned.response) != first
    assert "77米" not in shown(turned.response)
    back = await world.mei.click(turned.response, label="◀ 前文")
    assert shown(back.response) == first


async def test_buttons_still_work_after_a_restart(world, open_bot):
    answer = await world.ask(ZH)
    fresh = open_bot()
    await world.env.restart_bot(fresh)
    opened = await world.mei.click(answer, label="[1]")
    assert "186米" in shown(opened.response)
    voted = await world.mei.click(answer, label="👍")
    assert "谢谢" in shown(voted.response) or "Thank you" in shown(voted.response)


async def test_commands_are_made_known_once_however_often_the_bot_starts(world, open_bot):
    for _ in range(5):
        await world.env.restart_bot(open_bot())
    assert sum(r.method == "PUT" and r.path.endswith("/commands") for r in world.env.http_requests) == 1


async def test_a_footnote_of_a_source_that_changed_shows_what_was_cited(world, corpus):
    answer = await world.ask(ZH)
    (corpus / "bridge.txt").write_text("青石桥的故事\n\n现在这里什么都没有了。\n", "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    opened = await world.mei.click(answer, label="[1]")
    assert "186米" in shown(opened.response)
    assert "来源之后有改动" in shown(opened.response)


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
    sent = [json.loads(json.dumps(r.json)) for r in world.writes() if r.json and "components" in json.dumps(r.json)]
    payloads = [r.get("data", r) for r in sent]
    assert payloads
    assert all(p.get("allowed_mentions", {}).get("parse") == [] for p in payloads)


async def test_the_message_menu_asks_and_checks(world):
    message = await world.mei.send(world.channel, "青石桥全长186米。今天天气很好。")
    asked = await world.mei.context_menu(world.channel, "Ask about this", message)
    assert "186米" in shown(asked.response)
    checked = await world.mei.context_menu(world.channel, "Check against the sources", message)
    everything = "\n".join(map(shown, [checked.response, *checked.followups]))
    assert "> 青石桥全长186米。" in everything
    assert "没有提到" in everything


async def test_the_other_language_and_a_wider_search_are_a_button_away(world):
    answer = await world.ask(ZH)
    other = await world.mei.click(answer, label="In English")
    assert "which are Chinese" in shown(other.response)
    wider = await world.mei.click(answer, label="扩大范围")
    assert wider.response.ephemeral
    assert "最接近的段落" in shown(wider.response)


async def test_only_who_asked_or_may_manage_messages_can_delete(world):
    answer = await world.ask(EN)
    other = world.guild.add_member(world.env.create_user("eve"))
    assert "Only who asked" in shown((await other.click(answer, label="Delete")).response)
    assert answer.id in [m.id for m in world.channel.history()]
    await world.mei.click(answer, label="Delete")
    assert answer.id not in [m.id for m in world.channel.history()]


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


async def test_sources_search_and_help_look_around(world):
    listed = await world.mei.slash(world.channel, "sources")
    assert "Night clinic" in shown(listed.response)
    assert "3 sources" in shown(listed.response)
    found = await world.mei.slash(world.channel, "search", query="青石桥")
    assert "青石桥全长186米" in shown(found.response)
    assert "/ask" in shown((await world.mei.slash(world.channel, "help")).response)


async def test_members_cannot_use_admin_commands_and_every_use_is_logged(world, caplog):
    with pytest.raises(SetupError):
        await world.mei.slash(world.channel, "admin status")
    status = await world.ada.slash(world.channel, "admin status")
    assert "3 sources" in shown(status.response)
    assert "uses /admin status" in caplog.text


@pytest.mark.bot(admin_roles=[1])
async def test_somebody_let_through_by_the_server_is_still_checked(world):
    refused = await world.ada.slash(world.channel, "admin status")
    assert "Only those who manage this server" in shown(refused.response)
    assert len(world.env.errors) == 1


async def test_a_follow_up_by_reply_or_in_a_thread_knows_what_came_before_and_nobody_elses(world):
    first = await world.ask("How many tea houses does Brindle have?")
    follow = await world.ask("When did the oldest of them open?", reply_to=first)
    assert "1911" in shown(follow)
    eve = world.guild.add_member(world.env.create_user("eve"))
    await eve.send(world.channel, f"{world.bot.user.mention} and the oldest?", reply_to=first)
    assert world.bot.desk.records.of_message(world.channel.last_message.id).place.user_id == eve.id


@pytest.mark.bot(limits=Limits(per_user=2, per_guild=0))
@BOTH
async def test_whoever_asks_too_often_is_told_how_long_to_wait(world, question, gold, refusal):
    await world.ask(question)
    await world.ask(question)
    assert re.search(r"in \d+ seconds|在 \d+ 秒后", shown(await world.ask(question)))
    eve = world.guild.add_member(world.env.create_user("eve"))
    asked = await eve.slash(world.channel, "ask", question=question)
    assert gold in shown(asked.response)


@pytest.mark.bot(reads_channels=True)
async def test_every_message_in_an_ask_channel_is_answered_and_forum_posts_too(world):
    forum = world.guild.create_forum_channel("forum")
    for channel in (world.channel, forum):
        await world.ada.slash(world.channel, "admin channel", channel=channel)
    await world.mei.send(world.channel, ZH)
    assert "186米" in shown(world.channel.last_message)
    await world.ada.slash(world.channel, "admin channel", channel=world.channel, answers=False)
    count = len(world.channel.history())
    await world.mei.send(world.channel, ZH)
    assert len(world.channel.history()) == count + 1


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


@BOTH
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_an_answer_survives_discord_failing(world, status, question, gold, refusal):
    world.env.inject_error("POST", "/channels/*/messages", status=status, times=2)
    assert gold in shown(await world.ask(question))
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=status, times=2)
    asked = await world.mei.slash(world.channel, "ask", question=question)
    assert gold in shown(asked.response)


async def test_an_interaction_whose_token_ran_out_is_answered_in_the_channel(world):
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=401, code=50027)
    await world.mei.slash(world.channel, "ask", question=ZH)
    assert "186米" in shown(world.channel.last_message)


async def test_where_the_bot_may_not_write_the_answer_comes_directly(world):
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await world.ask(ZH)
    texts = [shown(message) for message in world.mei.user.dm_channel.history()]
    assert "我不能在" in texts[0]
    assert "186米" in texts[1]


async def test_a_channel_deleted_in_mid_question_ends_quietly(world, caplog):
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=404, code=10003)
    await world.ask(ZH)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@BOTH
async def test_what_was_not_foreseen_gives_a_reference_that_the_log_has(world, caplog, question, gold, refusal):
    world.bot.desk._answers.ask = None
    told = shown(await world.ask(question))
    reference = re.search(r"[0-9a-f]{8}", told).group()
    assert f"failure {reference}" in caplog.text
    assert "unexpected" in told or "意外" in told
    status = await world.ada.slash(world.channel, "admin status")
    assert reference in shown(status.response)


@pytest.mark.parametrize(
    ("question", "said"), [("?!", "at most 2000"), ("？！？！ 。", "at most"), ("🙂🙂", "at most")]
)
async def test_a_question_without_words_is_told_so(world, question, said):
    assert said in shown(await world.ask(question)).replace(",", "")


@pytest.mark.parametrize("full", [False, True], ids=["changes", "full"])
async def test_a_reindex_shows_what_will_change_moves_a_bar_and_reports(world, corpus, full):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    result = await world.ada.slash(world.channel, "admin reindex", full=full)
    steps = [json.dumps(r.json, ensure_ascii=False) for r in world.writes()]
    assert any("░" in step or "█" in step for step in steps)
    assert any("Would be" in step for step in steps)
    report = shown(result.response)
    assert ("1 added" in report) or full
    assert "Not read: bad.txt" in report
    assert "12 acres" in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_a_dry_run_changes_nothing(world, corpus):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    result = await world.ada.slash(world.channel, "admin reindex", **{"dry-run": True})
    assert "Would be: 1 added" in shown(result.response)
    assert result.response.ephemeral
    assert "12 acres" not in shown(await world.ask("How many acres does the moss garden of Brindle cover?"))


async def test_an_upload_is_named_safely_kept_in_the_guilds_folder_and_removed_again(world, corpus):
    taken = await world.ada.slash(
        world.channel, "admin add", file=("../../etc/My file?.TXT", b"Fen\n\nThe Fen library has 88 maps.\n")
    )
    source_id = f"{world.guild.id}/My file.txt"
    assert source_id in shown(taken.response)
    assert (corpus / source_id).is_file()
    await world.ada.slash(world.channel, "admin reindex")
    assert "88 maps" in shown(await world.ask("How many maps does the Fen library have?"))
    await world.ada.slash(world.channel, "admin remove", source=source_id)
    assert not (corpus / source_id).exists()
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
    assert "no file" in shown((await world.ada.context_menu(world.channel, "Add to the sources", bare)).response)


async def test_forget_lets_the_next_question_start_afresh(world):
    first = await world.ask("How many tea houses does Brindle have?")
    assert "starts afresh" in shown((await world.mei.slash(world.channel, "forget")).response)
    assert (
        world.bot.desk.records.in_chain(world.bot.desk.records.of_message(first.id), user_id=world.mei.id, limit=5)
        == []
    )
    assert "nothing to forget" in shown((await world.mei.slash(world.channel, "forget")).response)


async def test_whoever_asks_first_is_told_that_the_model_is_loading_and_answered_in_the_same_place(world):
    world.bot.desk.is_ready = False
    before = len(world.channel.history())
    answer = await world.ask(ZH)
    assert len(world.channel.history()) == before + 2
    first = next(r.json for r in world.writes(r"/channels/\d+/messages") if r.json)
    assert "正在加载模型" in json.dumps(first, ensure_ascii=False)
    assert "186米" in shown(answer)
    world.bot.desk.is_ready = False
    assert "186米" in shown((await world.mei.slash(world.channel, "ask", question=ZH)).response)


async def test_a_second_reindex_is_told_that_one_is_running_and_answers_go_on(world, corpus):
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    embedder = world.bot.desk.rebuilding._embedder
    world.bot.desk.rebuilding._embedder = Gated(embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex())
    await asyncio.sleep(0.2)
    told = await world.ada.slash(world.channel, "admin reindex")
    assert "going on already" in shown(told.response)
    assert "42" in shown(await world.ask(EN))
    gate.set()
    assert (await running).added == ("new.txt",)


async def test_the_report_of_a_reindex_does_not_need_the_token_that_runs_out(world, corpus):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    await world.ada.slash(world.channel, "admin reindex")
    last = world.writes()[-1]
    assert last.path.startswith(f"/channels/{world.channel.id}/messages/")
    assert "1 added" in json.dumps(last.json)


async def test_a_report_whose_message_was_deleted_is_sent_anew(world, corpus):
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008, times=None)
    await world.ada.slash(world.channel, "admin reindex")
    assert "1 added" in shown(world.channel.last_message)


@BOTH
@pytest.mark.parametrize("point", ["load", "embed", "store", "swap"])
async def test_wherever_a_reindex_breaks_the_admin_is_told_and_the_old_index_answers(
    world, corpus, monkeypatch, point, question, gold, refusal
):  # fmt: skip
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")

    def broken(*_args, **_kwargs):
        raise OSError("the disk is gone")

    where = {
        "load": "index.opening.load_sources",
        "store": "index.store.ChromaStore.put",
        "swap": "index.opening.make_current",
    }
    if point == "embed":
        monkeypatch.setattr(HashingEmbedder, "embed_documents", broken)
    else:
        monkeypatch.setattr(where[point], broken)
    result = await world.ada.slash(world.channel, "admin reindex", full=True)
    told = "\n".join(shown(m) for m in world.channel.history())
    assert "reference" in told
    assert result.acknowledged
    monkeypatch.undo()
    assert gold in shown(await world.ask(question))


async def test_only_admins_can_cancel_a_reindex_and_what_was_done_is_kept(world, corpus):
    gate = threading.Event()
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.bot.desk.rebuilding._embedder = Gated(world.bot.desk.rebuilding._embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex(full=True))
    await asyncio.sleep(0.2)
    channel = world.bot.get_partial_messageable(world.channel.id)
    message = await channel.send(view=view(progress_card(1, 4, 7, open_strings("en"))))
    assert "Only those who manage" in shown((await world.mei.click(message, label="Cancel")).response)
    assert world.bot.desk.rebuilding.is_running
    assert "Stopping" in shown((await world.ada.click(message, label="Cancel")).response)
    gate.set()
    with pytest.raises(ReindexStoppedError):
        await running
    assert "42" in shown(await world.ask(EN))


class Gated:
    """An embedder that embeds documents only once ``gate`` is open."""

    def __init__(self, embedder, gate):
        self._embedder = embedder
        self._gate = gate

    def __getattr__(self, name):
        return getattr(self._embedder, name)

    def embed_documents(self, texts):
        self._gate.wait(30)
        return self._embedder.embed_documents(texts)


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


async def thread_of(world, name):
    channel = world.bot.get_channel(world.channel.id)
    await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
    await world.env.settle()
    return world.channel.threads[-1]


@pytest.mark.bot(reads_channels=True)
async def test_in_a_thread_of_an_ask_channel_follow_ups_know_the_askers_own_questions(world):
    await world.ada.slash(world.channel, "admin channel", channel=world.channel)
    thread = await thread_of(world, "tea")
    await world.mei.send(thread, "How many tea houses does Brindle have?")
    assert "42" in shown(thread.last_message)
    eve = world.guild.add_member(world.env.create_user("eve"))
    await eve.send(thread, "青石桥全长多少米?")
    await world.mei.send(thread, "When did the oldest of them open?")
    assert "1911" in shown(thread.last_message)
    await world.mei.send(thread, "用中文")
    assert "以下是来源的英文原文" in shown(thread.last_message)


@pytest.mark.parametrize(
    "sentence",
    ["青石桥的石狮子各不相同，见原文第{n}条。", "The lions of the bridge all differ, see line {n}. "],
    ids=["zh", "en"],
)
async def test_an_answer_longer_than_a_message_goes_on_in_the_next(world, sentence):
    text = "".join(sentence.format(n=n) for n in range(500))
    world.bot.desk._answers.ask = lambda question, **_: Answer(question, "zh", text, (), (), "extractive")
    await world.ask("石狮子?")
    result = await world.mei.slash(world.channel, "ask", question="石狮子?")
    said = [shown(m) for m in world.channel.history() if m.author.id == world.bot.user.id and m.id < result.response.id]
    cards = [shown(result.response), *map(shown, result.followups)]
    assert len(cards) > 2
    for texts in (said, cards):
        assert all(len(card.encode()) <= 9_900 and len(card) <= 4_000 for card in texts)
        assert "".join("".join(texts).split()) == "".join(text.split())
    assert labels(result.followups[-1])
    assert not labels(result.response)


async def test_a_question_in_the_middle_of_a_full_reindex_is_answered_from_what_there_was(world, corpus):
    for path in corpus.glob("*.txt"):
        path.unlink()
    gate = threading.Event()
    world.bot.desk.rebuilding._embedder = Gated(world.bot.desk.rebuilding._embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex(full=True))
    await asyncio.sleep(0.2)
    assert "186米" in shown(await world.ask(ZH))
    gate.set()
    await running
    assert "没有提到" in shown(await world.ask(ZH))


async def test_closing_the_bot_lets_go_of_threads_and_state(open_bot):
    before = threading.active_count()
    bot = open_bot()
    await bot.desk.warm()
    assert "42" in (await bot.desk.ask(EN, Place(1, 2, 3))).text
    await bot.close()
    await bot.close()
    with pytest.raises(RuntimeError):
        await bot.desk.search(EN, guild_id=1)
    assert not [
        thread for thread in threading.enumerate() if thread.name.startswith(("asking", "reading", "memory", "reindex"))
    ]
    assert threading.active_count() <= before + 2  # asyncio keeps threads of its own


@pytest.fixture
def speak(monkeypatch):
    """Sets the language of everybody's Discord: the simulator's is always English."""
    payload = simcord.interactions.base_payload

    def set_locale(locale):
        def localized(*args, **options):
            record, made = payload(*args, **options)
            return record, made | {"locale": str(locale)}

        monkeypatch.setattr(simcord.interactions, "base_payload", localized)

    return set_locale


SUMMED_UP = pytest.mark.parametrize(
    ("topic", "said", "heading", "silent_on", "silence"),
    [
        (
            "tea houses",
            "1911 under Mira Okafor",
            "Summary",
            "chess in Atlantis",
            "The sources are silent on this",
        ),
        ("青石桥", "186米", "摘要", "火星上的葡萄酒", "来源里没有谈到这个话题"),
    ],
    ids=["en", "zh"],
)


@SUMMED_UP
async def test_a_topic_is_summed_up_in_its_language_or_the_sources_are_silent_on_it(
    world, topic, said, heading, silent_on, silence
):
    summed = await world.mei.slash(world.channel, "summary", topic=topic)
    assert said in shown(summed.response)
    assert f"**{heading}" in shown(summed.response)
    assert {"[1]", "👍", "👎"} <= set(labels(summed.response))
    assert not summed.response.ephemeral
    silent = await world.mei.slash(world.channel, "summary", topic=silent_on, private=True)
    assert silence in shown(silent.response)
    assert "[1]" not in labels(silent.response)
    assert silent.response.ephemeral


@SUMMED_UP
async def test_a_footnote_of_a_summary_opens_its_passage_also_after_a_restart(
    world, open_bot, topic, said, heading, silent_on, silence
):
    summed = await world.mei.slash(world.channel, "summary", topic=topic, length=1)
    (point,) = re.findall(r"• (.+?)[.。] ?\[1\]", shown(summed.response))
    opened = await world.mei.click(summed.response, label="[1]")
    assert opened.response.ephemeral
    await world.env.restart_bot(open_bot())
    again = await world.mei.click(summed.response, label="[1]")
    for passage in (opened, again):
        assert any(point in words for words in re.findall(r"\*\*(.+?)\*\*", shown(passage.response)))
    wider = await world.mei.click(summed.response, label="Search wider" if heading == "Summary" else "扩大范围")
    assert wider.response.ephemeral


@pytest.mark.parametrize(
    ("locale", "title", "said", "other", "note"),
    [
        (discord.Locale.american_english, "Night clinic", "12 beds", "用中文", "夜间诊所有12张床位"),
        (discord.Locale.chinese, "Night clinic", "夜间诊所有12张床位", "In English", "12 beds"),
        (discord.Locale.chinese, "bridge.txt", "186米", "In English", "What is only in Chinese is quoted as it stands"),
    ],
    ids=["en", "zh", "zh-only"],
)
async def test_a_source_is_summed_up_in_the_askers_language_and_the_other_is_a_button_away(
    world, speak, locale, title, said, other, note
):
    speak(locale)
    summed = await world.mei.slash(world.channel, "summary", source=title)
    assert said in shown(summed.response)
    assert "Search wider" not in labels(summed.response)
    fresh = await world.mei.click(summed.response, label=other)
    assert note in shown(fresh.response)


async def test_all_sources_are_summed_up_a_topic_within_one_of_them_and_in_the_language_asked_for(world, corpus):
    choices = await world.mei.autocomplete(world.channel, "summary", "source", "青石")
    assert [choice["value"] for choice in choices] == ["bridge.txt"]
    everything = await world.mei.slash(world.channel, "summary", length=3)
    assert "all sources" in shown(everything.response)
    assert {"[1]", "[2]", "[3]"} <= set(labels(everything.response))
    within = await world.mei.slash(world.channel, "summary", topic="青石桥", source="tea.txt")
    assert "没有谈到" in shown(within.response)
    chinese = await world.mei.slash(world.channel, "summary", source="tea.txt", language="zh")
    assert "只有英文的内容按原文引用" in shown(chinese.response)
    rows = "".join(f"The lamp of house {n} was lit by the keeper of the {n}th gate.\n\n" for n in range(9))
    (corpus / "lamps.txt").write_text(f"Lamps\n\n{rows}")
    await world.ada.slash(world.channel, "admin reindex")
    many = await world.mei.slash(world.channel, "summary", length=20)
    assert "[6]" in shown(many.response)
    assert "[6]" not in labels(many.response)  # in a menu


@pytest.mark.parametrize(
    ("locale", "topic", "unknown", "said", "wordless"),
    [
        (discord.Locale.american_english, "tea", "Nowhere", "There is no source “Nowhere”", "in at most"),
        (discord.Locale.chinese, "茶", "没有这个", "没有“没有这个”这个来源", "个字符"),
    ],
    ids=["en", "zh"],
)
async def test_a_summary_of_what_is_not_there_is_refused_in_the_askers_language(
    world, speak, locale, topic, unknown, said, wordless
):
    speak(locale)
    for options in ({}, {"topic": topic}):
        refused = await world.mei.slash(world.channel, "summary", source=unknown, **options)
        assert said in shown(refused.response)
    refused = await world.mei.slash(world.channel, "summary", topic="？！")
    assert wordless in shown(refused.response)


@BOTH
async def test_a_follow_up_on_a_summary_knows_its_topic_and_one_without_is_no_question(world, question, gold, refusal):
    summed = await world.mei.slash(world.channel, "summary")
    assert gold in shown(await world.ask(question, reply_to=summed.response))


async def test_a_guilds_own_sources_are_summed_up_for_it_alone(world, corpus):
    other = world.env.create_guild("Second")
    channel = other.create_text_channel("general")
    eve = other.add_member(world.env.create_user("eve"))
    folder = corpus / str(world.guild.id)
    folder.mkdir()
    (folder / "secret.txt").write_text("Vault\n\nThe vault of Marrow holds 9017 golden spoons in a cellar of oak.\n")
    await world.ada.slash(world.channel, "admin reindex")
    topic = "golden spoons in the vault of Marrow"
    for options in ({"topic": topic}, {"source": "Vault"}, {"length": 20}):
        own = await world.mei.slash(world.channel, "summary", **options)
        assert "9017" in shown(own.response)
        foreign = await eve.slash(channel, "summary", **options)
        assert "9017" not in "\n".join(map(shown, [foreign.response, *foreign.followups]))
    assert await eve.autocomplete(channel, "summary", "source", "Vault") == []
    asked = await eve.slash(channel, "summary", source=f"{world.guild.id}/secret.txt")
    assert "There is no source" in shown(asked.response)
    for path in corpus.glob("*.*"):
        path.unlink()
    await world.ada.slash(world.channel, "admin reindex")
    nothing = await eve.slash(channel, "summary")
    assert "nothing to sum up" in shown(nothing.response)


async def test_a_state_file_of_before_there_were_summaries_is_read(open_bot, tmp_path):
    state = open_state(tmp_path / "data" / "discord.sqlite3")
    state.execute("ALTER TABLE answers DROP COLUMN sentences")
    state.close()
    desk = open_bot().desk
    await desk.warm()
    record = await desk.sum_up("青石桥", Place(1, 2, 3), sentences=2, language="zh")
    assert await desk.record(record.id, guild_id=1) == record
    assert record.sentences == 2
