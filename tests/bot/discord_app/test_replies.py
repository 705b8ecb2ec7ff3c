"""Requests to Discord are repeated only where this may help."""

from types import SimpleNamespace

import discord
import pytest
from tenacity import wait_none

from bot.discord_app.delivery import discord_errors


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(discord_errors, "_RETRYING", discord_errors._RETRYING.copy(wait=wait_none()))


def failing(*statuses):
    """A request that fails with each status in turn, then returns "sent"; and the statuses that are left."""
    left = list(statuses)

    async def request():
        if left:
            raise discord.HTTPException(SimpleNamespace(status=left.pop(0), reason=""), "failed")
        return "sent"

    return request, left


@pytest.mark.parametrize("statuses", [[], [500], [503, 500], [429, 429]], ids=str)
async def test_a_request_is_repeated_where_discord_fails_or_asks_to_wait(statuses):
    request, left = failing(*statuses)
    assert await discord_errors.with_retries(request) == "sent"
    assert left == []


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_a_request_that_discord_refuses_is_not_repeated(status):
    request, left = failing(status, status)
    with pytest.raises(discord.HTTPException):
        await discord_errors.with_retries(request)
    assert left == [status]


async def test_a_third_failure_is_final():
    request, left = failing(500, 500, 500, 500)
    with pytest.raises(discord.HTTPException):
        await discord_errors.with_retries(request)
    assert left == [500]
