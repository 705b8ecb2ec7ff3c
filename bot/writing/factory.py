"""Opens the chat model of the settings, with the author and the digester that use it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from bot.evidence import ClaimChecker
from bot.settings import BotSettings
from bot.writing.author import Author
from bot.writing.digester import Digester
from bot.writing.llm import open_chat_model
from bot.writing.writer import Writer
from index import IndexSettings, open_coverage, open_names


@dataclass(frozen=True, slots=True)
class Writers:
    """The author of answers and the digester of summaries; None without a chat model."""

    author: Author | None = None
    digester: Digester | None = None


@contextmanager
def open_claim_checker(index: IndexSettings) -> Iterator[ClaimChecker]:
    """The checker of claims, with the dictionaries it needs."""
    with open_names(index) as names, open_coverage(index) as coverage:
        yield ClaimChecker(names=names, coverage=coverage)


@contextmanager
def open_writers(settings: BotSettings, index: IndexSettings) -> Iterator[Writers]:
    """The writers with the chat model of the settings; none where they name no model. Raises as ``open_chat_model``.

    The dictionaries that names are matched with are unpacked into the cache folder of ``index`` on first use.
    """
    model = open_chat_model(settings, index.data_dir)
    if model is None:
        yield Writers()
        return
    with closing(model), open_claim_checker(index) as claim_checker:
        writer, asks_twice = Writer(model), settings.llm_second_opinion
        yield Writers(
            Author(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
            Digester(writer=writer, claim_checker=claim_checker, asks_twice=asks_twice),
        )
