"""The ``footnote`` command: its subcommands, and errors in one sentence.

Nothing that takes long is imported here or in ``commands``, so that help and usage errors come at once.
"""

import logging
from typing import Any

import click

from bot.cli.commands import ask, demo, doctor, eval_command, index_command, read, run, search, sources, summary
from bot.cli.context import Context, Failure
from bot.cli.usage import UsageContext, told_usage

_INTERRUPTED = 130


class _Group(click.Group):
    """Turns errors that are raised on purpose into one sentence and exit code 1, and says how a command is used rightly."""

    context_class = UsageContext

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        # What is wrong in .env is told once the settings are read, and not whenever the file is.
        logging.getLogger("dotenv.main").setLevel(logging.ERROR)
        with told_usage():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with told_usage():
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            key = "stopped-indexing" if ctx.invoked_subcommand == "index" else "stopped"
            click.echo("\n" + ctx.obj.strings(key), err=True)
            ctx.exit(_INTERRUPTED)
        except Exception as error:
            from bot.cli.reporting import failure_sentence  # noqa: PLC0415 - imports the rooms whose errors it knows

            sentence = failure_sentence(error, ctx.obj.strings)
            if sentence is None:
                raise
            raise Failure(ctx.obj.redact(sentence), ctx.obj.strings) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Log everything, and show the traceback of unexpected errors.")
@click.version_option(package_name="footnote", prog_name="footnote")
@click.pass_context
def main(ctx: click.Context, *, debug: bool) -> None:
    """Ask your sources in Chinese or English, and get answers that cite the passages they rest on."""
    ctx.obj = Context(is_debugging=debug)


for command in (ask, search, summary, sources, read, index_command, doctor, run, demo, eval_command):
    main.add_command(command)
