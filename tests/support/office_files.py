"""Small files of formats that are not text, each holding the text it is given."""

import io

import openpyxl


def workbook(text):
    """A workbook of one row."""
    book = openpyxl.Workbook()
    book.active.append([text])
    return saved(book)


def saved(document):
    """The bytes of a document that a library made."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


OFFICE_FILES = {".xlsx": workbook, ".xlsm": workbook}
