"""The terminal front end: the footnote command, its output as text and JSON."""

from bot.cli.app import main

__all__ = [
    "main",
]
