"""Metrics and health of a running bot, for this machine alone and without anything that somebody asked."""

import socket
import urllib.error
import urllib.request

import pytest

from bot.answers import Asker
from bot.errors import MonitorError
from bot.monitoring import open_monitor
from bot.service import Desk
from embedders import HashingEmbedder
from index import IndexSettings

pytestmark = pytest.mark.enable_socket
ASKER = Asker(community_id=7, conversation_id=8, user_id=9)


@pytest.fixture
async def desk(corpus, indexed):
    opened = Desk(IndexSettings(sources_dir=corpus, data_dir=indexed), HashingEmbedder())
    yield opened
    await opened.close()


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


async def test_answers_are_counted_by_outcome_and_health_says_when_it_is_ready(desk, port):
    with open_monitor(desk, port):
        assert fetch(port, "/healthz") == (503, "starting\n")
        await desk.ask("青石桥有多长？", ASKER)
        await desk.ask("Which submarine did Okafor sail?", ASKER)
        assert fetch(port, "/healthz") == (200, "ready\n")
        status, text = fetch(port, "/metrics")
        assert status == 200
        answers = [line for line in text.splitlines() if line.startswith("footnote_answers_total")]
        assert sum(float(line.rpartition(" ")[2]) for line in answers) == 2
        assert "footnote_answer_seconds_count 2.0" in text
        assert "footnote_ready 1.0" in text
        assert not any(word in text for word in ("青石桥", "submarine", "Okafor"))
        assert fetch(port, "/else")[0] == 404


async def test_without_a_port_nothing_is_served(desk):
    with open_monitor(desk, 0) as served:
        assert served == 0


async def test_a_port_that_is_taken_is_told(desk, port):
    with open_monitor(desk, port), pytest.raises(MonitorError, match="METRICS_PORT"), open_monitor(desk, port):
        pass
