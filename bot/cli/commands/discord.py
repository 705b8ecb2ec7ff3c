"""The commands that run the bot on Discord, or on a simulated one: run, demo."""

import logging

import click

from bot.cli.context import Command, Context


@click.command(cls=Command)
@click.pass_obj
def run(context: Context) -> None:
    """Run the bot on Discord. Needs DISCORD_TOKEN; without it, the command says how to get one."""
    from bot.cli.library import say_if_rebuilt  # noqa: PLC0415 - takes long to import
    from bot.discord_app import serve  # noqa: PLC0415 - discord.py is loaded only where it is used

    say_if_rebuilt(context)
    serve(context.bot, context.index)


@click.command(cls=Command)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port of the page; 0 for any free port.",
)
@click.pass_obj
def demo(context: Context, *, port: int) -> None:
    """Run the bot in a simulated Discord in the browser. Needs no token."""
    # Importing the simulator makes discord.py warn about what only a real Discord needs.
    logging.getLogger("discord").setLevel(logging.ERROR)

    from bot.cli.library import say_if_rebuilt  # noqa: PLC0415
    from bot.discord_app import run_demo  # noqa: PLC0415 - the simulator is loaded only where it is used

    say_if_rebuilt(context)
    run_demo(context.index, port=port, say=click.echo)
