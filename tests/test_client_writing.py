"""Written answers in an in-process Discord, from a chat model on loopback that follows a script."""

from contextlib import asynccontextmanager

import pytest
from discord_world import EN, ZH, World, shown
from model_server import KEY, Script, error
from simcord.env import Env

from bot.authoring import Author
from bot.grounding import Grounding
from bot.spending import Budget
from bot.writing import Writer
from index import open_names

EN_WRITTEN, ZH_WRITTEN = "There are 42 tea houses in Brindle [1].", "青石桥全长186米[1]。"
WRITTEN = pytest.mark.parametrize(
    ("question", "written", "gold"),
    [(EN, EN_WRITTEN, "42 tea houses in Brindle"), (ZH, ZH_WRITTEN, "186米")],
    ids=["en", "zh"],
)


@pytest.fixture(scope="module")
def grounding(cache_dir):
    with open_names(cache_dir=cache_dir) as names:
        yield Grounding(names=names)


@pytest.fixture
def writing(open_bot, model_server, open_model, grounding, dictionary):
    """Opens Discord with a bot whose chat model follows a script."""

    @asynccontextmanager
    async def make(*script, budget=None, **options):
        model_server.plays(*script)
        author = Author(writer=Writer(open_model(**options)), grounding=grounding)
        env = Env(open_bot(author=author, budget=budget), settle_timeout=60)
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
    async with writing(written, budget=Budget(per_user=100)) as world:
        await world.ask(question)
        asked = len(model_server.requests)
        answer = await world.ask(question + " ")
        assert len(model_server.requests) == asked
        assert any(told in shown(answer) for told in ("budget", "额度"))


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


async def test_admins_see_what_the_model_cost(writing):
    async with writing(EN_WRITTEN, budget=Budget(price_read=10_000, price_written=0)) as world:
        await world.ask(EN)
        status = await world.ada.slash(world.channel, "admin status")
        assert "scripted" in shown(status.response)
        assert "120 tokens" in shown(status.response)
        assert "cost 1" in shown(status.response)
