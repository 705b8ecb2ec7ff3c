"""What a model repeats of its prompt is cut out of the draft, whole or growing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.errors import ChatModelReplyError
from bot.writing.leaks import PromptLeaks
from bot.writing.prompts import Prompts
from bot.writing.writer import Writer
from index import IndexSettings, open_retriever
from model_server import Script, passage

SAID = {"en": "Brindle has 42 tea houses. [1]", "zh": "Brindle有42家茶馆。[1]"}
BOUNDARY = "#abcdefghijkl#"
FRAMES = {
    "en": [
        f"{BOUNDARY} passage 2", "passage 2", "**Passage 2**", "title: The Tea Houses", "Published: 2024-05-06",
        "speaker: Ana Reyes", f"The mark: {BOUNDARY}", "`#abcdefghijkl#`", "> title: Tea", "Asked before: How many?",
    ],
    "zh": [
        f"{BOUNDARY} 第 2 段", "第2段", "标题：茶馆的故事", "发表于：2024-05-06", "说话人：安娜", f"标记：{BOUNDARY}", "**标题：** 茶馆",
        "之前的问题：几家？",
    ],
}  # fmt: skip
CASES = [pytest.param(language, frame, id=frame) for language, frames in FRAMES.items() for frame in frames]


@pytest.fixture(scope="module")
def leaks():
    return PromptLeaks(Prompts())


@pytest.mark.parametrize(("language", "frame"), CASES)
def test_a_draft_is_cut_at_a_mark_or_a_line_above_a_passage(leaks, language, frame):
    assert leaks.cut(f"{SAID[language]}\n{frame}\nBrindle has 43 tea houses. [2]") == SAID[language]
    assert leaks.cut(frame) == ""


@pytest.mark.parametrize(("language", "frame"), CASES)
def test_no_part_of_it_is_seen_while_it_is_written(leaks, language, frame):
    whole = f"{SAID[language]}\n{frame}\nMore."
    for end in range(len(whole)):
        assert leaks.cut_growing(whole[:end]).strip() == SAID[language][:end].strip()


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "Question: How many tea houses?"), ("en", "**Question:** How many tea houses?\n\n**Answer:**"),
     ("zh", "问题：有几家茶馆？"), ("zh", "问题：有几家茶馆？\n\n回答："), ("en", "Answer: "), ("zh", "答案：")],
)  # fmt: skip
def test_a_question_repeated_before_the_answer_is_removed(leaks, language, question):
    assert leaks.cut(f"{question}\n{SAID[language]}") == SAID[language]


@pytest.mark.parametrize(
    "said",
    [*SAID.values(), "The title of the book is Tea. [1]", "Tags such as #tea are common. [1]", "书的标题是《茶》。[1]",
     "- The first point. [1]\n- **The second one.** [2]", "On passage 2 of the river ships are slow. [1]"],
)  # fmt: skip
def test_what_is_no_leak_stays_as_it_is(leaks, said):
    assert leaks.cut(said, Prompts()("answer", "en").instructions + Prompts()("answer", "zh").instructions) == said
    assert leaks.cut_growing(said) == said


@given(st.text("#abc []1。.\n:标题：title", max_size=60))
def test_whatever_the_draft_a_cut_one_is_its_beginning_and_stays_as_it_is(text):
    leaks = PromptLeaks(Prompts())
    cut = leaks.cut(text)
    assert cut in text
    assert leaks.cut(cut) == cut or not cut


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_instructions_of_either_message_are_no_answer(model, model_server, language, place):
    writer = Writer(model)
    for message in Prompts()("answer", language).messages(
        boundary="#abcdefghijkl#", passages="", conversation="", question="How many? 几家？"
    ):
        for line in message.text.splitlines():
            if sum(c.isalpha() for c in line) < 40:
                continue
            said = f"{line}\n{SAID[language]}" if place == "before" else f"{SAID[language]}\n{line}"
            model_server.plays(said)
            if place == "after":
                assert writer.draft_answer("How many?", [passage("Tea is old.")], language).text == SAID[language]
            else:
                with pytest.raises(ChatModelReplyError, match="repeated its prompt"):
                    writer.draft_answer("How many?", [passage("Tea is old.")], language)


@pytest.mark.parametrize("question", ["How many tea houses does Brindle have?", "青石桥全长多少米?"], ids=["en", "zh"])
def test_a_model_that_repeats_its_whole_prompt_shows_none_of_it(indexed, embedder, author, model_server, question):
    model_server.answer = lambda request: Script(request["messages"][1]["content"])
    with open_retriever(IndexSettings(data_dir=indexed), embedder) as retriever:
        grown = []
        answer = Answerer(retriever=retriever, author=author).answer(question, on_text=grown.append)
    assert answer.engine == "extractive"
    assert not any(sign in answer.text for sign in ("#", "passage 1", "第 1 段", "title:", "标题："))
    assert not any("#" in text or "passage 1" in text for text in grown)
