"""The terminal front end: the footnote command and its output as text and JSON."""

from bot.cli.app import main

__all__ = [
    "main",
]
