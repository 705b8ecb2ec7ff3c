"""Where the model fails or its draft is not supported, the sources are quoted or nothing is, and a line says why."""

import pytest

from authors import EN, ZH
from bot.answering.answerer import Answerer
from bot.answers import Reason
from bot.evidence import nearest_sources
from bot.writing.author import Author
from bot.writing.writer import Writer
from index import IndexSettings, open_retriever
from model_server import Script, error

UNSUPPORTED = [
    pytest.param(EN, "Brindle has 57 tea houses. [1]", "not supported by the sources", "42 tea houses", id="en"),
    pytest.param(ZH, "青石桥全长168米。[1]", "找不到依据", "全长186米", id="zh"),
    pytest.param(EN, "Brindle has 42 tea houses in Norway. [1]", "not supported", "42 tea houses", id="name"),
    pytest.param(EN, "The houses are really lovely. [77]", "not supported", "42 tea houses", id="label"),
    pytest.param(ZH, "我可以帮您。", "找不到依据", "全长186米", id="chat"),
]


@pytest.mark.parametrize(("question", "wrong", "line", "words"), UNSUPPORTED)
def test_a_draft_of_which_nothing_is_left_becomes_the_quoted_answer_with_a_line(
    answerer, model_server, question, wrong, line, words
):
    model_server.plays(wrong)
    answer = answerer.answer(question)
    quoted = Answerer(retriever=answerer._retriever).answer(question)
    first, _, rest = answer.text.partition("\n")
    assert line in first
    assert rest == quoted.text
    assert words in rest
    assert (answer.engine, answer.reason, answer.citations) == ("extractive", None, quoted.citations)
    assert answer.usage.prompt_tokens == 100


@pytest.mark.usefixtures("is_loose")
@pytest.mark.parametrize(
    ("question", "wrong", "told"),
    [(EN, "Brindle has 57 tea houses. [1]", "support none of it"), (ZH, "青石桥全长168米。[1]", "无法证实其中任何一句")],
    ids=["en", "zh"],
)  # fmt: skip
def test_where_nothing_is_sure_enough_to_quote_an_unsupported_draft_is_a_refusal(
    answerer, model_server, question, wrong, told
):
    model_server.plays(wrong)
    answer = answerer.answer(question)
    assert (answer.reason, answer.citations) == (Reason.UNSUPPORTED, ())
    assert told in answer.text
    assert wrong[:10] not in answer.text
    assert set(answer.nearest) <= set(nearest_sources(answer.passages))
    assert all(source.title in answer.text for source in answer.nearest)


@pytest.mark.usefixtures("is_loose")
@pytest.mark.parametrize(("question", "told"), [(EN, "too busy"), (ZH, "太忙")], ids=["en", "zh"])
def test_a_refusal_says_where_the_model_failed(answerer, model_server, question, told):
    model_server.plays(error(429, headers={"Retry-After": "999"}))
    answer = answerer.answer(question)
    assert answer.reason is Reason.NO_EVIDENCE
    assert told in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "line", "words"),
    [("What interest rate do ordinary people in Russia pay on loans?", "found no answer", "27.85 per cent"),
     ("老百姓贷款利率是多少?", "没有找到答案", "27.85%")],
    ids=["en", "zh"],
)  # fmt: skip
def test_where_the_model_finds_no_answer_a_sentence_that_surely_answers_is_quoted(
    sample, author, model_server, question, line, words
):
    model_server.plays("NO_ANSWER")
    answer = Answerer(retriever=sample, author=author).answer(question)
    assert answer.reason is None
    assert line in answer.text.splitlines()[0]
    assert words in answer.text
    assert answer.usage.prompt_tokens == 100


@pytest.mark.parametrize(("question", "silence"), [(EN, "No answer"), (ZH, "没有找到答案")], ids=["en", "zh"])
def test_where_the_model_finds_no_answer_and_no_sentence_is_sure_the_sources_are_silent(
    answerer, model_server, monkeypatch, question, silence
):
    monkeypatch.setattr("bot.answering.answerer.is_sure", lambda _: False)
    model_server.plays("NO_ANSWER")
    answer = answerer.answer(question)
    assert (answer.reason, answer.engine) == (Reason.NO_EVIDENCE, "scripted")
    assert silence in answer.text
    assert "NO_ANSWER" not in answer.text


FAILURES = [
    pytest.param(error(401), "gave no usable answer", "没有给出可用的回答", id="key"),
    pytest.param(error(429), "too busy", "太忙", id="429"),
    pytest.param(error(500), "cannot be reached", "无法连接", id="500"),
    pytest.param(error(400, code="content_filter"), "would not answer", "拒绝回答", id="filter"),
    pytest.param(Script("Brindle has 42 tea houses. [1]", cut_after=4), "gave no usable answer", "没有给出", id="cut"),
    pytest.param(Script(body=b"<html>"), "gave no usable answer", "没有给出", id="junk"),
    pytest.param(Script("Ceci est une réponse. [1]", silence=0.6), "took too long", "响应超时", id="silence"),
]


@pytest.mark.parametrize(("failure", "en", "zh"), FAILURES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_the_endpoint_fails_the_sources_are_quoted_with_a_line_that_says_so(
    indexed, embedder, open_model, claim_checker, model_server, failure, en, zh, language
):
    model_server.plays(failure)
    author = Author(writer=Writer(open_model(silence_seconds=0.3)), claim_checker=claim_checker)
    with open_retriever(IndexSettings(data_dir=indexed), embedder) as retriever:
        quoted = Answerer(retriever=retriever).answer(EN if language == "en" else ZH)
        answer = Answerer(retriever=retriever, author=author).answer(
            EN if language == "en" else ZH, on_text=lambda _: None
        )
    line, _, rest = answer.text.partition("\n")
    assert (en if language == "en" else zh) in line
    assert rest == quoted.text
    assert answer.engine == "extractive"
    assert answer.citations == quoted.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [(EN, "布林德尔有42家茶馆。[1]"), (ZH, "The bridge is 186 metres long. [1]")],
    ids=["en", "zh"],
)
def test_a_model_that_keeps_to_the_wrong_language_is_not_shown(answerer, model_server, question, said):
    model_server.plays(said)
    answer = answerer.answer(question)
    assert answer.engine == "extractive"
    assert said[:10] not in answer.text
    assert answer.usage.prompt_tokens == 200
