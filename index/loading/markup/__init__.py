"""Markup as lines: the headings, paragraphs, lists, tables and code of Markdown and HTML, and the main text of web pages."""

from index.loading.markup.html_lines import parse_html, read_html_lines, read_text_lines
from index.loading.markup.main_text import main_lines
from index.loading.markup.markdown import read_markdown_lines
from index.loading.markup.page_metadata import read_page_metadata
from index.loading.markup.tables import row_texts, table_lines

__all__ = [
    "main_lines",
    "parse_html",
    "read_html_lines",
    "read_markdown_lines",
    "read_page_metadata",
    "read_text_lines",
    "row_texts",
    "table_lines",
]
