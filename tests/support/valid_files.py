"""A small file of every format that is read, in both languages."""

import json

from index.loading import SOURCE_SUFFIXES
from office_files import OFFICE_FILES

EN = "The ferry sails at seven o'clock every day, and in summer twice."
ZH = "渡轮每天七点开航，夏天一天两班，冬天只在周末开。"
_PLAIN = f"{EN}\n\n{ZH}\n"
_CUES = f"00:00:01.000 --> 00:00:04.000\n{EN}\n\n00:00:05.000 --> 00:00:09.000\n{ZH}\n"
_PAGE = f"<html><head><title>Ferry</title></head><body><p>{EN}</p><p>{ZH}</p></body></html>"
_MAIL = "From: Ana <ana@example.org>\nSubject: Ferry\nDate: Mon, 06 May 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
_TEXTS = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": f"---\ntitle: Ferry\n---\n\n# 渡轮\n\n{_PLAIN}",
    ".markdown": f"# Ferry\n\n- {EN}\n- {ZH}\n",
    ".html": _PAGE,
    ".htm": _PAGE,
    ".jsonl": "".join(json.dumps({"id": str(n), "title": "Ferry", "text": text}) + "\n" for n, text in enumerate((EN, ZH))),
    ".json": json.dumps([{"id": "1", "title": "Ferry", "text": EN}, {"id": "2", "title": "渡轮", "text": ZH}]),
    ".rtf": "{\\rtf1\\ansi " + EN + "\\par " + "".join(f"\\u{ord(c)}?" for c in ZH) + "\\par}",
    ".eml": f"{_MAIL}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_PLAIN}",
    ".mhtml": f"{_MAIL}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_PAGE}",
    ".mht": f"{_MAIL}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_PAGE}",
    ".csv": f'day,what\nMonday,"{EN}"\n星期二,{ZH}\n',
    ".tsv": f"day\twhat\nMonday\t{EN}\n星期二\t{ZH}\n",
    ".srt": "1\n" + _CUES.replace(".000", ",000").replace("\n\n", "\n\n2\n"),
    ".vtt": f"WEBVTT\n\n{_CUES}",
    ".lrc": f"[ti:Ferry]\n[00:01.00]{EN}\n[00:05.00]{ZH}\n",
    ".url": "[InternetShortcut]\nURL=http://127.0.0.1/ferry\n",
}  # fmt: skip


def valid_file(suffix):
    """The content of a sound file of a format."""
    return OFFICE_FILES[suffix](f"{EN} {ZH}") if suffix in OFFICE_FILES else _TEXTS[suffix].encode()


assert {*_TEXTS, *OFFICE_FILES} == {*SOURCE_SUFFIXES}
