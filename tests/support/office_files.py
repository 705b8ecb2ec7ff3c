"""Small files of formats that are not text, each holding the text it is given."""

import io
import zipfile

import docx
import odfdo
import openpyxl
import pptx

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


def slides(text):
    """A presentation of one slide."""
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Trams"
    deck.slides[0].shapes.add_textbox(0, 0, 10, 10).text_frame.text = text
    return saved(deck)


def opendocument(text):
    """An OpenDocument text of one paragraph."""
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph(text))
    return saved(document)


def book(text="", *, chapters=None, contents="", extra=()):
    """An e-book of pages of XHTML by name, with a table of contents given as list items."""
    pages = chapters or {"a.xhtml": f"<p>{text}</p>"}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    parts = {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/c.opf"/></rootfiles></container>',
        "book/c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>灯塔 The light</dc:title><dc:creator>林岚</dc:creator><dc:date>2019-03-04</dc:date></metadata><manifest>"
        f'<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{items}</manifest>'
        f"<spine>{spine}</spine></package>",
        "book/nav.xhtml": xhtml(f'<nav epub:type="toc"><ol>{contents}</ol></nav>'),
        **{f"book/{name}": xhtml(body) for name, body in pages.items()},
        **dict(extra),
    }
    return zipped(parts)


def xhtml(body):
    """A page of an e-book."""
    return f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'


def zipped(parts):
    """A ZIP archive of parts by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def saved(document):
    """The bytes of a document that a library made."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


OFFICE_FILES = {
    ".xlsx": workbook,
    ".xlsm": workbook,
    ".docx": word,
    ".pdf": pdf,
    ".pptx": slides,
    ".odt": opendocument,
    ".epub": book,
}
