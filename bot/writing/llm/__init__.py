"""The connection to an OpenAI-compatible chat model. The only room that talks to one."""

from bot.writing.llm.completions import LENGTH, Completion, EndpointModel, WritingModel
from bot.writing.llm.connection import open_chat_model

__all__ = [
    "LENGTH",
    "Completion",
    "EndpointModel",
    "WritingModel",
    "open_chat_model",
]
