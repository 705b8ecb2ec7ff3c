import pytest

from index.figures import parse_iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025年1月31日", "2025-01-31"),
        ("2025/1", "2025-01"),
        ("2025年", "2025"),
        ("2025.1.2", "2025-01-02"),
        ("2025-02-30", None),
        ("2025-13", None),
        ("0000", None),
        ("1 May 2025", None),
        ("", None),
    ],
)
def test_a_date_in_figures_is_read_as_far_as_it_goes(text, iso):
    assert parse_iso_date(text) == iso
