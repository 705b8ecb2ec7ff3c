"""What chat models cost, against what the settings allow."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Asker, Usage
from bot.memory.database import open_database
from bot.memory.spending import Spending, TokenBudget

ANN, BEN, OTHER_GUILD, DIRECT = Asker(1, 2, 3), Asker(1, 2, 4), Asker(9, 2, 3), Asker(None, 7, 3)


class Day:
    """A day that can be followed by the next."""

    def __init__(self):
        self.now = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def day():
    return Day()


def opened(budget, day):
    return Spending(open_database(Path(tempfile.mkdtemp()) / "memory.sqlite3"), budget, now=day)


def test_who_used_up_a_days_tokens_has_none_left_until_the_next(day):
    spending = opened(TokenBudget(per_user=100), day)
    spending.count(ANN, Usage(60, 40))
    assert not spending.has_budget(ANN)
    assert spending.has_budget(BEN)
    assert spending.has_budget(OTHER_GUILD)
    day.now += timedelta(days=1)
    assert spending.has_budget(ANN)


def test_a_guild_that_used_up_its_tokens_has_none_left_for_anybody_and_no_other_is_touched(day):
    spending = opened(TokenBudget(per_community=100), day)
    spending.count(ANN, Usage(60, 40))
    assert not spending.has_budget(BEN)
    assert spending.has_budget(OTHER_GUILD)
    assert spending.has_budget(DIRECT)


def test_strangers_who_write_directly_do_not_share_a_guilds_budget(day):
    spending = opened(TokenBudget(per_user=100, per_community=100), day)
    spending.count(Asker(None, 8, 8), Usage(100, 0))
    assert spending.has_budget(DIRECT)


def test_what_was_used_is_told_for_today_and_in_all_with_its_cost(day):
    spending = opened(TokenBudget(price_read=2.0, price_written=10.0), day)
    spending.count(ANN, Usage(1_000_000, 0))
    day.now += timedelta(days=1)
    spending.count(BEN, Usage(500_000, 100_000))
    today, total = spending.today(1), spending.total(1)
    assert (today.answers, today.tokens, today.cost) == (1, 600_000, 2.0)
    assert (total.answers, total.tokens, total.cost) == (2, 1_600_000, 4.0)
    assert spending.today(9).tokens == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8), st.integers(0, 10**6))
def test_tokens_are_left_exactly_while_fewer_were_used_than_allowed(used, allowed):
    spending = opened(TokenBudget(per_user=allowed), Day())
    for read, written in used:
        spending.count(ANN, Usage(read, written))
    total = sum(map(sum, used))
    assert spending.has_budget(ANN) is (not allowed or total < allowed)
    assert spending.total(1).tokens == total
