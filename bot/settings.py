"""Settings of the bot, read once at the entry point from the environment or ``.env``."""

from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.strings import LOCALES
from index import ADDRESS


class BotSettings(BaseSettings):
    """How the bot speaks in the terminal, who may ask on Discord and how often, and which chat model writes."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    locale: str = Field(
        default="",
        pattern=f"^({'|'.join(LOCALES)})?$",
        examples=["en"],
        description=f"language of the terminal's own messages: {', '.join(LOCALES)}; empty: that of the system",
    )
    log_level: str = Field(
        default="WARNING",
        pattern="^(DEBUG|INFO|WARNING|ERROR)$",
        description="what is logged to standard error: DEBUG, INFO, WARNING or ERROR",
    )
    log_format: str = Field(
        default="text",
        pattern="^(text|json)$",
        examples=["json"],
        description="how a line of the log looks: text or json",
    )
    metrics_port: int = Field(
        default=0, ge=0, le=65535, examples=["9464"], description="port of /metrics and /healthz on 127.0.0.1; 0: none"
    )
    discord_token: SecretStr = Field(default=SecretStr(""), description="token of the Discord bot")
    ask_channels: bool = Field(
        default=False, description="whether admins may choose channels where every message is a question"
    )
    admin_roles: frozenset[int] = Field(
        default=frozenset(), examples=["[123456789012345678]"], description="ids of the roles that may use /admin"
    )
    owner_ids: frozenset[int] = Field(
        default=frozenset(),
        examples=["[123456789012345678]"],
        description="ids of who runs the bot; empty: who owns the application at Discord",
    )
    delete_answers: bool = Field(default=True, description="whether an answer is deleted with its question")
    keep_days: int = Field(
        default=0, ge=0, description="days that answers on Discord are kept; 0: until they are deleted"
    )
    questions_per_user: int = Field(
        default=6, ge=0, description="questions a person may ask in a minute; 0: any number"
    )
    questions_per_guild: int = Field(
        default=60, ge=0, description="questions a server may ask in a minute; 0: any number"
    )
    queue_limit: int = Field(default=50, ge=1, description="questions that may wait; further ones are refused")
    llm_base_url: str = Field(
        default="",
        pattern=ADDRESS,
        examples=["http://localhost:11434/v1"],
        description="address of an OpenAI-compatible endpoint, without a name, password or query in it; empty: none",
    )
    llm_model: str = Field(default="", description="name of the chat model there; empty: none")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="key of the endpoint, if it needs one")
    llm_timeout_seconds: float = Field(default=120.0, gt=0, description="how long an answer may take in all")
    llm_silence_seconds: float = Field(default=30.0, gt=0, description="how long the endpoint may send nothing")
    llm_context_tokens: int = Field(default=8192, ge=1024, description="tokens the model reads and writes in all")
    llm_max_tokens: int = Field(
        default=4096, ge=64, description="the part of these that it may write, thinking included; at most half"
    )
    llm_reasoning_effort: str = Field(
        default="",
        pattern=r"^[a-z]{0,12}$",
        examples=["low"],
        description="how long the model may think (none, low, …); empty: not sent",
    )
    llm_extra_body: dict[str, Any] = Field(
        default={},
        examples=['{"enable_thinking":false}'],
        description="a JSON object that is added to every request, such as what turns thinking off",
    )
    llm_second_opinion: bool = Field(
        default=False,
        description="whether the model is asked of each sentence that it wrote whether the passages say it",
    )
    llm_tokens_per_user: int = Field(
        default=0, ge=0, description="tokens of the model a person may use in a day; 0: any number"
    )
    llm_tokens_per_guild: int = Field(
        default=0, ge=0, description="tokens of the model a server may use in a day; 0: any number"
    )
    llm_price_read: float = Field(default=0.0, ge=0, description="price of a million tokens that the model reads")
    llm_price_written: float = Field(default=0.0, ge=0, description="price of a million tokens that it writes")
