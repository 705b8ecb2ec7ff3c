"""PDF files: their columns, paragraphs, headings and tables in reading order, with the page of each."""

from index.loading.pdf.loader import load_pdf

__all__ = ["load_pdf"]
