"""Settings of the bot, read once at the entry point from the environment or ``.env``."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.strings import LOCALES


class BotSettings(BaseSettings):
    """How the bot speaks to whoever runs it."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    locale: str = Field(
        default="en", pattern=f"^({'|'.join(LOCALES)})$", description="language of the commands' own messages"
    )
    log_level: str = Field(
        default="WARNING", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="what is logged to standard error"
    )
