"""Written answers in an in-process Discord, from a chat model on loopback that follows a script."""

import asyncio
import threading
from contextlib import asynccontextmanager

import discord
import pytest
from simcord.env import Env

from bot.answers import Asker
from bot.evidence.claims import ClaimChecker
from bot.memory.spending import TokenBudget
from bot.writing.author import Author
from bot.writing.digester import Digester
from bot.writing.writer import Writer
from discord_world import EN, ZH, World, shown
from index import IndexSettings, open_coverage, open_names
from model_server import KEY, Script, error
from second_reader import SecondReader

EN_WRITTEN, ZH_WRITTEN = "There are 42 tea houses in Brindle [1].", "青石桥全长186米[1]。"
WRITTEN = pytest.mark.parametrize(
    ("question", "written", "gold"),
    [(EN, EN_WRITTEN, "42 tea houses in Brindle"), (ZH, ZH_WRITTEN, "186米")],
    ids=["en", "zh"],
)


@pytest.fixture(scope="module")
def claim_checker(cache_dir):
    with (
        open_names(IndexSettings(cache_dir=cache_dir)) as names,
        open_coverage(IndexSettings(cache_dir=cache_dir)) as coverage,
    ):
        yield ClaimChecker(names=names, coverage=coverage)


@pytest.fixture
def writing(open_bot, model_server, open_model, claim_checker, dictionary):
    """Opens Discord with a bot whose chat model follows a script."""

    @asynccontextmanager
    async def make(*script, budget=None, asks_twice=False, **options):
        model_server.plays(*script)
        writer = Writer(open_model(**options))
        author, digester = (
            Author(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
            Digester(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
        )
        bot = open_bot(author=author, digester=digester, budget=budget)
        await bot.desk.warm()  # the simulator gives a bot five seconds to log in
        env = Env(bot, settle_timeout=60, shard_count=1)
        await env.start()
        await env.settle()
        yield World(env, env.bot)
        await env.shutdown()

    return make


@WRITTEN
async def test_a_written_answer_takes_the_place_of_its_draft(writing, question, written, gold):
    async with writing(Script(written, pieces=2, pause=0.03)) as world:
        answer = await world.ask(question)
        assert gold in shown(answer)
        assert "[1]" in shown(answer)
        assert not any(word in shown(answer) for word in ("Draft", "草稿"))
        assert len([m for m in world.channel.history() if m.author.id == world.bot.user.id]) == 1
        drafts = [r for r in world.writes() if any(word in str(r.json) for word in ("Draft", "草稿"))]
        assert drafts


@pytest.mark.parametrize(
    ("question", "draft", "denied", "kept", "locale", "why"),
    [(EN, "There are 42 tea houses in Brindle [1]. The oldest of them opened in 1911 [1].", "1911", "42", "american_english", "second opinion"),
     (ZH, "青石桥全长186米[1]。桥上有二十四只石狮子[1]。", "石狮子", "186", "chinese", "复核")],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_sentence_that_the_second_opinion_denies_stays_in_no_message(
    writing, model_server, speak, question, draft, denied, kept, locale, why
):
    async with writing(asks_twice=True) as world:
        model_server.answer = SecondReader(draft, denies=[denied])
        answer = await world.ask(question)
        assert kept in shown(answer).partition("\n-#")[0]
        assert not any(word in shown(answer) for word in ("Draft", "草稿"))
        messages = [m for m in world.channel.history() if m.author.id == world.bot.user.id]
        assert not any(f"{draft.split('[1]')[1].strip(' .。')}" in shown(message) for message in messages)
        speak(getattr(discord.Locale, locale))
        told = await world.ada.slash(world.channel, "admin why", message=str(answer.id))
        assert any(why in line and denied in line for line in shown(told.response).splitlines())


@WRITTEN
async def test_a_figure_the_source_does_not_give_is_not_shown(writing, question, written, gold):
    altered = written.replace("42", "43").replace("186", "187")
    async with writing(altered) as world:
        answer = await world.ask(question)
        assert not any(figure in shown(answer) for figure in ("43", "187"))


@WRITTEN
async def test_where_the_model_fails_the_sources_are_quoted_and_nobody_sees_the_key(writing, question, written, gold):
    async with writing(error(500)) as world:
        answer = await world.ask(question)
        assert gold[:2] in shown(answer)
        assert "[1]" in shown(answer)
        assert KEY not in str([r.json for r in world.env.http_requests])


@WRITTEN
async def test_who_used_up_the_tokens_of_the_day_gets_quotes(writing, model_server, question, written, gold):
    async with writing(written, budget=TokenBudget(per_user=100)) as world:
        await world.ask(question)
        asked = len(model_server.requests)
        answer = await world.ask(question + " ")
        assert len(model_server.requests) == asked
        assert ("Today's budget" if question == EN else "今天的写作额度") in shown(answer)


async def test_the_same_question_is_written_once_and_anew_after_a_reindex(writing, model_server, corpus):
    async with writing(EN_WRITTEN) as world:
        first, again = await world.ask(EN), await world.ask(EN.upper())
        assert len(model_server.requests) == 1
        assert "42" in shown(first)
        assert "42" in shown(again)
        (corpus / "moss.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n", "utf-8")
        await world.bot.desk.reindex()
        await world.ask(EN)
        assert len(model_server.requests) == 2


async def test_a_model_asked_without_evidence_is_not_asked_at_all(writing, model_server):
    async with writing(EN_WRITTEN) as world:
        await world.ask("Who won the chess championship of Atlantis?")
        assert model_server.requests == []


@pytest.mark.parametrize(
    ("locale", "tokens", "cost"),
    [("en-US", "120 tokens", "cost 1"), ("zh-CN", "120 个词元", "费用 1")],
    ids=["en", "zh"],
)
async def test_admins_see_what_the_model_cost(writing, speak, locale, tokens, cost):
    speak(locale)
    async with writing(EN_WRITTEN, budget=TokenBudget(price_read=10_000, price_written=0)) as world:
        await world.ask(EN)
        status = await world.ada.slash(world.channel, "admin status")
        assert "scripted" in shown(status.response)
        assert tokens in shown(status.response)
        assert cost in shown(status.response)


@pytest.mark.parametrize(
    ("asked", "follow_up", "written_out", "gold"),
    [
        (EN, "And how many tea houses did it have in the past?", "How many tea houses does Brindle have?", "42"),
        (ZH, "那它到底多长?", "青石桥全长多少米?", "186米"),
    ],
    ids=["en", "zh"],
)
async def test_a_follow_up_is_searched_for_as_the_model_writes_it_out(
    writing, model_server, asked, follow_up, written_out, gold
):
    answers = {"en": EN_WRITTEN, "zh": ZH_WRITTEN}
    language = "en" if asked == EN else "zh"
    async with writing(answers[language], written_out, answers[language]) as world:
        first = await world.ask(asked)
        again = await world.ask(follow_up, reply_to=first)
        assert gold in shown(again)
        assert "last question" in model_server.prompts[1] or "最后一个问题" in model_server.prompts[1]
        assert written_out in model_server.prompts[2]
        assert len(model_server.requests) == 3


@pytest.mark.parametrize(
    "written_out",
    [
        "Who is Vladimir Atlantov of Moscow?",
        "How many of the 77 tea houses does Brindle have?",
        error(500),
        "说中文",
        "What does the best chocolate cost?",
    ],
    ids=["name", "figure", "failure", "language", "topic"],
)
async def test_what_the_model_puts_into_a_follow_up_that_nobody_said_is_not_searched_for(
    writing, model_server, written_out
):
    def answer(request):
        is_rewriting = "last question" in request["messages"][-1]["content"]
        if is_rewriting:
            return Script(written_out) if isinstance(written_out, str) else written_out
        return Script(EN_WRITTEN)

    async with writing(EN_WRITTEN) as world:
        model_server.answer = answer
        first = await world.ask(EN)
        again = await world.ask("And how many tea houses does it have now?", reply_to=first)
        assert "42" in shown(again)
        assert not any(told in prompt for told in ("Atlantov", "77") for prompt in model_server.prompts)


async def test_those_who_ask_do_not_wait_for_each_others_model(writing, model_server):
    both = threading.Barrier(2)

    def answer(request):
        both.wait(30)  # none is answered before the other has asked
        return Script(EN_WRITTEN if "Brindle have" in request["messages"][-1]["content"] else ZH_WRITTEN)

    async with writing(EN_WRITTEN) as world:
        model_server.answer = answer
        place, other = Asker(world.guild.id, 1, 2), Asker(world.guild.id, 1, 3)
        english, chinese = await asyncio.gather(world.bot.desk.ask(EN, place), world.bot.desk.ask(ZH, other))
        assert (english.engine, chinese.engine) == ("scripted", "scripted")
        assert "42" in english.text
        assert "186" in chinese.text


@pytest.mark.parametrize(
    ("options", "written", "language"),
    [
        ({"source": "tea.txt"}, "- Brindle has 42 tea houses. [1]\n- It has 57 lamps. [1]", "en"),
        ({"topic": "青石桥"}, "- 青石桥全长186米。[1]\n- 桥上有999头狮子。[1]", "zh"),
        ({}, "- Brindle has 42 tea houses. [1]", "en"),
    ],
    ids=["source", "topic", "all"],
)
async def test_a_summary_is_written_and_holds_what_the_sources_bear_out(
    writing, model_server, options, written, language
):
    async with writing(written) as world:
        if not options:
            model_server.answer = lambda request: Script(
                written if "42 tea houses" in request["messages"][-1]["content"] else "NO_ANSWER"
            )
        summed = await world.mei.slash(world.channel, "summary", language=language, **options)
        assert ("42" if language == "en" else "186") in shown(summed.response)
        assert not any(figure in shown(summed.response) for figure in ("57", "999"))
        assert "[1]" in shown(summed.response)
        assert (await world.bot.desk.memory.spent(world.guild.id))[0].tokens


@pytest.mark.parametrize(
    ("language", "source", "budget"),
    [("en", "tea.txt", "Today's budget"), ("zh", "bridge.txt", "今天的写作额度")],
    ids=["en", "zh"],
)
async def test_a_summary_is_quoted_where_the_tokens_of_the_day_are_used_up(
    writing, model_server, language, source, budget
):
    async with writing(EN_WRITTEN, budget=TokenBudget(per_user=100)) as world:
        await world.ask(EN)
        asked = len(model_server.requests)
        summed = await world.mei.slash(world.channel, "summary", source=source, language=language)
        assert len(model_server.requests) == asked
        assert budget in shown(summed.response)
        assert "[1]" in shown(summed.response)
