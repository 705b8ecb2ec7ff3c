"""How often somebody may ask."""

import pytest

from bot.errors import RateLimitError
from bot.service.rate_limits import Admission, Limits, RateLimit


def test_a_rate_limit_says_how_long_to_wait_and_forgets():
    now = [0.0]
    limit = RateLimit(2, clock=lambda: now[0])
    for _ in range(2):
        limit.check("mei")
        limit.count("mei")
        now[0] += 10
    with pytest.raises(RateLimitError) as told:
        limit.check("mei")
    assert told.value.seconds == 40
    limit.check("eve")
    now[0] = 61
    limit.check("mei")


def test_a_refused_question_counts_neither_for_the_person_nor_for_the_community():
    admission = Admission(Limits(per_user=1, per_community=2))
    admission.admit(person="mei", community="first")
    with pytest.raises(RateLimitError):
        admission.admit(person="mei", community="first")
    admission.admit(person="eve", community="first")
    with pytest.raises(RateLimitError):
        admission.admit(person="ada", community="first")
    admission.admit(person="ada", community="second")
