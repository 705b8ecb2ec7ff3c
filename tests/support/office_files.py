"""Small files of formats that are not text, each holding the text it is given."""

import io

import docx
import openpyxl

from pdf_files import Text, make_pdf


def workbook(text):
    """A workbook of one row."""
    book = openpyxl.Workbook()
    book.active.append([text])
    return saved(book)


def word(text):
    """A Word document of one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def pdf(text):
    """A PDF of one page with one row."""
    return make_pdf([[Text(40, 700, text)]])


def saved(document):
    """The bytes of a document that a library made."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


OFFICE_FILES = {".xlsx": workbook, ".xlsm": workbook, ".docx": word, ".pdf": pdf}
