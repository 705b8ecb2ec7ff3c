"""What the settings describe, opened: the chat model, and who answers with it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.authoring import Author
from bot.digesting import Digester
from bot.errors import ChatModelRequestError
from bot.grounding import Grounding
from bot.settings import BotSettings
from bot.writing import Writer
from index import open_names

if TYPE_CHECKING:  # the import takes seconds, and without a model nobody needs it
    from bot.chat_model import ChatModel


@dataclass(frozen=True, slots=True)
class Writers:
    """Who writes answers and summaries, if anybody does."""

    author: Author | None = None
    digester: Digester | None = None


def open_chat_model(settings: BotSettings) -> "ChatModel | None":
    """The chat model of the settings, to be closed; None where they name none. Nothing is asked of it yet.

    Raises ChatModelRequestError where they name half of one, ChatModelKeyError for a key that cannot be one.
    """
    if not settings.llm_base_url and not settings.llm_model:
        return None
    if not settings.llm_base_url or not settings.llm_model:
        missing = "LLM_MODEL" if settings.llm_base_url else "LLM_BASE_URL"
        raise ChatModelRequestError(
            f"A chat model needs both LLM_BASE_URL and LLM_MODEL: set {missing} too, or neither."
        )
    from bot.chat_model import ChatModel  # noqa: PLC0415

    return ChatModel(
        base_url=settings.llm_base_url, model=settings.llm_model, key=settings.llm_api_key,
        timeout_seconds=settings.llm_timeout_seconds, silence_seconds=settings.llm_silence_seconds,
        context_tokens=settings.llm_context_tokens, max_tokens=settings.llm_max_tokens,
    )  # fmt: skip


@contextmanager
def open_writers(settings: BotSettings, *, cache_dir: Path | None = None) -> Iterator[Writers]:
    """Who writes with the chat model of the settings; nobody where they name none. Raises as ``open_chat_model`` does.

    What tells names apart is unpacked into ``cache_dir``, by default the user's cache folder.
    """
    model = open_chat_model(settings)
    if model is None:
        yield Writers()
        return
    with closing(model), open_names(cache_dir=cache_dir) as names:
        writer, grounding = Writer(model), Grounding(names=names)
        yield Writers(Author(writer=writer, grounding=grounding), Digester(writer=writer, grounding=grounding))
