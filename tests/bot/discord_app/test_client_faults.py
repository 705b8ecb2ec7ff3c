"""What goes wrong on Discord ends in a stated outcome, and nothing is lost."""

import asyncio
import json
import re
import threading

import pytest

from bot.answering.pending import Pending
from bot.answers import Answer, Asker
from bot.service.rate_limits import Limits
from discord_world import BOTH, EN, IN_BOTH, Gated, labels, shown
from embedders import HashingEmbedder

ADDED = {"en-US": "1 added", "zh-CN": "新增 1"}
BOTH_SENTENCES = pytest.mark.parametrize(
    "sentence",
    ["青石桥的石狮子各不相同，见原文第{n}条。", "The lions of the bridge all differ, see line {n}. "],
    ids=["zh", "en"],
)


@pytest.mark.bot(limits=Limits(per_user=2, per_community=0))
@BOTH
async def test_whoever_asks_too_often_is_told_how_long_to_wait(world, question, gold, refusal):
    await world.ask(question)
    await world.ask(question)
    wait = r"again in \d+ seconds" if question == EN else r"在 \d+ 秒后再问"
    assert re.search(wait, shown(await world.ask(question)))
    eve = world.guild.add_member(world.env.create_user("eve"))
    asked = await eve.slash(world.channel, "ask", question=question)
    assert gold in shown(asked.response)


@BOTH
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_an_answer_survives_discord_failing(world, status, question, gold, refusal):
    world.env.inject_error("POST", "/channels/*/messages", status=status, times=2)
    assert gold in shown(await world.ask(question))
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=status, times=2)
    asked = await world.mei.slash(world.channel, "ask", question=question)
    assert gold in shown(asked.response)


@BOTH
async def test_an_interaction_whose_token_ran_out_is_answered_in_the_channel(world, question, gold, refusal):
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=401, code=50027)
    await world.mei.slash(world.channel, "ask", question=question)
    assert gold in shown(world.channel.last_message)


@BOTH
async def test_where_the_bot_may_not_write_the_answer_comes_directly(world, question, gold, refusal):
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await world.ask(question)
    texts = [shown(message) for message in world.mei.user.dm_channel.history()]
    assert ("I am not allowed to write in" if question == EN else "我不能在") in texts[0]
    assert gold in texts[1]


@BOTH
async def test_a_channel_deleted_in_mid_question_ends_quietly(world, caplog, question, gold, refusal):
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=404, code=10003)
    await world.ask(question)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@BOTH
async def test_what_was_not_foreseen_gives_a_reference_that_the_log_has(world, caplog, question, gold, refusal):
    world.bot.desk._library.ask = None
    told = shown(await world.ask(question))
    assert ("Something unexpected" if question == EN else "出现意外错误") in told
    reference = re.search(r"[0-9a-f]{8}", told).group()
    assert f"failure {reference}" in caplog.text
    status = await world.ada.slash(world.channel, "admin status")
    assert reference in shown(status.response)


@pytest.mark.parametrize(
    ("question", "said"),
    [("?!", "no words in that"), ("？！？！ 。", "没有可以搜索的文字"), ("🙂🙂", "no words in that")],
)
async def test_a_question_without_words_is_told_so(world, question, said):
    assert said in shown(await world.ask(question))


async def test_a_question_of_too_many_words_is_told_their_number_the_limit_and_the_remedy(world):
    """Those of English are too many characters first: see the test of posts."""
    question = "青石桥全长多少米？" * 126
    refused = await world.ask(question)
    message = await world.mei.send(world.channel, question)
    asked_about = await world.mei.context_menu(world.channel, "Ask about this", message)
    for text in (shown(refused), shown(asked_about.response)):
        for part in ("1008 个字", "最多能搜索 1000 个", "请缩短后再试"):
            assert part in text.replace(",", "")


@BOTH
async def test_whoever_asks_first_is_told_that_the_model_is_loading_and_answered_in_the_same_place(
    world, question, gold, refusal
):
    world.bot.desk.is_ready = False
    before = len(world.channel.history())
    answer = await world.ask(question)
    assert len(world.channel.history()) == before + 2
    first = next(r.json for r in world.writes(r"/channels/\d+/messages") if r.json)
    assert ("still loading my model" if question == EN else "正在加载模型") in json.dumps(first, ensure_ascii=False)
    assert gold in shown(answer)
    world.bot.desk.is_ready = False
    assert gold in shown((await world.mei.slash(world.channel, "ask", question=question)).response)


@IN_BOTH
async def test_the_report_of_a_reindex_does_not_need_the_token_that_runs_out(world, corpus, speak, locale):
    speak(locale)
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    await world.ada.slash(world.channel, "admin reindex", private=False)
    last = world.writes()[-1]
    assert last.path.startswith(f"/channels/{world.channel.id}/messages/")
    assert ADDED[locale] in json.dumps(last.json, ensure_ascii=False)


@IN_BOTH
async def test_a_report_whose_message_was_deleted_is_sent_anew(world, corpus, speak, locale):
    speak(locale)
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008, times=None)
    await world.ada.slash(world.channel, "admin reindex", private=False)
    assert ADDED[locale] in shown(world.channel.last_message)


@BOTH
@pytest.mark.parametrize("point", ["load", "embed", "store", "swap"])
async def test_wherever_a_reindex_breaks_the_admin_is_told_and_the_old_index_answers(
    world, corpus, monkeypatch, point, question, gold, refusal
):  # fmt: skip
    (corpus / "new.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n")

    def broken(*_args, **_kwargs):
        raise OSError("the disk is gone")

    where = {
        "load": "index.build.read_folder",
        "store": "index.storage.chroma.ChromaStore.put",
        "swap": "index.build.make_current",
    }
    if point == "embed":
        monkeypatch.setattr(HashingEmbedder, "embed_documents", broken)
    else:
        monkeypatch.setattr(where[point], broken)
    world.make_owner(world.ada)
    result = await world.ada.slash(world.channel, "admin reindex", full=True)
    assert "reference" in shown(result.response)
    assert result.acknowledged
    monkeypatch.undo()
    assert gold in shown(await world.ask(question))


def answer_with(world, text):
    world.bot.desk._library.ask = lambda question, _asker, **_: Pending(
        lambda: Answer(question, "zh", text, (), (), "extractive"), asks_model=False
    )


@BOTH_SENTENCES
async def test_an_answer_longer_than_a_message_goes_on_in_the_next_and_has_its_buttons_once(world, sentence):
    text = "".join(
        sentence.format(n=n)
        for n in range(7_500 // (len(sentence.encode()) - len("{n}")) if sentence.isascii() else 400)
    )
    answer_with(world, text)
    await world.ask("石狮子?")
    result = await world.mei.slash(world.channel, "ask", question="石狮子?")
    said = [shown(m) for m in world.channel.history() if m.author.id == world.bot.user.id and m.id < result.response.id]
    cards = [shown(result.response), *map(shown, result.followups)]
    assert 2 <= len(cards) <= 3
    for texts in (said, cards):
        assert all(len(card.encode()) <= 9_950 and len(card) <= 4_000 for card in texts)
        assert all(card.startswith(f"-# ({n}/{len(texts)})") for n, card in enumerate(texts, start=1))
        words = [card.partition("\n")[2] for card in texts]
        assert "".join("".join(words).split()) == "".join(text.split())
    assert labels(result.followups[-1])
    assert not labels(result.response)


@BOTH_SENTENCES
async def test_where_more_than_three_messages_would_follow_one_has_the_whole_answer_as_a_file(world, sentence):
    text = "".join(sentence.format(n=n) for n in range(700))
    answer_with(world, text)
    await world.ask("石狮子?")
    in_channel = world.channel.last_message
    result = await world.mei.slash(world.channel, "ask", question="石狮子?")
    assert not result.followups
    for message in (in_channel, result.response):
        assert len(shown(message)) < 2_500
        assert labels(message)
        (file,) = message.attachments
        assert text in (await file.read()).decode()


@BOTH
async def test_a_question_in_the_middle_of_a_full_reindex_is_answered_from_what_there_was(
    world, corpus, question, gold, refusal
):
    for path in corpus.glob("*.txt"):
        path.unlink()
    gate = threading.Event()
    world.bot.desk.reindexing._embedder = Gated(world.bot.desk.reindexing._embedder, gate)
    running = asyncio.create_task(world.bot.desk.reindex(full=True))
    await asyncio.sleep(0.2)
    assert gold in shown(await world.ask(question))
    gate.set()
    await running
    assert refusal in shown(await world.ask(question))


async def test_closing_the_bot_lets_go_of_threads_and_state(open_bot):
    before = set(threading.enumerate())
    async with open_bot() as bot:
        await bot.desk.warm()
        assert "42" in (await bot.desk.ask(EN, Asker(1, 2, 3))).text
    await bot.close()
    with pytest.raises(asyncio.CancelledError):
        await bot.desk.search(EN, Asker(1, 2, 3))
    left = {thread.name for thread in threading.enumerate() if thread not in before}
    assert not {name for name in left if not name.startswith("asyncio")}  # it keeps threads of its own
