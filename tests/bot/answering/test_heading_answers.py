import pytest

from answering import opened_answerer

FILES = {
    "faq.md": "# Tidepool\n\n## Privacy\n\n### Where are the servers?\nAll data is stored in Graz, Austria.\n\n"
    "### Who pays for it?\nThe club does.\n",
    "faq-zh.md": "# 常见问题\n\n### 船票在哪里退款？\n请到北码头的旧海关楼。\n\n### 狗可以上船吗？\n可以，要系绳子。\n",
    "notes.md": "# Release notes\n\n## 2.4.0 (2026-02-20)\n\n- New: members can choose a role.\n- New: Chinese interface.\n"
    "- Fixed: a crash at night.\n\n## 2.3.1 (2026-01-11)\n\n- Fixed: wrong time zone.\n- Fixed: memory leak.\n",
}


@pytest.fixture(scope="module")
def answerer(builtin, tmp_path_factory):
    with opened_answerer(tmp_path_factory.mktemp("headings"), builtin, FILES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Where are the servers?", ["Graz"], ["club"]),
        ("船票在哪里退款？", ["旧海关楼"], ["绳子"]),
        ("What's new in 2.4.0?", ["choose a role", "Chinese interface"], ["crash", "time zone"]),
        ("2.4.0 有什么新功能?", ["choose a role", "Chinese interface"], ["crash", "time zone"]),
        ("What did version 2.3.1 fix?", ["time zone", "memory leak"], ["crash"]),
    ],
)
def test_what_stands_under_the_heading_that_asks_or_names_it_is_the_answer(answerer, question, said, unsaid):
    answer = answerer.answer(question)
    assert [text for text in said if text not in answer.text] == []
    assert [text for text in unsaid if text in answer.text] == []
    assert answer.citations[0].chunk.headings


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the policy on refunds of ship tickets?", "旧海关楼"),
        ("What about dogs?", "绳子"),
        ("船票退款的规定是什么？", "旧海关楼"),
        ("帶狗上船有什麼規定？", "绳子"),
        ("Tell me about the servers", "Graz"),
    ],
)
def test_what_stands_under_the_heading_of_a_subject_tells_about_it(answerer, question, said):
    answer = answerer.answer(question)
    assert said in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question", ["What is the policy on parking?", "停车有什么规定？", "Tell me about the sailors' parking"]
)
def test_a_subject_that_no_heading_has_is_no_answer(answerer, question):
    assert answerer.answer(question).is_refused


@pytest.mark.parametrize("question", ["Who wrote version 2.4.0?", "2.4.0 是谁写的?", "Where are the pilots?"])
def test_a_heading_alone_answers_no_other_question(answerer, question):
    assert answerer.answer(question).is_refused


@pytest.mark.parametrize("question", ["Which version can members choose a role in?", "时区是哪个版本修好的？"])
def test_the_version_that_is_asked_for_is_told_where_it_is_the_heading(answerer, question):
    answer = answerer.answer(question)
    heading = answer.citations[0].chunk.headings[-1]
    assert heading in answer.text


@pytest.mark.parametrize("question", ["What did 2.3.2 fix?", "2.5.0 修复了什么？"])
def test_what_stands_under_another_version_is_no_answer(answerer, question):
    assert answerer.answer(question).is_refused


@pytest.mark.parametrize(
    ("question", "date"), [("When did 2.4.0 come out?", "2026-02-20"), ("2.3.1 是什么时候发布的？", "2026-01-11")]
)
def test_when_a_version_came_out_is_told_by_its_heading(answerer, question, date):
    answer = answerer.answer(question)
    assert date in answer.text
    assert date in answer.citations[0].chunk.headings[-1]
