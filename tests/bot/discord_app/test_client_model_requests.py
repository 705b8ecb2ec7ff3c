"""When a bot in an in-process Discord asks its chat model, for what, and what that costs."""

import asyncio
import threading

import pytest

from bot.answers import Asker
from bot.memory.spending import TokenBudget
from discord_world import EN, ZH, shown
from model_server import Script, error
from written_world import EN_WRITTEN, WRITTEN, ZH_WRITTEN


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
