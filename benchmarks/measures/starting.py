"""How long commands take from their start to their end, beside a bare import of chromadb in the same run."""

import os
import subprocess
import sys
import time
from pathlib import Path

from measures.results import table

_ROUNDS = 3
_COMMANDS = {
    "import chromadb": ["-c", "import chromadb"],
    "footnote --help": ["-m", "bot", "--help"],
    "footnote ask, to the answer (English)": ["-m", "bot", "ask", "Why is Putin negotiating?"],
    "footnote ask, to the answer (Chinese)": ["-m", "bot", "ask", "俄罗斯的通货膨胀率是多少？"],
    "footnote run, until a question could be answered": ["-c", "from measures.starting import warm; warm()"],
}


def warm() -> None:
    """Open everything that the bot opens before it answers its first question."""
    import asyncio  # noqa: PLC0415 - imported in the process that is measured, like the rest

    import bot.discord_app  # noqa: F401, PLC0415
    from bot.service import open_desk  # noqa: PLC0415
    from bot.settings import BotSettings  # noqa: PLC0415
    from index import IndexSettings  # noqa: PLC0415

    async def open_and_close() -> None:
        desk = open_desk(BotSettings(), IndexSettings())
        await desk.warm()
        await desk.close()

    asyncio.run(open_and_close())


def measure(sources: Path, data: Path) -> dict[str, tuple[float, float]]:
    """Wall and processor seconds of each command, the least of three rounds. The index must be built in ``data``."""
    environment = dict(os.environ, SOURCES_DIR=str(sources), DATA_DIR=str(data), PYTHONPATH=os.pathsep.join(sys.path))
    taken: dict[str, tuple[float, float]] = {}
    for _ in range(_ROUNDS):
        for name, arguments in _COMMANDS.items():
            before, started = os.times(), time.perf_counter()
            subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
            wall, after = time.perf_counter() - started, os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            taken[name] = min(taken.get(name, (wall, used)), (wall, used))
    return taken


def shown(measured: dict[str, tuple[float, float]]) -> str:
    """Seconds by command, and as multiples of the bare import."""
    bare = measured["import chromadb"][1]
    head = ["", "wall, s", "processor, s", "times the import of chromadb"]
    return table(
        head, [[name, f"{wall:.2f}", f"{used:.2f}", f"{used / bare:.1f}"] for name, (wall, used) in measured.items()]
    )
