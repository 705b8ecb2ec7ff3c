"""What a page says, without its furniture: lines, metadata, speakers and sections."""

from index.loading.cleaning.cleaner import clean
from index.loading.cleaning.lines import Kind, Line, heal_lines, kind_of, plain_lines
from index.loading.cleaning.metadata import Stated, parse_date
from index.loading.cleaning.sectioning import make_document
from index.loading.cleaning.speech import mark_speech

__all__ = [
    "Kind",
    "Line",
    "Stated",
    "clean",
    "heal_lines",
    "kind_of",
    "make_document",
    "mark_speech",
    "parse_date",
    "plain_lines",
]
