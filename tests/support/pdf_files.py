"""PDF files written by hand: text at given places, with fonts that every reader knows."""

from dataclasses import dataclass

_FONTS = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [7 0 R] >>",
)
_CHINESE_FONT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
_PICTURE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"


@dataclass(frozen=True)
class Text:
    """A text at a place in points from the lower left corner of an A4 page."""

    x: float
    y: float
    text: str
    size: float = 10
    is_bold: bool = False

    @property
    def drawn(self):
        is_chinese = any(ord(character) > 255 for character in self.text)
        font = 2 if is_chinese else int(self.is_bold)
        codes = self.text.encode("utf-16-be" if is_chinese else "cp1252").hex()
        return f"BT /F{font} {self.size} Tf {self.x} {self.y} Td <{codes}> Tj ET"


def paragraph(x, y, rows, *, size=10, step=13):
    """Rows below each other, from a place down."""
    return [Text(x, y - step * number, row, size) for number, row in enumerate(rows)]


def make_pdf(pages, *, title="", author="", with_pictures=()):
    """A file of pages of texts. ``with_pictures`` are the numbers of the pages that show a picture."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", *_FONTS, _PICTURE, _CHINESE_FONT]
    kids = []
    for number, texts in enumerate(pages, start=1):
        drawn = "\n".join(text.drawn for text in texts)
        if number in with_pictures:
            drawn += "\nq 500 0 0 700 40 40 cm /Im Do Q"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        fonts = " ".join(f"/F{i} {3 + i} 0 R" for i in range(3))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> /XObject << /Im 6 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title <{_hex(title)}> /Author <{_hex(author)}> >>")
    content, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return f"{content}{end}startxref\n{len(content)}\n%%EOF\n".encode("latin-1")


def _hex(text):
    return ("\ufeff" + text).encode("utf-16-be").hex()
