"""Markup as lines: the headings, paragraphs, lists, tables and code of Markdown and HTML."""

from index.loading.markup.markdown import read_markdown_lines
from index.loading.markup.tables import row_texts, table_lines

__all__ = ["read_markdown_lines", "row_texts", "table_lines"]
