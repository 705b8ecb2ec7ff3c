"""Who asks for a number to call, or an address, is not answered by a sentence without one."""

import pytest

from bot.evidence.expected_answers import expected_answer

NUMBERS = ["Call 020 7946 0018 after six.", "苏敏，电话 13800138000", "Phone: 4471", "分机 8-112"]
ADDRESSES = ["Write to mira@harbour.example.", "邮箱：help@example.cn"]
PAGES = ["See https://harbour.example/tickets.", "网址：www.example.cn", "Book on harbour.example."]
NONE = ["记录：副主任 苏敏", "Su Min keeps the minutes.", "2 keys hang there", "他住在三号楼。"]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("苏敏的电话是多少？", NUMBERS), ("蘇敏的電話", NUMBERS), ("What's Su Min's phone number?", NUMBERS),
        ("Which number do I call at night?", NUMBERS), ("联系电话是？", NUMBERS), ("客服的手机号是什么", NUMBERS),
        ("What is her e-mail address?", ADDRESSES), ("邮箱是什么？", ADDRESSES), ("which email do I write to", ADDRESSES),
        ("What's the website?", PAGES), ("订票的网址是什么", PAGES),
    ],
)  # fmt: skip
def test_a_sentence_without_what_is_asked_for_cannot_answer(question, given):
    assert [sentence for sentence in given if expected_answer(question).lacks_contact(sentence)] == []
    assert [sentence for sentence in NONE if not expected_answer(question).lacks_contact(sentence)] == []


@pytest.mark.parametrize(
    "question",
    [
        "Who keeps the minutes?", "谁做记录？", "Can I sign up by email?", "可以打电话报名吗？", "How many phones are there?",
        "Did Putin phone Trump?", "电话会议是几点？", "when does the website go down",
    ],
)  # fmt: skip
def test_other_questions_may_be_answered_by_any_sentence(question):
    assert [sentence for sentence in NONE if expected_answer(question).lacks_contact(sentence)] == []
