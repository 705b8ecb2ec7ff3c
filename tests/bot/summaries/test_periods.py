import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DateError, EmptyPeriodError
from bot.summaries.periods import published_between, read_day
from index import Source


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-31", "2025-01-31"), ("2025/1/31", "2025-01-31"), (" 2025年1月31日 ", "2025-01-31"), ("2025.1", "2025-01"),
        ("2025年1月", "2025-01"), ("2025", "2025"), ("2025年", "2025"),
    ],
)  # fmt: skip
def test_days_months_and_years_are_read_in_either_language(text, day):
    assert read_day(text) == day


@given(st.text(max_size=12) | st.sampled_from(["2025-02-30", "2025-13", "25-01-01", "0000", "soon", "去年", ""]))
def test_any_other_text_is_an_error(text):
    try:
        day = read_day(text)
    except DateError:
        return
    assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_period_holds_its_first_and_last_day_month_and_year(first, last):
    source = Source("a", "A", "a", published=first.isoformat())
    for length in (4, 7, 10):
        own, other = first.isoformat()[:length], last.isoformat()[:length]
        assert published_between([source], since=own, until=own) == ["a"]
        if own != other:
            with pytest.raises(EmptyPeriodError):
                published_between([source], since=max(own, other), until=min(own, other))
