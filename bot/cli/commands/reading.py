"""The command that shows how a file is understood: read."""

from pathlib import Path

import click

from bot.cli.context import Command, Context, print_result


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per document, with its whole text.")
@click.pass_context
def read(ctx: click.Context, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Show what is understood of a file: title, date, author, sections, speakers, passages, and what is left out."""
    from bot.cli.output import (  # noqa: PLC0415 - all of these take long to import
        document_json,
        document_text,
        failure_json,
        failure_text,
    )
    from index import Failure, chunk_limit, load_file, split_document  # noqa: PLC0415

    context: Context = ctx.obj
    has_failed = False
    for path in files:
        for found in load_file(path, path.name):
            if isinstance(found, Failure):
                has_failed = True
                print_result(failure_json(str(path), found) if as_json else failure_text(found, context.strings))
                continue
            embedder = context.embedder
            chunks = split_document(found, limit=chunk_limit(embedder.max_tokens), count_tokens=embedder.count_tokens)
            print_result(
                document_json(str(path), found, chunks) if as_json else document_text(found, chunks, context.strings)
            )
    if has_failed:
        ctx.exit(1)
