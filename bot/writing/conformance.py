"""Puts an endpoint to the test: what it takes, how it counts, and how a model answers ten questions on two passages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answers import AnswerLanguage
from bot.errors import ChatModelError
from bot.evidence import ClaimChecker
from bot.writing.author import Author
from bot.writing.llm import EndpointModel
from bot.writing.prompts import Prompts
from bot.writing.writer import Writer
from index import Chunk, Passage, Source

_FILE = Path(__file__).with_name("conformance.tsv")
_NO_ANSWER = "NO_ANSWER"
_TEXTS = {
    "Brindle": (
        "Brindle has 42 tea houses. The oldest of them was opened in 1911 by Mira Okafor. Prices rose by 7.5 percent last "
        "year. Most guests come by tram. The last tram leaves at midnight."
    ),
    "青石桥": "青石桥（Qingshi）全长186米，建于清朝末年。桥上有二十四只石狮子。去年的维修费用是350万元。",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A question, what became of it (``right``, ``wrong``, or the sentence of an error), and what was written."""

    question: str
    outcome: str
    text: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it was answered as expected."""
        return self.outcome == "right"


@dataclass(frozen=True, slots=True)
class Conformance:
    """What is known of an endpoint, by name, and the questions that were asked."""

    findings: dict[str, str]
    trials: tuple[Trial, ...]


def try_answer(model: EndpointModel, *, is_streamed: bool) -> str:
    """Ask as an answer asks: system and user message, the real budget. Empty, or the sentence of the error."""
    (passage, *_) = _passages()
    prompt = Prompts()("answer", "en")
    boundary = "#" + "doctorsquest" + "#"
    shown = Prompts()("passage", "en").text(
        boundary=boundary, label=1, title=passage.source.title, published="", speaker="", text=passage.chunk.text
    )
    messages = prompt.messages(boundary=boundary, passages=shown, conversation="", question=_questions()[0][1])
    try:
        (model.complete if is_streamed else model.complete_at_once)(messages)
    except ChatModelError as error:
        return str(error)
    return ""


def examine_endpoint(model: EndpointModel, claim_checker: ClaimChecker) -> Conformance:
    """Ask the ten questions, then once without a stream, and tell what was learnt of the endpoint. Blocks meanwhile."""
    author = Author(writer=Writer(model), claim_checker=claim_checker)
    trials, usages = [], []
    for language, question, expected in _questions():
        try:
            answer = author.answer(question, _passages(), language)
        except ChatModelError as error:
            trials.append(Trial(question, str(error)))
            continue
        usages.append(answer.usage)
        is_right = answer.is_refused if expected == _NO_ANSWER else any(e in answer.text for e in expected.split("|"))
        trials.append(Trial(question, "right" if is_right else "wrong", "" if answer.is_refused else answer.text))
    whole = try_answer(model, is_streamed=False)
    habits = model.habits
    counted = [usage for usage in usages if not usage.is_estimated]
    limit = habits.prompt_limit
    findings = {
        "streaming": "yes" if habits.streams else "refused: answers come in one piece",
        "one piece": whole or "yes",
        "system role": "yes" if habits.takes_system else "refused: it is part of the user message",
        "budget field": habits.budget_field,
        "temperature": "0" if habits.takes_temperature else "refused: the model's own",
        "context": f"prompts of more than {limit:,} tokens are refused or cut" if limit else "not exceeded",
        "thinking": "seen, in a field of its own" if model.has_thought else "not seen",
        "usage": f"counted, {habits.ratio:.2f} of the estimate" if counted else "not counted: estimated",
    }
    return Conformance(findings, tuple(trials))


def _questions() -> list[tuple[AnswerLanguage, str, str]]:
    return list(_read_questions())


def _read_questions() -> Iterator[tuple[AnswerLanguage, str, str]]:
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, question, expected = line.split("\t")
            yield ("zh" if language == "zh" else "en"), question, expected


def _passages() -> list[Passage]:
    return [
        Passage(
            Chunk(f"doctor-{i}", f"doctor-{i}", 0, len(text), text, "en" if i == 0 else "zh", "article"),
            Source(f"doctor-{i}", title, f"doctor-{i}"),
            1.0,
            1.0,
            1.0,
        )
        for i, (title, text) in enumerate(_TEXTS.items())
    ]
