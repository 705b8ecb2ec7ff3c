"""A second opinion on a draft: its chat model is asked of each sentence whether its passages say it. Read strictly."""

import logging
import time
from collections.abc import Sequence

from bot.answers import AnswerLanguage, Usage
from bot.errors import ChatModelError
from bot.writing.drafts import Statement, remove_thinking
from bot.writing.llm import WritingModel
from bot.writing.prompt_filling import (
    estimate_prompt_tokens,
    frame_passage,
    new_boundary,
    sanitize_line_for_prompt,
    without_injections,
)
from bot.writing.prompts import Message, Prompts
from index import Passage, lazy_pattern, remove_hidden_characters

log = logging.getLogger(__name__)

# One word, perhaps between marks: models that were asked for one in another language now and then translate it.
_OPINION = lazy_pattern(r"(?i)[\s*_`\"'“”]*(?:(yes|是)|(no|否))[\s*_`\"'“”.。!！]*")


class SecondOpinion:
    """What a chat model says of the sentences of one draft, each in a request of its own.

    Small models mix several statements up. Whatever fails (no answer, none in time, none that can be read) is no opinion:
    nothing is denied. After ``deadline``, a time of ``time.perf_counter``, no request lasts. ``usage`` holds the tokens of all.
    """

    def __init__(
        self, model: WritingModel, passages: Sequence[Passage], language: AnswerLanguage, *, deadline: float, prompts: Prompts
    ) -> None:  # fmt: skip
        self._model = model
        self._passages = [without_injections(passage) for passage in passages]
        self._language = language
        self._deadline = deadline
        self._prompts = prompts
        self.usage = Usage()

    def denied(self, statements: Sequence[Statement]) -> frozenset[int]:
        """Which of the statements, by their index, the model says that their passages do not say.

        After a failure it is not asked about the others.
        """
        denied = set()
        for number, statement in enumerate(statements):
            try:
                is_said = self._is_said(statement)
            except ChatModelError as error:
                self.usage += error.usage
                log.warning(
                    "no second opinion on %d of %d sentences: %s", len(statements) - number, len(statements), error
                )
                break
            if is_said is False:
                denied.add(number)
        return frozenset(denied)

    def _is_said(self, statement: Statement) -> bool | None:
        """Whether the model says that the passages say a statement; None where it has no opinion. Raises ChatModelError."""
        messages = self._fill(statement)
        seconds = self._deadline - time.perf_counter()
        if estimate_prompt_tokens(messages) > self._model.prompt_tokens:
            log.warning("no second opinion: the passages of a sentence are too long for %s", self._model.name)
            return None
        if seconds <= 0:
            log.warning("no second opinion: the time of LLM_TIMEOUT_SECONDS is up")
            return None
        completion = self._model.complete(messages, timeout_seconds=seconds)
        self.usage += completion.usage
        is_said = read_opinion(remove_thinking(remove_hidden_characters(completion.text)))
        if is_said is None:
            log.warning("no second opinion: %s answered neither yes nor no", self._model.name)
        return is_said

    def _fill(self, statement: Statement) -> list[Message]:
        passages = [self._passages[i] for i in statement.passages]
        text = sanitize_line_for_prompt(statement.text)
        boundary = new_boundary([text, *(f"{p.source.title} {p.chunk.speaker} {p.chunk.text}" for p in passages)])
        framed = [
            frame_passage(number, passage, boundary, self._language, self._prompts)
            for number, passage in enumerate(passages, start=1)
        ]
        prompt = self._prompts("opinion", self._language)
        return prompt.messages(boundary=boundary, passages="\n".join(framed), statement=text)


def read_opinion(answer: str) -> bool | None:
    """Whether an answer is yes or no; None where it is anything else, or says more."""
    match = _OPINION.fullmatch(answer)
    return match and match[2] is None
