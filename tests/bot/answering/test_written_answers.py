"""Written answers from end to end: a scripted model, real HTTP, a real index, real checks."""

import re

import pytest

from authors import EN, ZH
from bot.answering.answerer import Answerer
from bot.answers import Reason
from model_server import Script, passage


@pytest.fixture
def label_of(model_server):
    """The label under which the model read a source, which the scripted model looks up as a real one would."""

    def find(request, words):
        read = request["messages"][1]["content"]
        passages = re.split(r"^#[a-z]+#.*$", read, flags=re.MULTILINE)
        return next(i for i, text in enumerate(passages) if words in text)

    return find


@pytest.fixture
def says(model_server, label_of):
    """Makes the model say sentences, each citing the passage that holds certain words."""

    def script(*sentences):
        def answer(request):
            return Script(" ".join(f"{text} [{label_of(request, words)}]" for text, words in sentences))

        model_server.answer = answer

    return script


RIGHT = [
    pytest.param(EN, "Brindle has 42 tea houses.", "42 tea houses", "en", id="en"),
    pytest.param(ZH, "青石桥全长186米。", "全长186米", "zh", id="zh"),
]


@pytest.mark.parametrize(("question", "said", "words", "language"), RIGHT)
def test_a_written_answer_cites_the_exact_words_it_rests_on(answerer, says, question, said, words, language):
    says((said, words))
    answer = answerer.answer(question)
    assert answer.text.replace(" [1]", "[1]") == f"{said}[1]"
    assert (answer.engine, answer.language, answer.reason) == ("scripted", language, None)
    (citation,) = answer.citations
    assert words in citation.quote
    assert answerer._retriever.text(citation.source.id)[citation.start : citation.end] == citation.quote
    assert answer.usage.prompt_tokens == 100
    assert len(answer.passages) >= 3


@pytest.mark.parametrize(
    ("question", "language", "said", "words"),
    [
        pytest.param(
            "What interest rate do ordinary people in Russia pay on loans?", "en",
            "Ordinary people pay 27.85 percent on loans.", "老百姓贷款要付27.85%", id="en-of-zh",
        ),
        pytest.param(
            "What was Russia's annual inflation in October 2025?", "zh",
            "2025年10月物价上涨0.5%，年通胀率达到7.7%。", "Consumer prices went up by 0.5 per cent", id="zh-of-en",
        ),
    ],
)  # fmt: skip
def test_an_answer_in_one_language_cites_passages_in_the_other(
    sample, builtin, author, says, question, language, said, words
):
    says((said, words))
    answer = Answerer(retriever=sample, author=author).answer(question, language=language)
    assert said in answer.text
    assert words in answer.citations[0].quote
    assert (answer.engine, answer.language) == ("scripted", language)


@pytest.mark.parametrize("question", ["How do I bake sourdough bread?", "怎么学会弹钢琴?"], ids=["en", "zh"])
def test_without_evidence_no_model_is_asked(answerer, model_server, question):
    answer = answerer.answer(question)
    assert answer.reason is Reason.NO_EVIDENCE
    assert model_server.requests == []


@pytest.mark.parametrize(
    ("question", "right", "wrong", "words", "note"),
    [(EN, "Brindle has 42 tea houses.", "Prices rose by 9.5 percent.", "42 tea houses", "One sentence was left out"),
     (ZH, "青石桥全长186米。", "去年的维修费用是530万元。", "全长186米", "有 1 句话在来源里找不到依据")],
    ids=["en", "zh"],
)  # fmt: skip
def test_a_sentence_with_an_altered_figure_is_left_out_and_the_reader_told(
    answerer, says, question, right, wrong, words, note
):
    says((right, words), (wrong, words))
    answer = answerer.answer(question)
    assert right in answer.text
    assert wrong not in answer.text
    assert note in answer.text.splitlines()[-1]


@pytest.mark.usefixtures("is_loose")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_reads_evidence_that_is_not_sure_enough_to_quote(answerer, says, language):
    question, words = (EN, "42 tea houses") if language == "en" else (ZH, "全长186米")
    said = "Brindle has 42 tea houses." if language == "en" else "青石桥全长186米。"
    says((said, words))
    assert said in answerer.answer(question).text
    assert Answerer(retriever=answerer._retriever).answer(question).is_refused


COPIED = [
    pytest.param(EN, "The oldest of them opened in 1911 under Mira Okafor. Prices rose by 7.5 percent last year.", "1911", id="en"),
    pytest.param(ZH, "桥上有二十四只石狮子。去年的维修费用是350万元。", "350万元", id="zh"),
]  # fmt: skip


@pytest.mark.usefixtures("is_loose")
@pytest.mark.parametrize(("question", "copied", "words"), COPIED)
def test_several_sentences_copied_where_nothing_seems_to_answer_are_no_answer(answerer, says, question, copied, words):
    says((copied, words))
    answer = answerer.answer(question)
    assert (answer.reason, answer.engine) == (Reason.NO_EVIDENCE, "scripted")
    assert words not in answer.text
    assert answer.usage.prompt_tokens == 100


@pytest.mark.parametrize(("question", "copied", "words"), COPIED)
def test_where_something_seems_to_answer_a_copy_is_as_good_as_other_words(answerer, says, question, copied, words):
    says((copied, words))
    assert words in answerer.answer(question).text


LONG = {
    "en": [
        f"Hall {n} of the mill was built by Mira Okafor."
        for n in ("one", "two", "three", "four", "five", "six", "seven")
    ],
    "zh": [f"磨坊的{n}号厅是顾明远建造的。" for n in "一二三四五六七"],
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("count", "is_shown"), [(6, True), (7, False)])
def test_more_copied_sentences_than_were_asked_for_are_no_answer(author, model_server, language, count, is_shown):
    sentences = LONG[language]
    model_server.plays(" ".join(sentences[:count]) + " [1]")
    question = "Who built the mill?" if language == "en" else "磨坊是谁建造的？"
    answer = author.answer(question, [passage(" ".join(sentences), language=language)], language)
    assert answer.is_refused != is_shown
    assert not is_shown or sentences[0] in answer.text
