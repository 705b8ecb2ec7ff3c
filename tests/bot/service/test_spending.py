"""What chat models cost, against what the settings allow."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Usage
from bot.memory.records import Place
from bot.memory.spending import Budget, Spending

ANN, BEN, OTHER_GUILD, DIRECT = Place(1, 2, 3), Place(1, 2, 4), Place(9, 2, 3), Place(None, 7, 3)


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
    return Spending(sqlite3.connect(":memory:"), budget, now=day)


def test_who_used_up_a_days_tokens_has_none_left_until_the_next(day):
    spending = opened(Budget(per_user=100), day)
    spending.count(ANN, Usage(60, 40))
    assert not spending.may(ANN)
    assert spending.may(BEN)
    assert spending.may(OTHER_GUILD)
    day.now += timedelta(days=1)
    assert spending.may(ANN)


def test_a_guild_that_used_up_its_tokens_has_none_left_for_anybody_and_no_other_is_touched(day):
    spending = opened(Budget(per_guild=100), day)
    spending.count(ANN, Usage(60, 40))
    assert not spending.may(BEN)
    assert spending.may(OTHER_GUILD)
    assert spending.may(DIRECT)


def test_strangers_who_write_directly_do_not_share_a_guilds_budget(day):
    spending = opened(Budget(per_user=100, per_guild=100), day)
    spending.count(Place(None, 8, 8), Usage(100, 0))
    assert spending.may(DIRECT)


def test_what_was_used_is_told_for_today_and_altogether_with_its_cost(day):
    spending = opened(Budget(price_read=2.0, price_written=10.0), day)
    spending.count(ANN, Usage(1_000_000, 0))
    day.now += timedelta(days=1)
    spending.count(BEN, Usage(500_000, 100_000))
    today, altogether = spending.today(1), spending.altogether(1)
    assert (today.answers, today.tokens, today.cost) == (1, 600_000, 2.0)
    assert (altogether.answers, altogether.tokens, altogether.cost) == (2, 1_600_000, 4.0)
    assert spending.today(9).tokens == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8), st.integers(0, 10**6))
def test_tokens_are_left_exactly_while_fewer_were_used_than_allowed(used, allowed):
    spending = opened(Budget(per_user=allowed), Day())
    for read, written in used:
        spending.count(ANN, Usage(read, written))
    total = sum(map(sum, used))
    assert spending.may(ANN) is (not allowed or total < allowed)
    assert spending.altogether(1).tokens == total
