"""The chat model is asked once more about each sentence of its draft; what it says no to is left out, and nothing else."""

from functools import partial
from itertools import pairwise

import pytest

from bot.errors import ChatModelUnsupportedError
from bot.writing.digester import Digester
from bot.writing.writer import Writer
from endpoints import ENDPOINTS
from model_server import Script
from second_reader import BRIDGE, DRAFTS, EACH, PASSAGES, SecondReader, ask, open_author


@pytest.fixture
def author(open_model, claim_checker):
    return partial(open_author, open_model, claim_checker)


@EACH
def test_a_sentence_that_the_model_denies_is_not_shown_and_the_others_are(author, model_server, language):
    draft, denied, kept = DRAFTS[language]
    model_server.answer = reader = SecondReader(draft, denies=[denied])
    answer = ask(author(), language)
    assert denied not in answer.text
    assert all(words in answer.text for words in kept)
    assert ("left out" if language == "en" else "略去") in answer.text
    assert len(answer.denied) == 1
    assert denied in answer.denied[0]
    assert len(reader.asked) == 3


@EACH
def test_what_the_model_does_not_deny_is_shown_as_without_it(author, model_server, language):
    model_server.answer = SecondReader(DRAFTS[language][0])
    twice = ask(author(), language)
    once = ask(author(asks_twice=False), language)
    assert twice.text == once.text
    assert twice.citations == once.citations
    assert twice.denied == ()


@EACH
def test_a_draft_denied_altogether_is_as_one_that_nothing_supports(author, model_server, language):
    model_server.answer = SecondReader(DRAFTS[language][0], denies=[""])
    with pytest.raises(ChatModelUnsupportedError) as told:
        ask(author(), language)
    assert len(told.value.denied) == 3
    assert told.value.usage.prompt_tokens == 100 * len(model_server.requests) == 400


@EACH
def test_without_the_setting_a_draft_takes_one_request(author, model_server, language):
    model_server.answer = reader = SecondReader(DRAFTS[language][0], denies=[""])
    assert ask(author(asks_twice=False), language).citations
    assert len(model_server.requests) == 1
    assert reader.opinions == []


@EACH
def test_the_tokens_of_both_are_counted(author, model_server, language):
    model_server.answer = SecondReader(DRAFTS[language][0], usage=(100, 20))
    usage = ask(author(), language).usage
    assert len(model_server.requests) == 4
    assert (usage.prompt_tokens, usage.completion_tokens) == (400, 80)


@pytest.mark.parametrize("name", ENDPOINTS)
@EACH
def test_each_endpoint_is_asked_in_the_way_it_wants(author, model_server, name, language):
    draft, denied, kept = DRAFTS[language]
    reader = SecondReader(draft, denies=[denied])

    def answer(request):
        told = ENDPOINTS[name](request)
        if told.status != 200:
            return told
        said = reader(request)
        return Script(f"<think>no</think>\n{said.text}" if name == "llama.cpp" else said.text, thinking=told.thinking)

    model_server.answer = answer
    answered = ask(author(), language)
    assert denied not in answered.text
    assert all(words in answered.text for words in kept)
    for request in model_server.requests:
        roles = [message["role"] for message in request["messages"]]
        assert not any(one == other == "user" for one, other in pairwise(roles))


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [("en", "How long is the bridge?", "186 metres. [1]"), ("zh", "桥上有几只石狮子？", "24只。[1]")],
)
def test_a_short_answer_is_asked_about_together_with_its_question(author, model_server, language, question, said):
    model_server.answer = reader = SecondReader(said)
    author().answer(question, [BRIDGE], language)
    (asked,) = reader.asked
    assert asked.startswith(question.rstrip("？?"))


@EACH
def test_what_is_about_a_denied_sentence_goes_with_it(author, model_server, language):
    draft = {
        "en": "Mira Okafor opened the oldest of them in 1911. [1] It has guests who come by tram. [1] Brindle has 42 tea houses. [1]",
        "zh": "青石桥全长186米。[2]它建于清朝末年。[2]桥上有二十四只石狮子。[2]",
    }[language]
    denied, orphan, kept = {"en": ("1911", "guests", "42"), "zh": ("186", "建于", "石狮子")}[language]
    model_server.answer = SecondReader(draft, denies=[denied])
    text = ask(author(), language).text
    assert kept in text
    assert denied not in text
    assert orphan not in text


@EACH
def test_a_summary_is_asked_about_too(open_model, claim_checker, model_server, language):
    draft, denied, kept = DRAFTS[language]
    points = "\n".join(f"- {sentence.strip()}]" for sentence in draft.split("]") if sentence)
    model_server.answer = SecondReader(points, denies=[denied])
    digester = partial(Digester, writer=Writer(open_model()), claim_checker=claim_checker)
    digest, whole = (
        digester(asks_twice=twice).digest(PASSAGES, subject="Brindle", language=language, points=5)
        for twice in (True, False)
    )
    shown = "\n".join(point.text for point in digest.points)
    assert denied not in shown
    assert all(words in shown for words in kept)
    assert (len(digest.points), digest.dropped) == (len(whole.points) - 1, whole.dropped + 1)
    assert digest.usage.prompt_tokens > whole.usage.prompt_tokens


@EACH
def test_a_sentence_about_the_one_before_is_asked_about_together_with_it(author, model_server, language):
    draft, second = {
        "en": ("Brindle has 42 tea houses. [1] Their guests come by tram. [1]", "Their"),
        "zh": ("青石桥全长186米。[2]它建于清朝末年。[2]", "它"),
    }[language]
    model_server.answer = reader = SecondReader(draft)
    ask(author(), language)
    assert len(reader.asked) == 2
    assert reader.asked[1].startswith(reader.asked[0])
    assert second in reader.asked[1]
