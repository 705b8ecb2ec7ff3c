"""The rows of a table, or lines of a list, that a question asks for: all of them, or some by name."""

from bot.answering.rows.named import rows_asked_for

__all__ = ["rows_asked_for"]
