from decimal import Decimal

import pytest

from index.figures import CURRENCIES
from index.figures.units import find_units, read_unit


@pytest.mark.parametrize(
    ("text", "figure", "units", "span"),
    [
        ("5公里", "5", {("metre", Decimal(1000))}, "5公里"),
        ("5 square metres", "5", {("square_metre", Decimal(1))}, "5 square metres"),
        ("$30", "30", {("dollar", Decimal(1))}, "$30"),
        ("HK$30", "30", {("dollar_hk", Decimal(1))}, "HK$30"),
        ("3 more years", "3", {("month", Decimal(12))}, "3 more years"),
        ("5 pounds", "5", {("sterling", Decimal(1)), ("kilogram", Decimal(".45359237"))}, "5 pounds"),
        ("5 people", "5", set(), "5"),
    ],
)
def test_a_unit_beside_a_figure_is_read_with_its_worth(text, figure, units, span):
    place = text.index(figure)
    read, start, end = read_unit(text, place, place + len(figure))
    assert set(read) == units
    assert text[start:end] == span


def test_letters_that_scale_a_figure_are_no_unit():
    assert read_unit("8m", 0, 2, is_scaled=True)[0] == ()
    assert read_unit("8m", 0, 2)[0] == (("metre", Decimal(1)),)


def test_units_are_found_without_a_figure():
    assert set(find_units("吨价以美元计")) == {"kilogram", "dollar"}


@pytest.mark.parametrize("sign", "$€£¥₽₩₹₴₺฿₫₪₦")
def test_every_currency_sign_of_the_table_is_read_before_a_figure(sign):
    (measured, _), *_ = read_unit(f"{sign}30", 1, 3)[0]
    assert measured in CURRENCIES


def test_every_currency_is_money():
    assert {"dollar", "yuan", "euro"} <= CURRENCIES
    assert not {"metre", "percent", "month"} & CURRENCIES
