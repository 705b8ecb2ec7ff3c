"""The desk that the settings describe."""

from bot.memory import TokenBudget
from bot.service.desk import Desk
from bot.service.rate_limits import Limits
from bot.settings import BotSettings
from bot.writing import Writers
from index import IndexSettings, open_embedder, open_reranker


def open_desk(settings: BotSettings, index: IndexSettings, writers: Writers | None = None) -> Desk:
    """A desk over the index of the settings, which reindexes in a process of its own."""
    budget = TokenBudget(
        per_user=settings.llm_tokens_per_user, per_community=settings.llm_tokens_per_guild,
        price_read=settings.llm_price_read, price_written=settings.llm_price_written,
    )  # fmt: skip
    return Desk(
        index, open_embedder(index.embed_model, index.embed_endpoint), reranker=open_reranker(index.rerank_model, index.rerank_endpoint),
        writers=writers, budget=budget, reindex_in_child=True,
        limits=Limits(settings.questions_per_user, settings.questions_per_guild, settings.queue_limit),
    )  # fmt: skip
