from index.text import CARDINALS, HAN_DIGITS, HAN_NUMERALS, MONTHS, ORDINALS, WEEKDAY_BY_CHARACTER, WEEKDAYS


def test_a_calendar_has_twelve_months_and_seven_weekdays():
    assert len(MONTHS) == 12
    assert len(WEEKDAYS) == 7


def test_a_weekday_has_the_same_number_in_both_languages():
    assert WEEKDAYS[WEEKDAY_BY_CHARACTER["一"]] == "Monday"
    assert WEEKDAYS[WEEKDAY_BY_CHARACTER["日"]] == WEEKDAYS[WEEKDAY_BY_CHARACTER["天"]] == "Sunday"


def test_number_words_have_their_values():
    assert (CARDINALS["twelve"], ORDINALS["third"], CARDINALS["trillion"]) == (12, 3, 10**12)


def test_two_before_a_noun_is_a_numeral_but_no_digit():
    assert "两" in HAN_NUMERALS
    assert "两" not in HAN_DIGITS
