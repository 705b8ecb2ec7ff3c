import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import fold, fold_in_place


@pytest.mark.parametrize(
    ("printed", "folded"), [("ＡＢＣ，", "abc,"), ("俄羅斯黃金", "俄罗斯黄金"), ("Ọrọ̀ Café", "oro cafe")]
)
def test_folding_evens_out_width_case_accents_and_traditional_characters(printed, folded):
    assert fold(printed) == folded


@given(st.text(st.sampled_from("ＡＢ，é俄羅²ℌ") | st.characters(codec="utf-8"), max_size=40))
def test_folding_in_place_keeps_every_character_in_its_place(text):
    assert len(fold_in_place(text)) == len(text)
