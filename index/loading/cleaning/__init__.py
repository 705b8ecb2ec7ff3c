"""Boilerplate removal: the lines, metadata, speakers and sections of a page, without what surrounds its text."""

from index.loading.cleaning.cleaner import clean_page
from index.loading.cleaning.line_repair import join_wrapped_rows
from index.loading.cleaning.lines import Line, LineKind, classify_line, read_plain_lines, rejoin_lines
from index.loading.cleaning.metadata import PageMetadata, parse_date, read_dateline
from index.loading.cleaning.sections import build_document
from index.loading.cleaning.signatures import read_signature
from index.loading.cleaning.speakers import mark_speakers

__all__ = [
    "Line",
    "LineKind",
    "PageMetadata",
    "build_document",
    "classify_line",
    "clean_page",
    "join_wrapped_rows",
    "mark_speakers",
    "parse_date",
    "read_dateline",
    "read_plain_lines",
    "read_signature",
    "rejoin_lines",
]
