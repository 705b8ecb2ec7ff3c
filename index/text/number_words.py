"""Small numbers as words and as Chinese characters, from ``number_words.tsv``."""

from index.text.tables import read_table

_ROWS = [(int(row[0]), row[1], row[2], row[3]) for row in read_table("index.text", "number_words.tsv")]
CARDINALS = {cardinal: value for value, cardinal, _, _ in _ROWS if cardinal}
ORDINALS = {ordinal: value for value, _, ordinal, _ in _ROWS if ordinal}
# Digits of a numeral that is read one by one: 二〇二四. 两 is two as well, but only before what is counted.
HAN_DIGITS = "".join(characters.removesuffix("两") for value, _, _, characters in _ROWS if value < 10)
HAN_ONE_TO_NINE = HAN_DIGITS.lstrip("零〇")
HAN_POWERS = {characters: len(str(value)) - 1 for value, _, _, characters in _ROWS if value >= 10 and characters}
# Every character of a numeral but 兆, which also stands for mega-.
HAN_NUMERALS = HAN_DIGITS + "两" + "".join(HAN_POWERS).removesuffix("兆")
