"""Help and wrong usage in the reader's language. Click says them in English; each sentence is looked up in the texts."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import IO, Any
from unicodedata import east_asian_width

import click

from bot.cli.language import terminal_locale
from bot.strings import open_strings, reason_text

_SENTENCE_END = re.compile(r"(?<=[.])\s+(?=[A-Z])")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
# What a line of Chinese text may not be broken in: a word, or a character with the marks that stick to it.
_UNBROKEN = re.compile(r"[（「“]*(?:[!-~]+|[^!-~])[，。：；、）」”？！]*\s*")
_EXTRA = re.compile(r"(.*?)(?:  (\[[^]]*\]))?", re.DOTALL)  # the default and the range of an option
_PLACES = ("[OPTIONS]", "COMMAND [ARGS]...")
_FIRST_COLUMN = 30
_AS_IT_IS = "\b\n"  # Click leaves the lines of such a text alone


class UsageContext(click.Context):
    """A command that is being parsed. Its help is in the language of the question, if that is Chinese, or of the terminal."""

    def __init__(self, *arguments: Any, asked: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._asked = asked

    @cached_property
    def locale(self) -> str:
        """The locale of help and errors."""
        return terminal_locale(self._asked)

    def make_formatter(self) -> click.HelpFormatter:
        """What writes the help."""
        if self.locale == "en":
            return super().make_formatter()
        return _ChineseFormatter(self.locale, width=self.terminal_width, max_width=self.max_content_width)


class WrongUsage(click.UsageError):
    """Arguments that are not right: how to use the command, what is wrong, and exit code 2."""

    def __init__(self, error: click.UsageError, *, asked: str) -> None:
        super().__init__(error.format_message(), error.ctx)
        self._locale = error.ctx.locale if isinstance(error.ctx, UsageContext) else terminal_locale(asked)

    def show(self, file: IO[Any] | None = None) -> None:
        """Tell it on standard error."""
        strings = open_strings(self._locale)
        if self.ctx is not None:
            hint = reason_text(f"Try '{self.ctx.command_path} --help' for help.", strings)
            click.echo(f"{self.ctx.get_usage()}\n{hint}\n", file=file, err=True)
        click.echo(strings("failure", message=reason_text(self.message, strings)), file=file, err=True)


@contextmanager
def told_usage(*, asked: str = "") -> Iterator[None]:
    """Tell wrong usage in the language of the question, if Chinese, or of the terminal."""
    try:
        yield
    except (WrongUsage, click.exceptions.NoArgsIsHelpError):  # the latter is the help itself
        raise
    except click.UsageError as error:
        raise WrongUsage(error, asked=asked) from error


def first_sentence(text: str) -> str:
    """The first sentence of a help text."""
    return _SENTENCE_END.split(" ".join(_PARAGRAPH_END.split(text.strip())[0].split()))[0]


class _ChineseFormatter(click.HelpFormatter):
    """Writes help in Chinese. Lines are broken by the columns that characters take."""

    def __init__(self, locale: str, **sizes: int | None) -> None:
        super().__init__(**sizes)  # type: ignore[arg-type]
        self._locale = locale

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how to use a command."""
        for place in _PLACES:
            args = args.replace(place, _translated(place, self._locale))
        super().write_usage(prog, args, prefix or _translated("Usage:", self._locale))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{' ' * self.current_indent}{_translated(f'{heading}:', self._locale)}\n")

    def write_text(self, text: str) -> None:
        """Write the paragraphs of a text."""
        told = (_translated(paragraph, self._locale) for paragraph in _PARAGRAPH_END.split(text))
        width = self.width - self.current_indent
        super().write_text("\n\n".join(f"{_AS_IT_IS}{_wrapped(paragraph, width)}" for paragraph in told))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST_COLUMN, col_spacing: int = 2) -> None:
        """Write names, each with what it means."""
        rows = list(rows)
        names = min(max(len(name) for name, _ in rows), col_max) + col_spacing + self.current_indent
        width = self.width - names - 2
        told = [(name, _AS_IT_IS + _wrapped(_translated(text, self._locale), width)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


def _translated(text: str, locale: str) -> str:
    """A text of help in Chinese, sentence by sentence, with no blank between them."""
    strings = open_strings(locale)
    said, extra = _EXTRA.fullmatch(text).groups()  # type: ignore[union-attr]  # any text matches
    sentences = [*_SENTENCE_END.split(" ".join(said.split())), *filter(None, [extra])]
    return "".join(reason_text(sentence, strings) for sentence in sentences)


def _wrapped(text: str, width: int) -> str:
    """A text in lines of at most so many columns."""
    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if lines[-1] and _columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
