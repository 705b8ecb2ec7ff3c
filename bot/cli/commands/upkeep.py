"""The commands that look after the index: sources, index, doctor."""

from dataclasses import asdict

import click

from bot.cli.context import Command, Context, print_result


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per source.")
@click.pass_obj
def sources(context: Context, *, as_json: bool) -> None:
    """List the sources in the index, with author, publisher, date and languages."""
    from bot.cli.library import OPERATOR, open_library  # noqa: PLC0415 - takes long to import
    from bot.cli.output import source_json, sources_text  # noqa: PLC0415

    with open_library(context, is_quoting=True) as library:
        listed = library.lookups.sources(OPERATOR)
    if not as_json:
        print_result(sources_text(listed, context.strings))
    else:
        for source, chunks in listed:
            print_result(source_json(source, chunks))


@click.command(name="index", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Print the report as a JSON object.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option(
    "--full", is_flag=True, help="Build the whole index anew. The old one answers until the new one is ready."
)
@click.pass_context
def index_command(ctx: click.Context, *, as_json: bool, dry_run: bool, full: bool) -> None:
    """Bring the index up to date with the files in the sources folder."""
    from bot.cli.library import run_reindex  # noqa: PLC0415 - takes long to import
    from bot.cli.output import report_json, report_text  # noqa: PLC0415

    context: Context = ctx.obj
    report = run_reindex(context, full=full, dry_run=dry_run)
    print_result(report_json(report) if as_json else report_text(report, context.strings, is_dry_run=dry_run))
    if report.failed:
        ctx.exit(1)


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per finding.")
@click.option("--chat-model", is_flag=True, help="Examine the chat model alone: its endpoint, and ten questions.")
@click.option("--repair", "repairs", is_flag=True, help="First build again what is damaged: the index, the dictionary.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool, chat_model: bool, repairs: bool) -> None:
    """Check settings, sources, models, index and the Discord token, and say how to correct what is wrong."""
    from bot.cli.chat_model import conformance_text, examine_chat_model  # noqa: PLC0415 - takes long to import
    from bot.cli.doctor import finding_text, run_checks  # noqa: PLC0415
    from bot.strings import open_strings, reason_text  # noqa: PLC0415
    from index import single_line  # noqa: PLC0415

    context: Context = ctx.obj
    strings = open_strings("en") if as_json else context.strings  # what a program reads is the same everywhere
    if chat_model:
        conformance = examine_chat_model(context.bot, context.index, strings)
        print_result(asdict(conformance) if as_json else conformance_text(conformance, strings))
        if not all(trial.is_right for trial in conformance.trials):
            ctx.exit(1)
        return
    if repairs:
        from bot.cli.library import run_repair  # noqa: PLC0415

        for sentence in run_repair(context):
            click.echo(single_line(reason_text(sentence, context.strings)), err=as_json)
    findings = run_checks(context.index, embedder=context.embedder, strings=strings)
    for finding in findings:
        print_result(asdict(finding) if as_json else finding_text(finding, strings))
    if not all(finding.is_ok for finding in findings):
        ctx.exit(1)
