"""What the commands share: settings, messages, embedder and log, each opened when a command first asks for it."""

import json
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.language import first_beyond_ascii, terminal_locale
from bot.cli.usage import UsageContext, first_sentence, told_usage

if TYPE_CHECKING:  # imported when they are needed: help and usage errors must not wait for them
    from bot.redaction import Redactor
    from bot.settings import BotSettings
    from bot.strings import Strings
    from index import Embedder, IndexSettings

Value = TypeVar("Value")
# The parameters that hold what a command is asked in words.
_ASKED = ("question", "query", "topic")


class Context:
    """What every command needs. ``start`` comes first: it reads the settings."""

    def __init__(self, *, is_debugging: bool) -> None:
        self._is_debugging = is_debugging
        self._asked: str | None = None

    def speak_like(self, asked: str) -> None:
        """Tell messages in Chinese from now on, in the script of a question, if it is Chinese."""
        self._asked = asked

    def start(self) -> None:
        """Read the settings and open the log. Raises Failure with all settings that are not valid."""
        from bot.cli.reporting import open_log, show_errors_in_one_sentence, show_tracebacks  # noqa: PLC0415

        try:
            _ = self.bot, self.index
        except (ValueError, OSError):  # pydantic's, those of its settings, and a file that cannot be read
            from bot.setting_errors import setting_errors  # noqa: PLC0415 - looks at every setting again
            from bot.strings import reason_text  # noqa: PLC0415

            told = "\n".join(reason_text(sentence, self.strings) for sentence in setting_errors())
            raise Failure(told, self.strings) from None
        open_log(
            "DEBUG" if self._is_debugging else self.bot.log_level, self.redact, is_json=self.bot.log_format == "json"
        )  # fmt: skip
        if self._is_debugging:
            show_tracebacks(self.redact)
        else:
            show_errors_in_one_sentence(self.strings, self.redact)
        if Path(".env").exists():
            self._name_misspelt_settings()

    def _name_misspelt_settings(self) -> None:
        from bot.setting_errors import misspelt_settings, unclear_lines  # noqa: PLC0415

        for line in unclear_lines():
            click.echo(self.strings("setting-line-unclear", line=line), err=True)
        for name, meant in misspelt_settings().items():
            if meant:
                click.echo(self.strings("setting-misspelt", name=name, meant=meant), err=True)

    @cached_property
    def bot(self) -> "BotSettings":
        """The settings of the bot."""
        from bot.settings import BotSettings  # noqa: PLC0415

        return BotSettings()

    @cached_property
    def index(self) -> "IndexSettings":
        """The settings of the index."""
        from index import IndexSettings  # noqa: PLC0415

        return IndexSettings()

    @cached_property
    def redact(self) -> "Redactor":
        """Removes the secrets of the settings from a text."""
        from bot.redaction import Redactor  # noqa: PLC0415

        return Redactor((self.bot, self.index))

    @property
    def strings(self) -> "Strings":
        """The messages of the terminal: in Chinese where the question is, else in the language of the terminal."""
        return self.strings_for(self._asked or "")

    def strings_for(self, asked: str) -> "Strings":
        """The messages about one question: in Chinese where it is, else in the language of the terminal."""
        from bot.strings import open_strings  # noqa: PLC0415

        return open_strings(terminal_locale(asked))

    @cached_property
    def embedder(self) -> "Embedder":
        """The embedder of the settings. It is loaded with the first text."""
        from index import open_embedder  # noqa: PLC0415

        return open_embedder(self.index.embed_model, self.index.embed_endpoint)


class Command(click.Command):
    """A subcommand. Settings are read once its own arguments are known to be right."""

    context_class = UsageContext

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the arguments. What is wrong with them is told in the language of the question among them."""
        asked = first_beyond_ascii(args) if any(parameter.name in _ASKED for parameter in self.params) else ""
        with told_usage(asked=asked):
            return super().make_context(info_name, args, parent, asked=asked, **extra)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - click's; longer ones go on in the next line
        """The first sentence of the help, whole, for the list of commands."""
        return first_sentence(self.help or "")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        context: Context = ctx.obj
        context.speak_like(_asked(ctx.params))
        context.start()
        return super().invoke(ctx)


class Failure(click.ClickException):
    """An error that ends a command, told in one sentence in the language of the question or the settings."""

    def __init__(self, message: str, strings: "Strings") -> None:
        super().__init__(message)
        self._strings = strings

    def show(self, file: IO[Any] | None = None) -> None:
        """Tell it on standard error."""
        click.echo(self._strings("failure", message=self.message), file=file, err=True)


def _asked(params: Mapping[str, Any]) -> str:
    """What a command is asked in words, if anything: a question, a query, a topic, or the question before."""
    typed = (*map(params.get, _ASKED), *(params.get("after") or ())[-1:])
    return next((text for text in typed if text), "")


def print_result(result: dict[str, Any] | str) -> None:
    """Print a text as it is, an object as one line of JSON."""
    click.echo(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False))


def is_terminal() -> bool:
    """Whether a person types at standard input and reads standard output."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
