"""A small file of every format that is read, in both languages."""

import json

from index.loading import SOURCE_SUFFIXES
from office_files import OFFICE_FILES

EN = "The ferry sails at seven o'clock every day, and in summer twice."
ZH = "渡轮每天七点开航，夏天一天两班，冬天只在周末开。"
_BOTH = f"{EN} {ZH}"
_PLAIN = f"{_BOTH * 9}\n\n{ZH}\n"
_MARKDOWN = (
    f"---\ntitle: Ferry\n---\n# 渡轮 Ferry\n\n{_PLAIN}\n- {EN}\n- {ZH}\n\n| day | 时间 |\n|---|---|\n| Monday | 7 |\n"
)
_PAGE = (
    f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{_BOTH * 9}</p></article></body></html>"
)
_HEAD = "From: Ana <ana@example.org>\nSubject: Ferry\nDate: Mon, 06 May 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
_ARCHIVE = f'{_HEAD}Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{_PAGE}\n--b--\n'
_ROWS = [{"id": str(number), "title": "渡轮 Ferry", "text": _BOTH} for number in range(9)]
_TEXTS = {
    (".txt", ".text"): _PLAIN,
    (".md", ".markdown"): _MARKDOWN,
    (".html", ".htm"): _PAGE,
    (".jsonl",): "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _ROWS),
    (".json",): json.dumps(_ROWS, ensure_ascii=False),
    (".rtf",): "{\\rtf1\\ansi " + f"{EN} " * 9 + "\\par " + "".join(f"\\u{ord(c)}?" for c in ZH) + "\\par}",
    (".eml",): f"{_HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_PLAIN}",
    (".mhtml", ".mht"): _ARCHIVE,
    (".csv",): "day,what\n" + f'Monday,"{EN}"\n星期二,{ZH}\n' * 9,
    (".tsv",): "day\twhat\n" + f"Monday\t{EN}\n星期二\t{ZH}\n" * 9,
    (".srt",): "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{_BOTH}\n\n" for n in range(1, 9)),
    (".vtt",): "WEBVTT\n\n" + "".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{_BOTH}\n\n" for n in range(1, 9)),
    (".lrc",): "[ti:Ferry]\n" + "".join(f"[00:{n:02}.00]{_BOTH}\n" for n in range(1, 9)),
    (".url",): "[InternetShortcut]\nURL=http://127.0.0.1/ferry\n",
}
_FILES = {suffix: text.encode() for suffixes, text in _TEXTS.items() for suffix in suffixes}


def valid_file(suffix):
    """The content of a sound file of a format."""
    return OFFICE_FILES[suffix](_BOTH) if suffix in OFFICE_FILES else _FILES[suffix]


assert {*_FILES, *OFFICE_FILES} == {*SOURCE_SUFFIXES}
