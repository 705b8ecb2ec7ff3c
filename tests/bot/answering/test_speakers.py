"""What somebody said, promised or thinks is answered by this person's words, never by another's."""

import pytest

from answering import opened_answerer

SOURCES = {
    "harbour.txt": "Harbour meeting, 6 March 2025\n\nIris: Let us begin with the crane. Will?\n\nWill: The crane is stuck again. I could ask "
    "my cousin for a winch. That would take a week.\n\nIris: Then do. Sefa, the nets?\n\nSefa: The nets are torn on the north side. I will "
    "mend them before the herring run. I do not want new ones.\n\nWill: Nor do I.\n\nDr. Nils Aho: The water is clean. My students "
    "measured it twice in May.\n\nIris: I shall tell the mayor. Good night.\n",
    "合唱团.txt": "合唱团例会 2025年9月12日\n\n许岚：先说服装。何伟，进度怎么样？\n\n"
    "何伟：布料已经到了。我下周三之前把裙子做完，不过还缺两个人帮忙。\n\n"
    "许岚：好的。沈静，经费呢？\n\n沈静：账上还剩四千二百元。我觉得暂时不要买新谱子，先把旧的整理出来。\n\n"
    "丁航：孩子们想唱新歌，我建议每个月拿三百元买谱子。\n\n"
    "何伟：我同意沈静的意见。\n\n许岚：我会去跟街道借一间大一点的教室。\n\n丁航：教室的灯也该修了，我来联系电工。\n",
    "fees.txt": "Museum hour\n\nJohn Archer: I think the fee should go, because schools cannot pay it.\n\nGrace Archer: I disagree. "
    "The fee of six pounds pays for the heating.\n\nJohn Archer: The roof leaks, too. I promised the caretaker a new stove.\n\n"
    "Grace Archer: Oliver warned us of that. Ruth thinks it is too dear, but I believe it is worth it.\n",
    "letters.txt": "Radio letters\n\nMona: The choir of Sandwick moved into the old mill. I heard that they want to stay for ten years.\n\n"
    "Theo: I met Mona when she studied law in Leiden.\n\nMona: I have never been back. The tram was yellow then.\n\nTheo: I like trams.\n",
    "家长会.txt": "夜校家长会\n\n周红：冬天大厅太冷了，我答应过看门的师傅买一台新暖炉。\n\n方宁：我希望坐火车去春游，坐大巴我儿子晕车。\n\n"
    "周红：屋顶漏水，高老师一月份就说过。\n\n方宁：下次开会我负责点名。\n",
}  # fmt: skip
# A question, what its answer holds, and the only one who may be quoted.
ASKED = [
    ("What did Sefa promise?", "mend them", "Sefa"),
    ("What did Will offer?", "winch", "Will"),
    ("what did will offer?", "winch", "Will"),
    ("What did Iris promise to do?", "tell the mayor", "Iris"),
    ("What does Dr. Aho say?", "clean", "Dr. Nils Aho"),
    ("What does Grace Archer think of the fee?", "disagree", "Grace Archer"),
    ("What does John Archer think of the fee?", "should go", "John Archer"),
    ("方宁对春游怎么看？", "火车", "方宁"),
    ("何伟答应了什么？", "裙子做完", "何伟"),
    ("何偉答應了什麼？", "裙子做完", "何伟"),
    ("沈静的看法是什么？", "不要买新谱子", "沈静"),
    ("丁航对灯说了什么？", "联系电工", "丁航"),
    ("许岚打算做什么？", "借一间", "许岚"),
    ("What did He Wei promise?", "裙子做完", "何伟"),
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("speakers"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(("question", "held", "speaker"), ASKED)
def test_the_words_of_whom_the_question_names_answer_it(answerer, question, held, speaker):
    answer = answerer.answer(question)
    assert held in answer.text
    assert {citation.speaker for citation in answer.citations} == {speaker}


@pytest.mark.parametrize(("question", "speaker"), [("What did Sefa promise?", "Sefa"), ("何伟答应了什么？", "何伟")])
def test_a_line_says_whose_words_are_quoted(answerer, question, speaker):
    assert speaker in answerer.answer(question).text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "What did Will promise about the nets of the mayor?",
        "What did Sefa say about the students?",
        "何伟对电工说了什么？",
        "沈静对教室有什么建议？",
    ],
)  # fmt: skip
def test_what_another_one_said_of_the_topic_is_no_answer(answerer, question):
    answer = answerer.answer(question)
    assert answer.is_refused or {citation.speaker for citation in answer.citations} <= {"Will", "Sefa", "何伟", "沈静"}


@pytest.mark.parametrize(
    "question",
    [
        "What did Oliver promise?",
        "What did Ruth promise?",
        "高老师答应了什么？",
        "What does Grace Archer think of the caretaker?",
        "方宁对暖炉怎么看？",
    ],
)  # fmt: skip
def test_what_another_one_promised_or_thinks_of_something_else_is_no_answer(answerer, question):
    answer = answerer.answer(question)
    assert answer.is_refused or not any(said in answer.text for said in ("a new stove", "新暖炉", "晕车"))


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What did Mona study?", "Leiden"),
        ("How long does the Choir of Sandwick want to stay in the mill?", "ten years"),
    ],
)
def test_what_one_tells_in_the_first_person_of_another_is_an_answer(answerer, question, held):
    assert held in answerer.answer(question).text


@pytest.mark.parametrize("question", ["What does Ruth think?", "What does Ruth think of the stove?"])
def test_what_another_one_tells_of_somebodys_words_is_an_answer(answerer, question):
    assert "Ruth thinks it is too dear" in answerer.answer(question).text


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("What did Will and Sefa suggest?", ["Will", "Sefa"]),
        ("沈静和丁航分别有什么建议？", ["沈静", "丁航"]),
        ("沈静和丁航怎么看买谱子的事？", ["沈静", "丁航"]),
    ],
)
def test_each_of_several_is_answered_by_their_own_words(answerer, question, speakers):
    answer = answerer.answer(question)
    assert list(dict.fromkeys(citation.speaker for citation in answer.citations)) == speakers
    assert all(speaker in answer.text for speaker in speakers)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How often did the students measure the water?", "twice"),
        ("Who will mend the nets?", "mend them"),
        ("谁来联系电工？", "电工"),
        ("账上还剩多少钱？", "四千二百元"),
    ],
)  # fmt: skip
def test_a_question_that_names_no_speaker_is_answered_by_anybody(answerer, question, held):
    assert held in answerer.answer(question).text
