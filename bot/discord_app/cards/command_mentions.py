"""Commands in the bot's own texts: as mentions that can be tapped, or by the name that the reader's Discord shows."""

from collections.abc import Mapping

import regex

from bot.strings import Strings, open_strings

_COMMAND = regex.compile(r"(?<![\w/<])/([a-z]+(?: (?:reindex|status|add|remove|channel|feedback|gaps|why))?)\b")
_NAMES = ("ask", "sources", "search", "summary", "help", "forget", "admin", "privacy", "settings", "language")
# The ids that Discord gave the commands, by name. Filled when they are registered.
_ids: dict[str, int] = {}


def set_command_ids(ids: Mapping[str, int]) -> None:
    """Mention commands by these ids from now on."""
    _ids.clear()
    _ids.update(ids)


class CommandStrings(Strings):
    """The texts of one locale, in which commands are mentions."""

    def __call__(self, key: str, **values: str | float) -> str:
        """The text of a key. What the values say stays as it is."""
        hidden = {
            name: value.replace("/", "\ue000") if isinstance(value, str) else value for name, value in values.items()
        }
        text = _COMMAND.sub(self._mention, super().__call__(key, **hidden))
        return text.replace("\ue000", "/")

    def _mention(self, found: regex.Match[str]) -> str:
        words = found[1].split()
        if words[0] not in _NAMES:
            return found[0]
        if words[0] in _ids:
            return f"</{found[1]}:{_ids[words[0]]}>"
        names = open_strings(self.locale)
        return "/" + " ".join(names(f"command-{word}") for word in words)
