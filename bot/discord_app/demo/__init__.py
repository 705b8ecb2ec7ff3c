"""The demo: the bot in a simulated Discord, shown in the browser, without a token."""

from bot.discord_app.demo.running import run_demo

__all__ = ["run_demo"]
