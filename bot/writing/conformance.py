"""Puts an endpoint to the test: what it takes, how it counts, and how a model answers ten questions on two passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answers import AnswerLanguage, Usage
from bot.errors import ChatModelError, ChatModelUnsupportedError
from bot.evidence import ClaimChecker
from bot.strings import Strings, reason_text
from bot.writing.author import Author
from bot.writing.drafts import NO_ANSWER
from bot.writing.llm import Completion, EndpointModel
from bot.writing.prompts import Prompts
from bot.writing.writer import Writer
from index import Chunk, Passage, Source

_FILE = Path(__file__).with_name("conformance.tsv")
_RIGHT, _WRONG, _THROWN_AWAY = "right", "wrong", "thrown away"
_TEXTS = {
    "Brindle": (
        "Brindle has 42 tea houses. The oldest of them was opened in 1911 by Mira Okafor. Prices rose by 7.5 percent last "
        "year. Most guests come by tram. The last tram leaves at midnight."
    ),
    "青石桥": "青石桥（Qingshi）全长186米，建于清朝末年。桥上有二十四只石狮子。去年的维修费用是350万元。",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A question and what became of it; ``text`` is what the reader is shown, ``draft`` what the model wrote.

    The outcome is ``right``, ``wrong``, ``thrown away`` by the checks (so the reader is told nothing false, and as good as
    right where nothing answers), or the sentence of an error.
    """

    question: str
    outcome: str
    text: str = ""
    draft: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it was answered as expected."""
        return self.outcome == _RIGHT

    @property
    def was_thrown_away(self) -> bool:
        """Whether the checks left nothing of an answer that should have been one."""
        return self.outcome == _THROWN_AWAY

    def said(self, strings: Strings) -> str:
        """What was answered; else the draft of which nothing was left, or the sentence of an error."""
        if self.text or self.draft == NO_ANSWER:
            return self.text or self.draft
        if self.draft:
            return strings("conformance-thrown-away", draft=self.draft)
        is_known = self.outcome in (_RIGHT, _WRONG, _THROWN_AWAY)
        return (
            strings("conformance-outcome", outcome=self.outcome.replace(" ", "-"))
            if is_known
            else reason_text(self.outcome, strings)
        )


@dataclass(frozen=True, slots=True)
class Conformance:
    """What is known of an endpoint, by name, and the questions that were asked."""

    findings: dict[str, str]
    trials: tuple[Trial, ...]


def try_answer(model: EndpointModel, *, is_streamed: bool) -> str:
    """Ask as an answer asks: system and user message, the real budget. Empty, or the sentence of the error."""
    try:
        _ask_once(model, is_streamed=is_streamed)
    except ChatModelError as error:
        return str(error)
    return ""


def _ask_once(model: EndpointModel, *, is_streamed: bool) -> Completion:
    (passage, *_) = _passages()
    prompt = Prompts()("answer", "en")
    boundary = "#" + "doctorsquest" + "#"
    shown = Prompts()("passage", "en").text(
        boundary=boundary, label=1, title=passage.source.title, published="", speaker="", text=passage.chunk.text
    )
    messages = prompt.messages(boundary=boundary, passages=shown, conversation="", question=_questions()[0][1])
    return (model.complete if is_streamed else model.complete_at_once)(messages)


def examine_endpoint(
    model: EndpointModel, claim_checker: ClaimChecker, strings: Strings, *, asks_twice: bool = False
) -> Conformance:
    """Ask the ten questions, then once without a stream, and tell what was learnt of the endpoint. Blocks meanwhile.

    ``asks_twice``: with a second opinion on each draft.
    """
    author = Author(writer=Writer(model), claim_checker=claim_checker, asks_twice=asks_twice)
    tried = [_try_question(author, *asked) for asked in _questions()]
    usages = [usage for _, usage in tried if usage is not None]
    yes = strings("conformance-yes")
    try:
        usage_at_once = _ask_once(model, is_streamed=False).usage
        whole = yes
    except ChatModelError as error:
        whole, usage_at_once = reason_text(str(error), strings), None
    habits = model.habits
    limit = habits.prompt_limit
    findings = {
        "streaming": yes if habits.streams else strings("conformance-no-stream"),
        "one piece": whole,
        "system role": yes if habits.takes_system else strings("conformance-no-system"),
        "budget field": habits.budget_field,
        "temperature": "0" if habits.takes_temperature else strings("conformance-no-temperature"),
        "context": strings("conformance-limit", tokens=f"{limit:,}") if limit else strings("conformance-no-limit"),
        "thinking": strings("conformance-thinking" if model.has_thought else "conformance-no-thinking"),
        "usage": _describe_usage(usages, usage_at_once, habits.ratio, strings),
    }
    return Conformance(findings, tuple(trial for trial, _ in tried))


def _try_question(author: Author, language: AnswerLanguage, question: str, expected: str) -> tuple[Trial, Usage | None]:
    """What becomes of a question, and the tokens it took where the endpoint answered."""
    grown = [""]
    try:
        answer = author.answer(question, _passages(), language, on_text=grown.append)
    except ChatModelUnsupportedError as error:
        outcome = _RIGHT if expected == NO_ANSWER else _THROWN_AWAY
        return Trial(question, outcome, draft=grown[-1]), error.usage
    except ChatModelError as error:
        return Trial(question, str(error)), None
    is_right = answer.is_refused if expected == NO_ANSWER else any(e in answer.text for e in expected.split("|"))
    text, draft = ("", NO_ANSWER) if answer.is_refused else (answer.text, grown[-1])
    return Trial(question, _RIGHT if is_right else _WRONG, text, draft), answer.usage


def _describe_usage(streamed: Sequence[Usage], at_once: Usage | None, ratio: float, strings: Strings) -> str:
    """Whether the endpoint counts tokens: always, or in answers of one piece alone."""
    share = f"{ratio:.2f}"
    if any(not usage.is_estimated for usage in streamed):
        return strings("conformance-counted", share=share)
    is_counted_at_once = at_once is not None and not at_once.is_estimated
    return strings("conformance-counted-at-once" if is_counted_at_once else "conformance-not-counted", share=share)


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
