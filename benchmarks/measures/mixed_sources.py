"""Made-up files of thirteen formats, English and Chinese by turns, as people would bring them.

Their texts are sentences of real ones, shuffled: new texts with real words. Each file holds about as much as the others:
three sections of prose, or as many rows, cues or messages as fill them.
"""

import csv
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from index.text import detect_language, sentence_spans

_SEED = 14
_SECTIONS, _PARAGRAPHS, _SENTENCES = 3, 3, 4  # of a file, a section, a paragraph. Set by hand.
_FOLDER_FILES = 100
_REPOSITORY = Path(__file__).parents[2]
_WORDS = {
    "en": ("Report", "Part", ("Place", "Amount", "Note"), ("Mira", "Bram", "Ada")),
    "zh": ("报告", "部分", ("地点", "数量", "备注"), ("小满", "夜航星", "林岚")),
}


class Text(NamedTuple):
    """What a file says: a title, and sections of paragraphs of sentences under their headings."""

    language: str
    number: int
    sections: list[tuple[str, list[list[str]]]]

    @property
    def title(self) -> str:
        """Its title, which no other file has."""
        return f"{_WORDS[self.language][0]} {self.number}"

    @property
    def sentences(self) -> list[str]:
        """All sentences, in order."""
        return [s for _, paragraphs in self.sections for sentences in paragraphs for s in sentences]

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return " " if self.language == "en" else ""

    def paragraphs(self) -> Iterator[tuple[str, list[str]]]:
        """The heading and the paragraphs of each section."""
        for heading, paragraphs in self.sections:
            yield heading, [self.gap.join(sentences) for sentences in paragraphs]


def write_mixed_files(folder: Path, texts: Iterable[str], count: int) -> None:
    """Write so many files of all formats by turns, of the sentences of some texts."""
    chosen = random.Random(_SEED)  # noqa: S311 - no secret
    sentences: dict[str, list[str]] = {"en": [], "zh": []}
    for text in texts:
        language = "zh" if detect_language(text) == "zh" else "en"
        sentences[language] += [text[start:end] for start, end in sentence_spans(text) if 20 < end - start < 400]
    for number in range(count):
        suffix, make = list(_FORMATS.items())[number % len(_FORMATS)]
        language = ("en", "zh")[number // len(_FORMATS) % 2]
        sections = [
            (
                f"{_WORDS[language][1]} {part}",
                [chosen.choices(sentences[language], k=_SENTENCES) for _ in range(_PARAGRAPHS)],
            )
            for part in range(1, _SECTIONS + 1)
        ]
        path = folder / str(number // _FOLDER_FILES) / f"{number}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        made = make(Text(language, number, sections))
        path.write_bytes(made.encode() if isinstance(made, str) else made)


def sample_texts() -> Iterator[str]:
    """The texts of the sample that comes with Footnote."""
    for path in sorted((_REPOSITORY / "sources").iterdir()):
        yield path.read_text("utf-8")


def _plain(text: Text) -> str:
    parts = [f"{heading}\n\n" + "\n\n".join(paragraphs) for heading, paragraphs in text.paragraphs()]
    return f"{text.title}\n\n" + "\n\n".join(parts) + "\n"


def _markdown(text: Text) -> str:
    parts = [f"## {heading}\n\n" + "\n\n".join(paragraphs) for heading, paragraphs in text.paragraphs()]
    return f"# {text.title}\n\n" + "\n\n".join(parts) + "\n"


def _markup(text: Text) -> str:
    parts = [
        f"<h2>{heading}</h2>" + "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
        for heading, paragraphs in text.paragraphs()
    ]
    return f"<h1>{text.title}</h1>" + "".join(parts)


def _page(text: Text) -> str:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/about'>About</a></li></ul></nav>"
    head = f"<head><meta charset='utf-8'><title>{text.title}</title></head>"
    return f"<html lang='{text.language}'>{head}<body>{menu}<article>{_markup(text)}</article></body></html>"


def _cells(text: Text) -> list[list[str]]:
    amounts = random.Random(text.number)  # noqa: S311 - no secret
    rows = [[s[:12], str(amounts.randrange(1, 5000)), s] for s in text.sentences]
    return [list(_WORDS[text.language][2]), *rows]


def _comma_separated(text: Text) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(_cells(text))
    return written.getvalue()


def _workbook(text: Text) -> bytes:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    for row in _cells(text):
        book.active.append(row)
    return _saved(book)


def _word(text: Text) -> bytes:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_heading(text.title, 0)
    for heading, paragraphs in text.paragraphs():
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    return _saved(document)


def _slides(text: Text) -> bytes:
    import pptx  # noqa: PLC0415

    deck = pptx.Presentation()
    for heading, paragraphs in text.paragraphs():
        for paragraph in paragraphs:
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = heading
            slide.placeholders[1].text = paragraph
    return _saved(deck)


def _pdf(text: Text) -> bytes:
    sys.path.append(str(_REPOSITORY / "tests" / "support"))
    from pdf_files import Text as Placed  # noqa: PLC0415
    from pdf_files import make_pdf, paragraph  # noqa: PLC0415

    width = 90 if text.language == "en" else 45
    pages = []
    for heading, paragraphs in text.paragraphs():
        rows = [row for p in paragraphs for row in _wrapped(p.replace("\n", " "), width)]
        pages.append([Placed(40, 780, heading, size=16), *paragraph(40, 750, rows)])
    return bytes(make_pdf(pages, title=text.title))


def _wrapped(text: str, width: int) -> list[str]:
    if width > 50:
        import textwrap  # noqa: PLC0415

        return textwrap.wrap(text.encode("cp1252", "ignore").decode("cp1252"), width)
    return [text[start : start + width] for start in range(0, len(text), width)]


def _subtitles(text: Text) -> str:
    cues = [
        f"{number}\n{_clock(5 * number)},000 --> {_clock(5 * number + 4)},900\n{sentence}\n"
        for number, sentence in enumerate(text.sentences, start=1)
    ]
    return "\n".join(cues)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _book(text: Text) -> bytes:
    space = 'xmlns="http://www.w3.org/1999/xhtml"'
    parts = {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf"/></rootfiles></container>',
        "book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text.title}</dc:title></metadata><manifest><item id='a' href='a.xhtml' "
        "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
        "a.xhtml": f"<html {space}><body>{_markup(text)}</body></html>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _chat(text: Text) -> str:
    names = _WORDS[text.language][3]
    messages = [
        {"id": str(number), "type": "Default", "timestamp": f"2026-02-03T{_clock(36000 + 60 * number)}+00:00",
         "content": sentence, "author": {"name": names[number % len(names)]}, "attachments": [], "embeds": []}
        for number, sentence in enumerate(text.sentences)
    ]  # fmt: skip
    channel = {"id": str(text.number), "name": text.title}
    return json.dumps({"guild": {"id": "1", "name": "g"}, "channel": channel, "messages": messages}, ensure_ascii=False)


def _mail(text: Text) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Mira Sandoval <mira@example.org>", text.title
    message["Date"] = "Tue, 3 Mar 2026 23:30:00 +0800"
    message.set_content(_plain(text))
    return message.as_bytes()


def _rich_text(text: Text) -> str:
    def escaped(part: str) -> str:
        units = part.encode("utf-16-le")
        codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
        return "".join(chr(c) if 32 <= c < 127 and chr(c) not in "\\{}" else f"\\u{c}?" for c in codes)

    lines = [line for heading, paragraphs in text.paragraphs() for line in (heading, *paragraphs)]
    return "{\\rtf1\\ansi\\ansicpg1252 " + "\\par\n".join(map(escaped, [text.title, *lines])) + "}"


def _saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


_FORMATS: dict[str, Callable[[Text], str | bytes]] = {
    ".txt": _plain, ".md": _markdown, ".html": _page, ".csv": _comma_separated, ".xlsx": _workbook, ".docx": _word,
    ".pptx": _slides, ".pdf": _pdf, ".srt": _subtitles, ".epub": _book, ".json": _chat, ".eml": _mail, ".rtf": _rich_text,
}  # fmt: skip
