"""Tables: rows that carry the names of their columns, out of CSV files, workbooks and the tables of documents."""

from index.loading.tables.delimited import load_delimited
from index.loading.tables.rows import Row, read_table_lines
from index.loading.tables.workbook import load_workbook

__all__ = ["Row", "load_delimited", "load_workbook", "read_table_lines"]
