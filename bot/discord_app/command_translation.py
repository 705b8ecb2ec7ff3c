"""Names and descriptions of commands in each language of Discord that there are texts in."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.strings import open_strings

_LOCALES = {
    discord.Locale.chinese: "zh-CN",
    discord.Locale.taiwan_chinese: "zh-TW",
}


def translatable(key: str) -> locale_str:
    """The text of a key, to be translated when commands are made known to Discord."""
    return locale_str(open_strings("en")(key), key=key)


class CommandTranslator(app_commands.Translator):
    """Looks up what ``translatable`` made; nothing else is translated."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, _context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in a locale, or None where it is the English one."""
        key = string.extras.get("key")
        return open_strings(_LOCALES[locale])(key) if key and locale in _LOCALES else None
