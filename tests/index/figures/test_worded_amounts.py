from decimal import Decimal

import pytest

from index.figures import read_amounts
from index.figures.worded_amounts import infer_measurements, read_worded_amounts


@pytest.mark.parametrize(
    ("text", "wording", "measurements"),
    [
        ("Sales doubled.", "doubled", {("", Decimal(2)), ("percent", Decimal(100))}),
        ("销量翻了两番。", "翻了两番", {("", Decimal(4))}),
        ("about two dozen ships", "two dozen", {("", Decimal(24))}),
        ("半年之后", "半年", {("month", Decimal(6))}),
    ],
)
def test_a_wording_that_means_one_amount_is_a_claim(text, wording, measurements):
    assert [(text[a:b], set(read)) for (a, b), read in read_worded_amounts(text)] == [(wording, measurements)]


@pytest.mark.parametrize(
    ("text", "measurement"),
    [
        ("双方会谈", ("", Decimal(2))),
        ("the following week", ("second", Decimal(604800))),
        ("at noon", ("clock", Decimal(0))),
        ("the sixties", ("decade", Decimal(1960))),
        ("3:47:20", ("second", Decimal(13640))),
        ("三四百人", ("", Decimal(400))),
        ("Haruka Minami, 31, will play.", ("month", Decimal(372))),
    ],
)
def test_a_wording_that_may_mean_something_else_is_only_evidence(text, measurement):
    assert measurement in set(infer_measurements(text, ()))


@pytest.mark.parametrize("text", ["双方会谈", "the following week", "at noon", "the sixties"])
def test_evidence_alone_claims_nothing(text):
    assert read_amounts(text).claims == ()
