"""The commands that bring the bot to Discord, or to a simulated one."""

import logging

import click

from bot.settings import BotSettings
from index import IndexSettings


@click.command()
def run() -> None:
    """Answer on Discord. Needs DISCORD_TOKEN; without one, says how to get one and what to invite it with."""
    from bot.discord_app import serve  # noqa: PLC0415 - Discord is only loaded where it is wanted

    serve(BotSettings(), IndexSettings())


@click.command()
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port of the page; 0 for any."
)
def demo(*, port: int) -> None:
    """Serve the bot in a simulated Discord in the browser, without a token."""
    # While it is imported, the simulator makes discord.py complain of what only a real Discord would need.
    logging.getLogger("discord").setLevel(logging.ERROR)

    from bot.discord_app import run_demo  # noqa: PLC0415 - the simulator is only loaded where it is wanted

    run_demo(IndexSettings(), port=port, say=click.echo)
