"""The rows of a table, or lines of a list, that a question asks for: all, some by name, or the one with the most; and what one lacks."""

from bot.answering.rows.compared_table import Extreme
from bot.answering.rows.extremes import extreme_rows
from bot.answering.rows.lacking import Lack, Lacks, find_lacks
from bot.answering.rows.listing import rows_of_columns, rows_or_lines_beside
from bot.answering.rows.named import rows_asked_for
from bot.answering.rows.neighbours import remove_neighbours

__all__ = [
    "Extreme",
    "Lack",
    "Lacks",
    "extreme_rows",
    "find_lacks",
    "remove_neighbours",
    "rows_asked_for",
    "rows_of_columns",
    "rows_or_lines_beside",
]
