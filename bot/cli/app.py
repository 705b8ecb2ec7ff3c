"""The ``footnote`` command: reads the settings, reports errors in one sentence, and runs a subcommand."""

import logging
import sys
from typing import Any

import click
from pydantic import ValidationError

from bot.cli.commands import ask, demo, doctor, eval_command, index_command, read, run, search, sources, summary
from bot.cli.context import Context
from bot.errors import AnswerError
from bot.settings import BotSettings
from bot.strings import Strings, open_strings
from index import IndexSettings, SearchIndexError, open_embedder, remove_hidden_characters

_INTERRUPTED = 130


class _Group(click.Group):
    """Turns errors that are raised on purpose into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SearchIndexError, AnswerError) as error:
            raise click.ClickException(remove_hidden_characters(str(error))) from error
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"])).upper()
            raise click.ClickException(
                f"The setting {name} is not valid ({first['msg']}): see .env.example for what it can be."
            ) from error
        except KeyboardInterrupt:
            click.echo("\n" + _locale_strings()("stopped"), err=True)
            ctx.exit(_INTERRUPTED)


class _StandardError(logging.Handler):
    """Logs to the current ``sys.stderr``, which is replaced while a draft is shown, so that lines appear above the draft."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{remove_hidden_characters(self.format(record))}\n")
        sys.stderr.flush()


def _locale_strings() -> Strings:
    try:
        return open_strings(BotSettings().locale)
    except ValidationError:
        return open_strings("en")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Log everything, and show the traceback of unexpected errors.")
@click.version_option(package_name="footnote", prog_name="footnote")
@click.pass_context
def main(ctx: click.Context, *, debug: bool) -> None:
    """Ask your sources in Chinese or English, and get answers that cite the passages they rest on."""
    settings = BotSettings()
    logging.basicConfig(
        level="DEBUG" if debug else settings.log_level,
        handlers=[_StandardError()],
        format="%(levelname)s %(name)s: %(message)s",
    )
    strings = open_strings(settings.locale)
    if not debug:
        sys.excepthook = lambda kind, error, _: click.echo(
            strings("unexpected", error=remove_hidden_characters(f"{kind.__name__}: {error}")), err=True
        )
    index = IndexSettings()
    ctx.obj = Context(index=index, bot=settings, strings=strings, embedder=open_embedder(index.embed_model))


for command in (ask, search, summary, sources, index_command, read, doctor, run, demo, eval_command):
    main.add_command(command)
