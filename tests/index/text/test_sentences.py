from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import clause_spans, sentence_spans

MIXED_TEXT = st.text(alphabet="ab Z1.5%,!?。！？，；：“”\"'()（）…\n中文字句U.S. ", max_size=120)


def sentences(text):
    return [text[a:b] for a, b in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "It cost $3.7 billion. Then it fell.", ["It cost $3.7 billion.", "Then it fell."], id="en-decimal"
        ),
        pytest.param("U.S. sanctions bite. He left.", ["U.S. sanctions bite.", "He left."], id="en-initials"),
        pytest.param(
            "Mr. Smith met Dr. Wu. They talked.", ["Mr. Smith met Dr. Wu.", "They talked."], id="en-abbreviations"
        ),
        pytest.param(
            "Ms. I. Hill met Mr. A. Wu. I saw it.",
            ["Ms. I. Hill met Mr. A. Wu.", "I saw it."],
            id="en-title-and-initial",
        ),
        pytest.param("他见了Dr. I. Hill和J. Wu。", ["他见了Dr. I. Hill和J. Wu。"], id="mixed-initials-after-chinese"),
        pytest.param("“Fine.” She went on.", ["“Fine.”", "She went on."], id="en-quote"),
        pytest.param("Well... perhaps. No!", ["Well... perhaps.", "No!"], id="en-ellipsis"),
        pytest.param("赤字接近6.5万亿。没钱，仗怎么打？", ["赤字接近6.5万亿。", "没钱，仗怎么打？"], id="zh"),
        pytest.param("他说：“好！”然后走了。", ["他说：“好！”", "然后走了。"], id="zh-quote"),
        pytest.param("他问：“你好吗？”，我说好。", ["他问：“你好吗？”，我说好。"], id="zh-quote-inside"),
        pytest.param("谁去?没人去。我想……算了。", ["谁去?", "没人去。", "我想……算了。"], id="zh-half-width"),
        pytest.param(
            "他用SWIFT系统。It is a network. 懂了吗？", ["他用SWIFT系统。", "It is a network.", "懂了吗？"], id="mixed"
        ),
        pytest.param("A heading\nA paragraph.", ["A heading", "A paragraph."], id="line-break"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected


@given(MIXED_TEXT)
def test_sentences_keep_every_character_but_white_space_and_do_not_overlap(text):
    spans = sentence_spans(text)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(MIXED_TEXT)
def test_clauses_cover_their_text_without_gaps(text):
    assert "".join(text[a:b] for a, b in clause_spans(text)) == text
