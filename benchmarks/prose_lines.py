"""How much prose of plain texts and Markdown files is lost when they are read: ``python benchmarks/prose_lines.py FILE...``.

A line of a file is prose if it has at least eight words or twenty Chinese characters, and stands outside code, tables and
front matter. It is lost if less than nine tenths of its shingles (sixteen letters, eight Chinese characters) stand in the
document.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import regex

from index import Failure, load_file

# What markup adds to the words: comments, tags, and where links lead.
_MARKUP = regex.compile(
    r"<!--.*?-->|<[^<>\n]*>|\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\]\[[^\]]*\]|^\s*\[[^\]]+\]:.*$|https?://\S+|&\w+;",
    regex.M | regex.S,
)
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{N}]+")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_FENCE = regex.compile(r"\s*(?:```|~~~)")
_SIZE, _CHINESE_SIZE, _KEPT, _WANTED = 16, 8, 0.9, 0.005
_NOT_PROSE = regex.compile(r"\s{4,}|\t|\s*\||\s*\[[^\]]+\]:")


def prose_lines(text: str, *, is_markdown: bool) -> Iterator[str]:
    """The lines of prose, without markup."""
    in_code, in_front = False, False
    for number, line in enumerate(text.splitlines()):
        if line.strip() == "---" and is_markdown and (number == 0 or in_front):
            in_front = not in_front
        elif _FENCE.match(line):
            in_code = not in_code
        elif not (in_code or in_front or _NOT_PROSE.match(line)):
            plain = _MARKUP.sub("", line)
            words = _WORD.findall(plain)
            if len(words) >= (20 if is_chinese(plain) else 8):
                yield plain


def is_chinese(text: str) -> bool:
    return len(regex.findall(r"\p{Han}", text)) * 2 > len(_WORD.findall(text))


def shingles(text: str, size: int) -> set[str]:
    packed = "".join(_LETTER.findall(text)).lower()
    return {packed[i : i + size] for i in range(max(len(packed) - size + 1, 1))}


def measure(path: Path) -> tuple[int, list[str]]:
    """How many lines of prose a file has, and those that are lost."""
    read = [document for document in load_file(path, path.name) if not isinstance(document, Failure)]
    text = _MARKUP.sub("", "\n".join(f"{document.heading}\n{document.text}" for document in read))
    known = shingles(text, _SIZE) | shingles(text, _CHINESE_SIZE)
    lines = list(prose_lines(path.read_text("utf-8", "replace"), is_markdown=path.suffix != ".txt"))
    lost = []
    for line in lines:
        own = shingles(line, _CHINESE_SIZE if is_chinese(line) else _SIZE)
        if len(own & known) < _KEPT * len(own):
            lost.append(line)
    return len(lines), lost


def main() -> None:
    """Print the share of lost lines of each file, the worst last, with some of them."""
    rows = []
    for path in map(Path, sys.argv[1:]):
        count, lost = measure(path)
        rows.append((len(lost) / max(count, 1), count, lost, path.name))
    for share, count, lost, name in sorted(rows):
        print(f"{share:7.2%} of {count:5} {name}")
        for line in lost[:6]:
            print(f"            {line[:150]}")
    total, gone = sum(row[1] for row in rows), sum(len(row[2]) for row in rows)
    good = sum(row[0] <= _WANTED for row in rows)
    print(f"{gone / max(total, 1):.2%} of {total} lines in {len(rows)} files; {good} files lose at most {_WANTED:.1%}")


if __name__ == "__main__":
    main()
