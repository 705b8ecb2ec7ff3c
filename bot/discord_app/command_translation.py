"""Names and descriptions of commands in the languages of Discord that the bot has texts in."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.strings import open_strings

_LOCALES = {
    discord.Locale.chinese: "zh-CN",
    discord.Locale.taiwan_chinese: "zh-TW",
}


def translatable(key: str) -> locale_str:
    """The English text of a key. The translator replaces it when the commands are registered with Discord."""
    return locale_str(open_strings("en")(key), key=key)


class CommandTranslator(app_commands.Translator):
    """Translates the texts that ``translatable`` returns, and nothing else."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, _context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in a locale, or None where the English one is used."""
        key = string.extras.get("key")
        return open_strings(_LOCALES[locale])(key) if key and locale in _LOCALES else None
