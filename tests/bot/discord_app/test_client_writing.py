"""Written answers and summaries in an in-process Discord, from a chat model on loopback that follows a script."""

import discord
import pytest

from discord_world import EN, ZH, shown
from model_server import KEY, Script, error
from second_reader import SecondReader
from written_world import WRITTEN


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
