"""Figures that bound an amount are borne out by a figure a little beyond them, in both languages; no others are."""

import pytest

from bot.evidence import ClaimChecker

SAID = [
    ("Less than half of them replied.", "41 percent of them replied.", "52 percent of them replied."),
    ("Fewer than twenty bags were used.", "人均用18个袋子。", "人均用22个袋子。"),
    ("The dive went over 3,100 metres deep.", "下潜了3,150米。", "下潜了2,950米。"),
    ("More than 60 countries signed.", "64 countries signed.", "58 countries signed."),
    ("It costs under 30 euros.", "It costs 27 euros.", "It costs 27 dollars."),
    ("填问卷的人不到一半。", "41 percent replied.", "61 percent replied."),
    ("如今人均用不到二十个。", "人均用18个。", "人均用25个。"),
    ("全长超过160公里。", "The canal is 164 kilometres long.", "The canal is 150 kilometres long."),
    ("有不足四分之一被填埋。", "22%被填埋。", "32%被填埋。"),
    ("价格低于30欧元。", "It costs 27 euros.", "It costs 33 euros."),
]


@pytest.mark.parametrize(("said", "passage", "beyond"), SAID, ids=[said for said, _, _ in SAID])
def test_a_bound_is_borne_out_by_an_amount_on_its_side_alone(names, coverage, said, passage, beyond):
    checker = ClaimChecker(names=names, coverage=coverage)
    assert not checker.unsupported_claims(said, passage)
    assert checker.unsupported_claims(said, beyond)


FAR = [
    ("More than 60 countries signed.", "600 countries signed."),
    ("More than 85 percent came.", "More than 95 percent came."),
    ("It happened before 2019, after more than 2,000 years.", "It happened in 2020."),
    ("超过60个国家签了字。", "600个国家签了字。"),
    ("超过85%的人来过。", "超过95%的人来过。"),
    ("More than 85 percent came.", "95%以上的人来过。"),
    ("More than 40 people came.", "来了50多人。"),
]


@pytest.mark.parametrize(("said", "passage"), FAR, ids=[said for said, _ in FAR])
def test_an_amount_far_from_a_bound_or_a_bound_itself_does_not_bear_it_out(names, coverage, said, passage):
    assert ClaimChecker(names=names, coverage=coverage).unsupported_claims(said, passage)


@pytest.mark.parametrize("said", ["两人都不接酒类广告。", "两家公司均亏损。", "两国都同意。"])
def test_two_that_were_named_before_are_no_figure(names, coverage, said):
    checker = ClaimChecker(names=names, coverage=coverage)
    assert not [c for c in checker.find_claims(said) if c.kind == "figure"]
    assert [c for c in checker.find_claims("事故中两人受伤。") if c.kind == "figure"]
