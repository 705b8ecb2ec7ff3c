"""Opens the chat model of the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ChatModelRequestError
from bot.settings import BotSettings

if TYPE_CHECKING:  # the import takes seconds, which nobody should wait without a model
    from bot.writing.llm.chat_model import ChatModel

# In the data folder.
HABITS_FILE = "chat-models.json"


def open_chat_model(settings: BotSettings, data_dir: Path | None = None) -> "ChatModel | None":
    """The chat model of the settings, which the caller closes; None where they name none. Nothing is requested yet.

    What is learnt of the endpoint is kept in ``data_dir``. Raises ChatModelRequestError where half of the settings is
    missing, ChatModelKeyError for a malformed key.
    """
    if not settings.llm_base_url and not settings.llm_model:
        return None
    if not settings.llm_base_url or not settings.llm_model:
        missing = "LLM_MODEL" if settings.llm_base_url else "LLM_BASE_URL"
        raise ChatModelRequestError(
            f"A chat model needs both LLM_BASE_URL and LLM_MODEL: set {missing} too, or neither."
        )
    from bot.writing.llm.chat_model import ChatModel  # noqa: PLC0415

    return ChatModel(
        base_url=settings.llm_base_url, model=settings.llm_model, key=settings.llm_api_key,
        timeout_seconds=settings.llm_timeout_seconds, silence_seconds=settings.llm_silence_seconds,
        context_tokens=settings.llm_context_tokens, max_tokens=settings.llm_max_tokens,
        effort=settings.llm_reasoning_effort, extra_body=settings.llm_extra_body,
        habits_file=data_dir / HABITS_FILE if data_dir else None,
    )  # fmt: skip
