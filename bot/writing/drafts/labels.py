"""The grammar of citation labels: ``[1]`` as written here, and the many forms in which a chat model writes it. Pure."""

from collections.abc import Callable, Iterable, Iterator

import regex

from bot.answers import AnswerLanguage

_LABEL = regex.compile(r"\[(\d+)\]")
_LABELS = regex.compile(r"(?:(?<!\s)\s++)?(?:\[\d+\])+")

# What a model writes: [1], [2][3], [1, 2], [2-4], [^1], [Source 1], and the like in Chinese brackets.
_DRAFT_LABEL = (
    r"[\[【［]\s*(?:\^|(?i:source|passage|citation|来源|來源|段落|引用)\s*)?"
    r"(?P<numbers>\d+(?:\s*[-–,，、;；]\s*\d+)*)\s*(?:†[^\]】］]*)?[\]】］]"
)
_DRAFT_LABELS = regex.compile(rf"(?P<before>(?:(?<![ \t])[ \t]++)?)(?P<all>{_DRAFT_LABEL}(?:[ \t]*{_DRAFT_LABEL})*)")
_ONE_DRAFT_LABEL = regex.compile(_DRAFT_LABEL)
_RANGE = regex.compile(r"(?<!\d)(\d++)\s*+[-–]\s*+(\d+)")
_DEFINITION = regex.compile(r"(?m)^[ \t]*[\[【［]\^?\d+[\]】］][:：].*$\n?")
# A range of more labels than this is no range. Set by hand.
_MOST_IN_RANGE = 20
# A number of more digits than this is no label, and reading it might take long.
_MOST_DIGITS = 9


def format_labels(numbers: Iterable[int]) -> str:
    """Labels as they stand behind a sentence: ``[1][2]``."""
    return "".join(f"[{number}]" for number in numbers)


def label_gap(language: AnswerLanguage) -> str:
    """The white space between a sentence and its labels."""
    return "" if language == "zh" else " "


def find_labels(text: str) -> list[int]:
    """The numbers of the labels in a text, in order."""
    return [int(number) for number in _LABEL.findall(text)]


def remove_labels(text: str) -> str:
    """A text without its labels and the white space before them."""
    return _LABELS.sub("", text)


def replace_labels(text: str, replacement: Callable[[int], str]) -> str:
    """A text with something else for each label, made from its number."""
    return _LABEL.sub(lambda label: replacement(int(label[1])), text)


def renumber_labels(text: str, numbers: dict[int, int]) -> str:
    """A text with another number in each label. Raises KeyError for one without a new number."""
    return replace_labels(text, lambda number: f"[{numbers[number]}]")


def cut_at_last_label(text: str) -> str:
    """A text up to its last label; empty where it has none."""
    labels = list(_LABEL.finditer(text))
    return text[: labels[-1].end()] if labels else ""


def remove_label_definitions(draft: str) -> str:
    """A draft without lines such as ``[1]: …``, in which a model lists what its labels mean."""
    return _DEFINITION.sub("", draft)


def split_labels(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text of a draft without its labels in any form, and for each label its position in that text and its number."""
    bare, labels, position = "", [], 0
    for match in _DRAFT_LABELS.finditer(text):
        bare += text[position : match.start()]
        labels += [(len(bare), number) for number in _read_numbers(match["all"])]
        position = match.end()
        if match["before"] and regex.match(r"[\p{L}\p{N}]", text, pos=position):
            bare += " "
    bare += text[position:]
    while _ONE_DRAFT_LABEL.search(bare):  # removing one label may complete another
        bare = _ONE_DRAFT_LABEL.sub("", bare)
    return bare, labels


def _read_numbers(labels: str) -> Iterator[int]:
    for label in _ONE_DRAFT_LABEL.finditer(labels):
        for low, high in _RANGE.findall(label["numbers"]):
            yield from range(_number(low), min(_number(high), _number(low) + _MOST_IN_RANGE) + 1)
        yield from map(_number, regex.findall(r"\d+", label["numbers"]))


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else 0
