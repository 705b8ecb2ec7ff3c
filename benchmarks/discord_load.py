"""How the bot on Discord bears load: 20 questions at once while 2,000 chunks are reindexed.

Measures what a person notices: how late the event loop runs (a heartbeat missed is a bot gone offline),
and how long it takes until a question is acknowledged and until it is answered. The targets are those of
issue 4: delay p99 <= 100 ms and worst <= 250 ms, acknowledgement p99 <= 1 s.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from simcord.env import Env

from bot.discord_app.client import FootnoteClient
from bot.service.desk import Desk
from bot.service.rate_limits import Limits
from index import IndexSettings, open_embedder

QUESTIONS, CHUNKS, PROBE_SECONDS = 20, 2_000, 0.005
EN = "House {n} of Brindle has {m} rooms and was built by the guild of carpenters in the year {y}. Its garden faces the river."
ZH = "青石镇第{n}号院有{m}间房，建于{y}年，由木匠行会所建。院子朝着河，每年春天都有人来看花。"


def write_sources(folder: Path) -> None:
    """Two small sources to ask about, and 2,000 to index beside them."""
    folder.mkdir()
    (folder / "tea.txt").write_text(
        "The Tea Houses of Brindle\n\nBrindle has 42 tea houses. The oldest of them opened in 1911.\n", "utf-8"
    )
    (folder / "bridge.txt").write_text("青石桥的故事\n\n青石桥全长186米，建于清朝末年。\n", "utf-8")


def write_many(folder: Path) -> None:
    """The 2,000 sources of one chunk each, half of them Chinese."""
    rows = ({"id": n, "text": (ZH if n % 2 else EN).format(n=n, m=n % 90 + 2, y=1700 + n % 300)} for n in range(CHUNKS))
    (folder / "many.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")


async def measure(folder: Path) -> dict[str, float]:
    """The figures of one run, in milliseconds."""
    write_sources(folder / "sources")
    settings = IndexSettings(sources_dir=folder / "sources", data_dir=folder / "data")
    desk = Desk(settings, open_embedder("builtin"), limits=Limits(0, 0, 50), reindex_in_child=True)
    await desk.warm()
    bot = FootnoteClient(desk)
    env = Env(bot, settle_timeout=600, check_errors=False, shard_count=1)
    await env.start()
    guild = env.create_guild()
    channel = guild.create_text_channel("general")
    people = [guild.add_member(env.create_user(f"person{n}")) for n in range(QUESTIONS)]
    write_many(folder / "sources")
    delays: list[float] = []
    probe = asyncio.create_task(watch(delays))
    reindex = asyncio.create_task(desk.reindex())
    while not desk.reindex_progress.embedded:  # noqa: ASYNC110 - counted in another thread
        await asyncio.sleep(0.05)
    started, sent = time.perf_counter(), len(env.http_requests)
    for number, person in enumerate(people):
        text = "How many tea houses does Brindle have?" if number % 2 else "青石桥全长多少米?"
        env.backend.create_message(channel.id, person.id, f"<@{bot.user.id}> {text}")
    acknowledged, answered = [], []
    while len(answered) < QUESTIONS:
        await asyncio.sleep(PROBE_SECONDS)
        requests = env.http_requests[sent:]
        now = (time.perf_counter() - started) * 1000
        typing = sum(r.path.endswith("/typing") for r in requests)
        messages = sum(r.method == "POST" and r.path.endswith("/messages") for r in requests)
        acknowledged += [now] * (min(typing, QUESTIONS) - len(acknowledged))
        answered += [now] * (messages - len(answered))
    was_running = desk.is_reindexing
    report = await reindex
    probe.cancel()
    await env.settle()
    await env.shutdown()
    await desk.close()
    return {
        "delay_p50": percentile(delays, 50), "delay_p99": percentile(delays, 99), "delay_worst": max(delays),
        "acknowledged_p99": percentile(acknowledged, 99), "answered_p50": percentile(answered, 50), "answered_worst": max(answered),
        "reindex_seconds": report.seconds, "chunks": report.chunks, "reindexing_throughout": was_running,
    }  # fmt: skip


async def watch(delays: list[float]) -> None:
    """Note by how many milliseconds each turn of the event loop is late."""
    while True:
        due = time.perf_counter() + PROBE_SECONDS
        await asyncio.sleep(PROBE_SECONDS)
        delays.append((time.perf_counter() - due) * 1000)


def percentile(values: list[float], share: int) -> float:
    """The value that ``share`` percent of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


def main() -> None:
    """Print the figures as JSON; exit 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(Path(folder)))
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}, indent=2))
    missed = figures["delay_p99"] > 100 or figures["delay_worst"] > 250 or figures["acknowledged_p99"] > 1_000
    sys.exit(int(missed))


if __name__ == "__main__":
    main()
