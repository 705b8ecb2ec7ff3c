"""A sentence that says only *he* or *yes* is shown with the one that says who and what."""

import pytest

from answering import opened_answerer
from bot.answering.answerer import Answerer
from bot.answering.antecedents import needs_antecedent


@pytest.mark.parametrize(
    "text",
    [
        "他在任十二年，主持修建了图书馆。", "她后来去了北方。", "它重三公斤。", "1987年他退休了。", "随后他们搬走了。", "其作用是降低噪音。",
        "这让工期推迟了一年。", "该馆每周一闭馆。", "是的，三十天内都可以。", "不，只能换货。", "此人从未露面。",
        "He stayed for twelve years.", "In 1987 she retired.", "Its weight is three kilos.", "Then they moved away.",
        "This delayed the work by a year.", "“It costs nine dollars,” said the clerk.", "Yes, within thirty days.", "No, only exchanges.",
    ],
)  # fmt: skip
def test_a_pronoun_or_a_reply_at_the_beginning_needs_the_sentence_before(text: str) -> None:
    assert needs_antecedent(text)


@pytest.mark.parametrize(
    "text",
    [
        "馆长何应民在任十二年。", "其实价格没有变。", "其中三人来自北方。", "应该提前三天预约。", "这里不收门票。", "那天下着雨。",
        "The director stayed for twelve years.", "There are nine rooms.", "Itasca has nine rooms.", "It is important to book early.",
        "Norway has fjords.", "Notes are kept for a year.", "Yesterday the work began.",
    ],
)  # fmt: skip
def test_a_sentence_that_says_what_it_is_about_stands_alone(text: str) -> None:
    assert not needs_antecedent(text)


ARCHIVE = """# 云崖天文台

天文台有过两位台长。首任台长温砚秋是钟表匠的儿子。他在任十二年，一九六八年主持建成了射电望远镜。

第二任台长贺时雨是数学家。她把重心转到了太阳观测上。
"""
MUSEUM = """# The Linden museum

The Linden museum was led by Ada Crowe. She opened the glass hall in 1968.
"""


@pytest.fixture
def archive(tmp_path, builtin):
    with opened_answerer(tmp_path, builtin, {"observatory.md": ARCHIVE, "museum.md": MUSEUM}) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "name"),
    [("射电望远镜是哪一年建成的？", "温砚秋"), ("When was the glass hall of the Linden museum opened?", "Ada Crowe")],
)
def test_the_name_that_a_pronoun_stands_for_is_in_the_quote(archive: Answerer, question: str, name: str) -> None:
    answer = archive.answer(question)
    assert "1968" in answer.text or "一九六八" in answer.text
    assert name in answer.citations[0].quote
    assert answer.citations[0].quote in answer.citations[0].chunk.text


MEMBERS = """name: 温砚秋
role: Webmaster
city: 苏州

name: Greta Olsen
role: Secretary
city: Bergen
joined: 2011

name: Ian Okoro
role: Treasurer
city: Leeds
joined: 2017
"""


@pytest.fixture
def members(tmp_path, builtin):
    with opened_answerer(tmp_path, builtin, {"members.txt": MEMBERS}) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "held", "others"),
    [
        ("Who is the treasurer?", ["Ian Okoro"], ["Greta", "温砚秋"]),
        ("When did Ian join?", ["2017"], ["2011"]),
        ("Who is the secretary and where does she live?", ["Greta Olsen", "Bergen"], ["苏州", "Leeds", "silent"]),
        ("誰是 Webmaster？", ["温砚秋"], ["Greta", "Ian"]),
    ],
)
def test_a_line_of_a_record_is_quoted_with_whom_it_is_about(
    members: Answerer, question: str, held: list[str], others: list[str]
) -> None:
    answer = members.answer(question)
    assert not answer.is_refused
    assert all(word in answer.text for word in held)
    assert not any(word in answer.text for word in others)
    assert all(citation.quote and citation.quote in citation.chunk.text for citation in answer.citations)


@pytest.mark.parametrize("question", ["Where does Greta live and what is her role?", "誰住在 Leeds？誰住在 Bergen？"])
def test_no_quote_is_empty_whatever_the_order_of_the_parts(members: Answerer, question: str) -> None:
    assert all(citation.quote.strip() for citation in members.answer(question).citations)


def test_a_question_in_traditional_characters_is_refused_in_them(members: Answerer) -> None:
    assert members.answer("會計師的電話號碼是多少？").text.startswith("來源")
    assert members.answer("会计师的电话号码是多少？").text.startswith("来源")
