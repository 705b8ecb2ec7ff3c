import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.answers import ConversationTurn
from bot.conversation.follow_ups import make_standalone
from index import MAX_QUERY_CHARACTERS

TEXTS = st.text(max_size=60) | st.sampled_from(
    [
        "And in 2025?",
        "那中国呢?",
        "the second one",
        "为什么？",
        "in English",
        "它呢",
        "How many boats did Norway sell to Peru in 2019?",
    ]
)
TURNS = st.lists(st.builds(ConversationTurn, TEXTS, TEXTS | st.just("1. tea\n2. 咖啡")), max_size=9)


def asked(*questions, answers=None):
    """The last of some questions, made to stand alone after the others."""
    before = [ConversationTurn(question, (answers or {}).get(question, "")) for question in questions[:-1]]
    return make_standalone(questions[-1], before).question


def test_the_first_question_is_asked_as_it_is():
    assert asked("它是什么时候建的？") == "它是什么时候建的？"


@pytest.mark.parametrize(
    ("before", "new"),
    [
        ("How many tea houses does Brindle have?", "Which bridge over the Lune was built first?"),
        ("How many tea houses does Brindle have?", "夜间诊所有多少张床位？"),
        ("青石桥全长多少米?", "夜间诊所有多少张床位？"),
        ("青石桥全长多少米?", "What is the population of Norway?"),
        ("What is photosynthesis?", "What is entropy?"),
        ("日本出口了多少汽车？", "法国的首都是哪里？"),
        ("日本出口了多少汽车？", "法国肯让挪威进入它的市场吗？"),
        ("日本出口了多少汽车？", "“动荡轴心”指的是谁？"),
    ],
)
def test_a_question_about_something_else_takes_nothing_along(before, new):
    assert asked(before, new) == new


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("in Chinese please", "zh"), ("用英文", "en"), ("in English", "en"), ("用中文回答", "zh"), ("說英文", "en"),
        ("can you say that in English?", "en"), ("请用中文再说一遍", "zh"), ("翻译成英语", "en"), ("Chinese!", "zh"),
    ],
)  # fmt: skip
def test_a_wish_for_a_language_asks_the_same_again(wish, language):
    made = make_standalone(wish, [ConversationTurn("青石桥全长多少米?")])
    assert (made.question, made.language) == ("青石桥全长多少米?", language)


@pytest.mark.parametrize(("wish", "language"), [(", please answer in Chinese", "zh"), ("请用英文回答", "en")])
def test_a_wish_at_the_end_of_a_question_is_no_part_of_it(wish, language):
    made = make_standalone(f"How tall is the Eiffel Tower{wish}")
    assert (made.question, made.language) == ("How tall is the Eiffel Tower", language)


@pytest.mark.parametrize(
    "more", ["yes", "Tell me more", "more details, please", "go on", "继续", "更详细一点", "好的", "还有吗？"]
)
def test_who_wants_more_asks_the_same_again(more):
    assert asked("How tall is the Eiffel Tower?", more) == "How tall is the Eiffel Tower?"


@pytest.mark.parametrize(
    ("listing", "pick", "whole"),
    [
        ("Three trades suffer: coal, diamonds and oil. [1]", "What happened to the second one?", "What happened to diamonds?"),
        ("有两种：一是商业贷款；二是个人贷款。[1]", "后者的利率是多少？", "个人贷款的利率是多少？"),
        ("1. the old bridge [1]\n2. the new mill [2]", "When did the last one open?", "When did the new mill open?"),
        ("China, India and Indonesia dig more themselves. [1]", "how much does the third one dig?", "how much does Indonesia dig?"),
    ],
)  # fmt: skip
def test_the_second_one_is_the_second_that_the_answer_lists(listing, pick, whole):
    question = "Tell me about it"
    assert asked(question, pick, answers={question: listing}) == whole


def test_the_next_of_a_list_takes_the_place_of_the_one_asked_about():
    listing = "Three trades suffer: coal, diamonds and oil."
    questions = ["Which trades suffer?", "What happened to the first one?", "And the second?"]
    assert asked(*questions, answers={questions[0]: listing}) == "What happened to diamonds?"


def test_a_subject_is_carried_over_many_turns():
    questions = ["What is the population of Norway?", "and Sweden?", "And in 1990?", "yes", "Why did it fall?"]
    assert asked(*questions) == "Why did the population of Sweden fall?"


@given(TEXTS, TURNS)
@example("\U00011bf00", [ConversationTurn("0", "1. tea\n2. 咖啡")])
def test_any_question_after_any_others_becomes_one_that_can_be_asked(question, before):
    made = make_standalone(question, before)
    assert len(made.question) <= max(MAX_QUERY_CHARACTERS, len(question))
    assert made == make_standalone(question, before)
    if not before:
        assert question.startswith(made.question)
