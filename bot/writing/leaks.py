"""Cuts what a chat model repeats of its prompt out of a draft: marks, the lines above a passage, instructions."""

import regex

from bot.answers import AnswerLanguage
from bot.writing.drafts import find_repetition
from bot.writing.prompts import Prompts
from index import lazy_pattern

_LANGUAGES: tuple[AnswerLanguage, ...] = ("en", "zh")
_BOUNDARY = r"#[a-z]{12}(?:#|\b)"
_TORN_BOUNDARY = lazy_pattern(r"#[a-z]{0,12}\Z")
# Prompts whose lines above a passage, a question or a turn may be repeated.
_FRAMES = ("passage", "turn", "answer", "summary", "map", "reduce", "standalone")
# Values that are text of passages or of the conversation, with nothing of the prompt on their line.
_WHOLE_LINES = frozenset({"$text", "$passages", "$conversation", "$notes", "$boundary"})
_EMPHASIS = r"[*_`>#\s]*"
_ANSWER_PREFIX = lazy_pattern(
    rf"\A{_EMPHASIS}(?:(?:final |short )?answer|回答|答案|答复|答)[*_`]*\s*[:：][*_`]*\s*", regex.I
)


class PromptLeaks:
    """Recognises in drafts what stands in the prompts of a folder, in either language."""

    def __init__(self, prompts: Prompts) -> None:
        lines = {
            line for name in _FRAMES for language in _LANGUAGES for line in prompts(name, language).lines
        } - _WHOLE_LINES  # fmt: skip
        frames = [_line_pattern(line) for line in sorted(lines)]
        questions = [_line_pattern(line) for line in sorted(lines) if _is_question(line)]
        self._frame = regex.compile(rf"(?im){_BOUNDARY}|^{_EMPHASIS}(?:{'|'.join(frames)}){_EMPHASIS}$")
        self._question = regex.compile(rf"(?i)\A{_EMPHASIS}(?:{'|'.join(questions)}){_EMPHASIS}(?:\n+|\Z)")
        self._beginnings = {_letters(line.removeprefix("$boundary").partition("$")[0]) for line in lines}

    def cut(self, text: str, instructions: str = "") -> str:
        """A draft up to the first mark, line above a passage, or sentence of the instructions; without the question.

        A repeated question at its beginning is removed, and a word such as *Answer:* before the answer.
        """
        text = _ANSWER_PREFIX.sub("", self._question.sub("", text))
        frame = self._frame.search(text)
        starts = [frame.start() if frame else None, find_repetition(text, instructions) if instructions else None]
        cuts = [start for start in starts if start is not None]
        return text[: min(cuts)].rstrip(" \n#*_`>-") if cuts else text

    def cut_growing(self, text: str) -> str:
        """A growing draft without what may still become one of these."""
        text = _TORN_BOUNDARY.sub("", self.cut(text))
        before, newline, last = text.rpartition("\n")
        may_be_frame = any(beginning.startswith(_letters(last)) for beginning in self._beginnings)
        return before if may_be_frame else before + newline + last


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if not (c.isspace() or c.isdigit() or c in "*_`>#"))


def _is_question(line: str) -> bool:
    return any(name in line for name in ("$question", "$subject"))


def _line_pattern(line: str) -> str:
    """A pattern for a line of a prompt with any values."""
    parts = regex.split(r"(\$[a-z]+)", line.strip())
    values = {"$boundary": rf"(?:{_BOUNDARY})?", "$label": r"\[?\d+\]?", "$points": r"\d+"}
    return "".join(values.get(part, ".*") if part.startswith("$") else _static(part) for part in parts if part)


def _static(text: str) -> str:
    return r"\s*".join(regex.escape(word) for word in text.split()) + (r"\s*" if text.endswith(" ") else "")
