"""Documents in office and e-book formats, mail and tables, with the page, slide, row or chapter of each passage."""

from index.loading.formats.delimited import load_delimited
from index.loading.formats.workbook import load_workbook

__all__ = [
    "load_delimited",
    "load_workbook",
]
