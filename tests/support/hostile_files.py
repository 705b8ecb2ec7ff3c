"""Files that are broken, cut, protected or made to harm, of every format that is read."""

import io
import json
import random
import zipfile
from pathlib import Path

from office_files import OFFICE_FILES, book, zipped
from pdf_files import Text, make_pdf
from valid_files import EN, ZH, valid_file

SENTENCE = f"{EN} {ZH}"
NOISE = random.Random(7).randbytes(4000)


def damaged_files(suffix):
    """A file of a format, by the name of its damage: without a text, cut, spoiled, or not of this format at all."""
    content = valid_file(suffix)
    chance = random.Random(suffix)
    spoiled = bytearray(content)
    for place in range(7, len(spoiled), 61):
        spoiled[place] ^= chance.randrange(1, 256)
    third = len(content) // 3
    return {
        "empty": b"",
        "blank": " \n\t\r\n\u3000".encode() * 40,
        "zeros": bytes(3000),
        "noise": NOISE,
        "cut": content[: len(content) * 2 // 3],
        "start": content[:12],
        "holed": content[:third] + bytes(third) + content[2 * third :],
        "spoiled": bytes(spoiled),
        "spoiled-head": content[:60] + NOISE[:40] + content[100:],
        "noise-after": content + NOISE,
        "other-format": valid_file(_other_format(suffix)),
        "utf-16": content.decode("utf-8", "replace").encode("utf-16")[:-1],
        "brackets": b"[{(<\"'" * 500,
        "salted": b"Salted__" + NOISE,  # as openssl encrypts any file
    }


def _other_format(suffix):
    return ".md" if suffix in OFFICE_FILES else ".docx" if len(suffix) % 2 else ".pdf"


# Of these there is no text, whatever their name.
WITHOUT_TEXT = ("empty", "blank", "zeros", "noise")


BOMB_DOCTYPE = '<!DOCTYPE bomb [<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + ']>'  # fmt: skip
OUTSIDE_DOCTYPE = '<!DOCTYPE bomb [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
ARCHIVES = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/slides/slide1.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
    ".odt": "content.xml",
    ".epub": "book/a.xhtml",
}
_NEEDED = {
    ".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml",
    ".epub": "META-INF/container.xml",
}  # fmt: skip


def _with_part(suffix, change):
    """A valid file whose main part is changed."""
    with zipfile.ZipFile(io.BytesIO(OFFICE_FILES[suffix]("marker"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[ARCHIVES[suffix]] = change(parts[ARCHIVES[suffix]].decode()).encode()
    return zipped(parts)


def _with_entities(text, doctype):
    head, _, rest = text.rpartition("?>")
    return f"{head}{_}{doctype}{rest}".replace("marker", "&a9;")


def _nested(text, count=50_000):
    return text.replace("marker", "<b>" * count + "marker" + "</b>" * count)


def _bomb(suffix):
    """An archive that unpacks to 450 million bytes, though it is half a megabyte."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_NEEDED[suffix], bytes(130_000_000))
    return content.getvalue()


def _lying_bomb(suffix):
    """An archive whose part says that it is small, and is not."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_NEEDED[suffix], bytes(5_000_000))
    return content.getvalue().replace((5_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))


def _many_entries(suffix):
    return zipped({_NEEDED[suffix]: "x", **{f"{n}": "" for n in range(20_001)}})


def _pdf(change):
    return change(make_pdf([[Text(40, 700, "The ferry sails at seven.")]]).decode("latin-1")).encode("latin-1")


def _mail(parts):
    return (
        'From: a@example.org\nSubject: Parts\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + parts
    ).encode()


def _nested_mail(depth):
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@example.org\nSubject: Deep\nMIME-Version: 1.0\n{opened}\n\ntext".encode()


def _aliases():
    """Front matter that would grow to half a billion words."""
    steps = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    return f"---\na0: &a0 [x, x]\n{steps}---\ntext".encode()


_MANY_PARTS = "".join(f"--b\nContent-Type: text/plain\n\npart {n}\n" for n in range(10_000)) + "--b--\n"
_DEEP = 200_000
HOSTILE = {
    **{f"zip-bomb{s}": lambda s=s: _bomb(s) for s in ARCHIVES},
    **{f"lying-bomb{s}": lambda s=s: _lying_bomb(s) for s in ARCHIVES},
    **{f"many-entries{s}": lambda s=s: _many_entries(s) for s in ARCHIVES},
    **{f"entities{s}": lambda s=s: _with_part(s, lambda text: _with_entities(text, BOMB_DOCTYPE)) for s in ARCHIVES},
    **{f"outside{s}": lambda s=s: _with_part(s, lambda text: _with_entities(text, OUTSIDE_DOCTYPE)) for s in ARCHIVES},
    **{f"nested{s}": lambda s=s: _with_part(s, _nested) for s in ARCHIVES},
    "dimensions.xlsx": lambda: _with_part(
        ".xlsx", lambda text: text.replace('ref="A1"', 'ref="A1:XFD1048576"').replace('r="1"', 'r="1048576"')
    ),
    "row-beyond.xlsx": lambda: _with_part(".xlsx", lambda text: text.replace('r="1"', 'r="99999999999"')),
    "loop.pdf": lambda: _pdf(lambda text: text.replace("/Kids [", "/Kids [2 0 R ")),
    "only-loop.pdf": lambda: _pdf(lambda text: text.replace("/Type /Page ", "/Type /Pages /Kids [2 0 R] /Count 9 ")),
    "parent-loop.pdf": lambda: _pdf(lambda text: text.replace("/Type /Pages ", "/Type /Pages /Parent 2 0 R ")),
    "million-pages.pdf": lambda: _pdf(lambda text: text.replace("/Count 1", "/Count 2000000")),
    "xref-loop.pdf": lambda: _pdf(lambda text: text.replace("/Root", f"/Prev {text.rindex('xref', 0, -60)} /Root")),
    "endless-length.pdf": lambda: _pdf(lambda text: text.replace("/Length ", "/Length 99999999")),
    "huge-page.pdf": lambda: _pdf(lambda text: text.replace("595 842", "99999999999 99999999999")),
    "nested.json": lambda: b"[" * _DEEP,
    "nested-closed.json": lambda: b"[" * _DEEP + b"]" * _DEEP,
    "nested-objects.json": lambda: b'{"a":' * _DEEP + b"1" + b"}" * _DEEP,
    "nested.jsonl": lambda: (b"[" * _DEEP + b"\n") * 2,
    "long-number.json": lambda: b'{"a": ' + b"9" * 100_000 + b"}",
    "infinite.json": lambda: b'{"a": [NaN, Infinity, 1e999]}',
    "bad-rows.jsonl": lambda: b'{"id": 1}\n' * 5_000,
    "bad-chat.json": lambda: json.dumps({"guild": {}, "channel": 7, "messages": [1, None, {"author": None, "content": []}]}).encode(),
    "parts.eml": lambda: _mail(_MANY_PARTS),
    "nested.eml": lambda: _nested_mail(10_000),
    "nested.mht": lambda: _nested_mail(10_000),
    "attached.eml": lambda: b"Content-Type: message/rfc822\n\n" * 5_000,
    "subject.eml": lambda: b"Subject: " + b"=?utf-8?B?4p" * 20_000 + b"\n\ntext",
    "addresses.eml": lambda: b"From: " + b"(" * 20_000 + b"a@b\nSubject: x\n\n" + SENTENCE.encode(),
    "braces.rtf": lambda: rb"{\rtf1 " + b"{" * _DEEP + b"text" + b"}" * _DEEP,
    "binary.rtf": lambda: rb"{\rtf1 \bin999999999999 text}",
    "words.rtf": lambda: rb"{\rtf1 " + rb"\u99999999999999?" * 1_000 + b"}",
    "quotes.md": lambda: b"> " * 50_000 + b"deep",
    "brackets.md": lambda: b"[" * 50_000 + b"](" * 50_000,
    "aliases.md": _aliases,
    "nested.html": lambda: b"<div>" * _DEEP + b"deep",
    "attributes.html": lambda: b"<p " + b"".join(b"a%d=1 " % n for n in range(20_000)) + b">" + SENTENCE.encode(),
    "unclosed.html": lambda: b"<table><tr><td>" * 20_000 + SENTENCE.encode(),
    "commas.csv": lambda: b"," * 1_000_000,
    "quote.csv": lambda: b'a,b\n"' + b"x" * 200_000,
    "cues.srt": lambda: b"1\n99:99:99,999 --> 00:00:00,000\nx\n\n" * 5_000,
    "number.vtt": lambda: b"WEBVTT\n\n" + b"9" * 10_000 + b":00.000 --> 00:01.000\nHello there.\n",
    "number.lrc": lambda: b"[" + b"9" * 10_000 + b":00.00]la\n",
    "addresses.url": lambda: b"http://127.0.0.1:9/\nfile:///etc/passwd\nhttp://[::1]/\nhttp://169.254.169.254/latest\n",
    "line.txt": lambda: b"a" * 200_000,
    "marks.txt": lambda: "。！？".encode() * 20_000,
}  # fmt: skip
# Of these nothing can be read.
MUST_FAIL = {
    *(name for name in HOSTILE if name.startswith(("zip-bomb", "lying-bomb", "many-entries"))),
    "nested.json", "nested-closed.json", "nested-objects.json",
}  # fmt: skip


def _sealed(suffix):
    """An archive whose parts are marked as encrypted."""
    content = bytearray(zipped({_NEEDED[suffix]: "x" * 50}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def _entries_sealed(suffix):
    """A sound archive all of whose entries are marked as encrypted."""
    return (
        valid_file(suffix)
        .replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")
        .replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0")
    )


def _keyed_pdf():
    """A PDF with the keys of a password that nobody knows."""
    return valid_file(".pdf").replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        b"/O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<61> <61>]")  # fmt: skip


_OFFICE_SEAL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
_PASSWORD_PDF = Path(__file__).parents[1] / "index" / "loading" / "pdf" / "files" / "password.pdf"
PROTECTED = {
    **{f"sealed{s}": lambda s=s: _sealed(s) for s in _NEEDED},
    **{f"office{s}": lambda: _OFFICE_SEAL for s in (".docx", ".pptx", ".xlsx")},
    **{f"entries-sealed{s}": lambda s=s: _entries_sealed(s) for s in (".odt", ".epub")},
    "keyed.pdf": _keyed_pdf,
    "password.pdf": _PASSWORD_PDF.read_bytes,
    "drm.epub": lambda: book(
        "x",
        extra={
            "META-INF/encryption.xml": '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
            "</EncryptedData></encryption>"
        },
    ),
}
