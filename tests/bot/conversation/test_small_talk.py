"""What asks nothing of the sources is told from questions, in both languages and scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import SmallTalk, read_small_talk

PHRASES = [
    (SmallTalk.GREETING, ["hello", "Hi there!", "Good morning", "你好", "在吗？", "大家好", "@Footnote", "＠footnote!", "<@12>"]),
    (SmallTalk.THANKS, ["thanks!", "Thank you so much", "thanks a lot :)", "谢谢", "好的，谢谢你！", "謝謝您", "辛苦了"]),
    (SmallTalk.GOODBYE, ["bye", "see you later", "再見～", "拜拜", "晚安"]),
    (SmallTalk.WHO, ["who are you?", "What can you do", "你是谁？", "你能做什麼"]),
    (
        SmallTalk.FOLLOW_UP,
        [
            *("and then?", "what about it?", "why?", "Why is that?", "who is he?", "and the second one?", "tell me more about it"),
            *("what does that mean?", "AND THEN?", "what else?", "when was that?", "How much?", "how about them?"),
            *("那后来呢?", "为什么呢", "那為什麼呢?", "他是谁?", "那第二个呢?", "还有吗?", "这是什么?", "她多大了?"),
            *("再解释一下", "後來怎麼樣了？"),
        ],
    ),
]  # fmt: skip
QUESTIONS = [
    *("How long is the bridge?", "Why did the bridge fall?", "hello world program in C", "hi-fi", "what about Putin?", "and in 2025?"),
    *("US?", "What is IT?", "What about the US?", "WHO?", "What do the sources say?", "what is there?", "thanks to whom did she win?"),
    *("青石桥有多长？", "为什么桥塌了？", "谢谢大使是谁", "那普京呢?", "那三月呢", "茶呢?", "桥呢?", "第二条是什么?", "这里讲了什么?"),
    *("這些來源講什麼？", "2025?", "KX-2301?", "茶", "tea", "", "?", "他们的会长是谁?", "Footnote 的茶馆有几家?"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PHRASES for text in texts])
def test_small_talk_and_follow_ups_without_a_subject_are_recognised(kind, text):
    assert read_small_talk(text) is kind


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_names_what_it_is_about_is_a_question(text):
    assert read_small_talk(text) is None


@given(
    st.sampled_from([text for _, texts in PHRASES for text in texts if text[0] not in "<@＠"]),
    st.sampled_from(["", " ", "!", "。", "…", " :)", "～"]),
)  # fmt: skip
def test_marks_around_small_talk_change_nothing(text, mark):
    assert read_small_talk(f"{mark}{text}{mark}") is read_small_talk(text)


@pytest.mark.parametrize(
    "text", ["hello " * 9, "谢" * 41, "and then? " * 500, "那" * 4000], ids=["en", "zh", "long", "run"]
)
def test_long_texts_say_something(text):
    assert read_small_talk(text) is None
