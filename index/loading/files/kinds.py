"""What a file is by its content, and the way out for those that are not read."""

from pathlib import Path

_HEAD_BYTES = 8192
# Formats that are read, by the suffix that the library for content types gives them, with the suffixes they may have.
_READ = {
    "pdf": ("a PDF", (".pdf",)),
    "docx": ("a Word document", (".docx",)),
    "pptx": ("a presentation", (".pptx",)),
    "xlsx": ("a workbook", (".xlsx", ".xlsm")),
    "odt": ("an OpenDocument text", (".odt",)),
    "epub": ("an e-book", (".epub",)),
    "rtf": ("an RTF document", (".rtf",)),
}
_PICTURE = "run OCR over it, and put its text here as .pdf or .txt"
_RECORDING = "have it transcribed, for example by Whisper, and put the subtitles here as .srt"
_ARCHIVE = "unpack it here"
_WAYS_OUT = {
    "save it as .docx": "doc dot docm dotx odm pages wps wpd hwp hwpx abw",
    "save it as .pptx": "ppt pps pptm ppsx odp key dps",
    "save it as .xlsx": "xls xlsb ods numbers et",
    "save it as .eml": "msg oft",
    "convert it to .epub, for example with Calibre": "mobi azw azw3 prc fb2 lit pdb",
    "save it as .pdf": "ps eps djvu djv xps oxps cbz cbr ai indd",
    "save it as .md or .txt": "rst org adoc asciidoc tex textile wiki log ini cfg conf toml yaml yml xml opml",
    "save the page as .html": "webarchive maff xhtml xht",
    "save the subtitles as .srt": "ass ssa sub sbv ttml dfxp stl",
    "export its tables as .csv": "sqlite sqlite3 db mdb accdb parquet feather dbf sav",
    "export the mails as .eml": "mbox pst ost",
    _PICTURE: "png jpg jpeg jpe gif webp tif tiff bmp heic heif avif svg psd jfif",
    _RECORDING: "mp3 mp4 m4a m4v m4b wav flac ogg oga opus aac wma mkv webm mov avi wmv amr",
    _ARCHIVE: "zip rar 7z gz tgz tar bz2 xz zst jar",
}
_WAY_OUT_BY_SUFFIX = {suffix: way for way, suffixes in _WAYS_OUT.items() for suffix in suffixes.split()}
_KINDS_BY_WAY_OUT = {_PICTURE: "a picture", _RECORDING: "a recording", _ARCHIVE: "an archive"}
_TEXT_MARKS = (b"%PDF-", b"{\\rtf")  # formats whose files begin like text


def way_out(suffix: str) -> str | None:
    """What to do with a file of a suffix that is not read, or None where nothing is known to help."""
    return _WAY_OUT_BY_SUFFIX.get(suffix.removeprefix(".").lower())


def other_kind(path: Path) -> str | None:
    """Why a file cannot be what its suffix says, if its content is of another kind; None where nothing speaks against it."""
    import filetype  # noqa: PLC0415 - needed while files are read alone

    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if _is_text(head) and not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_TEXT_MARKS):
        return None
    found = filetype.guess(head)
    if found is None:
        return None
    suffix = path.suffix.lower()
    if found.extension in _READ:
        name, suffixes = _READ[found.extension]
        return (
            None
            if suffix in suffixes
            else f"it is {name}, though its name ends in {suffix}: rename it to end in {suffixes[0]}"
        )
    if found.extension == "zip" and suffix.removeprefix(".") in _READ:
        return None  # the library takes some documents for plain archives
    way = way_out(found.extension)
    name = _KINDS_BY_WAY_OUT.get(way or "", f"a file of the kind .{found.extension}")
    return f"it is {name}, though its name ends in {suffix}" + (f": {way}" if way else ", and cannot be read")


def _is_text(head: bytes) -> bool:
    """Whether the beginning of a file may be text in UTF-8. A character may be cut in two at its end."""
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == _HEAD_BYTES and error.start > len(head) - 4
    return True
