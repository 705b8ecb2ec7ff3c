"""HTML inside other files, as lines: e-books (EPUB), mail, saved web pages (MHTML)."""

from index.loading.hypertext.books import load_book
from index.loading.hypertext.mail import load_mail, load_web_archive

__all__ = ["load_book", "load_mail", "load_web_archive"]
