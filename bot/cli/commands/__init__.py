"""The subcommands of footnote, by what they are for."""

from bot.cli.commands.asking import ask, search, summary
from bot.cli.commands.discord import demo, run
from bot.cli.commands.evaluating import eval_command
from bot.cli.commands.reading import read
from bot.cli.commands.upkeep import doctor, index_command, sources

__all__ = [
    "ask",
    "demo",
    "doctor",
    "eval_command",
    "index_command",
    "read",
    "run",
    "search",
    "sources",
    "summary",
]
