"""Drafts of answers: a chat model writes from the passages it is given. Nothing in a draft is checked yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import AnswerLanguage, Turn, Usage
from bot.errors import ChatModelError, ChatModelLanguageError, ChatModelReplyError
from bot.writing.llm import LENGTH, Completion, WritingModel
from bot.writing.prompt_filling import (
    estimate_prompt_tokens,
    estimate_tokens,
    fill_with_passages,
    labels_that_fit,
    new_boundary,
    sanitize_for_prompt,
)
from bot.writing.prompts import Message, Prompts
from bot.writing.sanitizing import (
    cut_at_last_label,
    is_in_language,
    is_no_answer,
    may_become_no_answer,
    repeats_instructions,
    sanitize_draft,
)
from index import MAX_QUERY_CHARACTERS, Passage

OnText = Callable[[str], None]
# What earlier turns may take of what the model reads; the oldest are left out.
_CONVERSATION = 0.2
# How often the right language is asked for.
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """What a chat model wrote, unchecked: its labels ``[n]`` mean the n-th of ``passages``, which are those it read.

    ``text`` is empty where it found that they do not answer.
    """

    text: str
    passages: tuple[Passage, ...]
    usage: Usage


class Writer:
    """Has a chat model write. Blocks for as long as that takes."""

    def __init__(self, model: WritingModel, *, prompts: Prompts | None = None) -> None:
        self._model = model
        self._prompts = prompts or Prompts()

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._model.name

    @property
    def prompt_tokens(self) -> int:
        """How much the model can read at a time."""
        return self._model.context_tokens - self._model.max_tokens

    def draft_answer(
        self, question: str, passages: Sequence[Passage], language: AnswerLanguage, *, turns: Sequence[Turn] = (),
        on_text: OnText | None = None,
    ) -> Draft:  # fmt: skip
        """A draft that answers a question from the passages, best first; what there is no room for is left out.

        ``on_text`` is told the draft as it grows, from the thread this runs in; it begins anew where the model has to
        try again in the right language. Raises ChatModelError.
        """
        return self.draft(
            "answer", passages, language, on_text=on_text, question=sanitize_for_prompt(question),
            conversation=self._format_conversation(turns, language),
        )  # fmt: skip

    def rewrite_follow_up(self, question: str, turns: Sequence[Turn], language: AnswerLanguage) -> tuple[str, Usage]:
        """A follow-up as a question that stands alone, and what that took; empty where none comes back.

        Raises ChatModelError.
        """
        messages = self._prompts("standalone", language).messages(
            question=sanitize_for_prompt(question), conversation=self._format_conversation(turns, language)
        )
        text, usage = self.text(messages, language)
        is_question = bool(text) and "\n" not in text and len(text) <= MAX_QUERY_CHARACTERS
        return text if is_question else "", usage

    def draft(
        self, prompt: str, passages: Sequence[Passage], language: AnswerLanguage, *, on_text: OnText | None = None,
        **values: str | int,
    ) -> Draft:  # fmt: skip
        """What the model writes on a prompt, filled with values and with as many of the first passages as there is room for.

        Raises ChatModelError.
        """
        messages, given = fill_with_passages(
            prompt, dict(enumerate(passages, start=1)), tokens=self.prompt_tokens, language=language,
            prompts=self._prompts, **values,
        )  # fmt: skip
        text, usage = self.text(messages, language, on_text=on_text)
        return Draft(text, tuple(given.values()), usage)

    def batches(
        self, prompt: str, passages: Sequence[Passage], language: AnswerLanguage, **values: str | int
    ) -> list[list[Passage]]:
        """The passages in as many batches as it takes to read them all on a prompt, in order."""
        batches: list[list[Passage]] = []
        waiting = list(passages)
        while waiting:
            _, given = fill_with_passages(
                prompt, dict(enumerate(waiting, start=1)), tokens=self.prompt_tokens, language=language,
                prompts=self._prompts, **values,
            )  # fmt: skip
            batches.append(waiting[: len(given)])
            waiting = waiting[len(given) :]
        return batches

    def rewrite(
        self, prompt: str, notes: Sequence[str], language: AnswerLanguage, **values: str | int
    ) -> tuple[str, Usage, int]:
        """What the model makes of the first of some notes, what that took, and how many there was room for.

        Raises ChatModelError.
        """
        boundary = new_boundary(notes)
        fill = partial(self._prompts(prompt, language).messages, boundary=boundary, **values)
        room = self.prompt_tokens - estimate_prompt_tokens(fill(notes=""))
        count = max(len(labels_that_fit(dict(enumerate(notes)), room=room)), 1)
        text, usage = self.text(fill(notes="\n".join(notes[:count])), language)
        return text, usage, count

    def text(
        self, messages: Sequence[Message], language: AnswerLanguage, *, on_text: OnText | None = None
    ) -> tuple[str, Usage]:
        """What the model writes on some messages, tidied, and what that took; empty where it is the sign for no answer.

        Where it is in another language, the model is asked once more. Raises ChatModelError.
        """
        usage, asked = Usage(), messages
        try:
            for _ in range(_TRIES):
                completion = self._completion(asked, on_text)
                usage += completion.usage
                text = self._sanitized(completion, messages)
                if is_in_language(text, language):
                    return text, usage
                asked = self._ask_for_language(messages, text, language)
            raise ChatModelLanguageError(f"{self.name} was asked {_TRIES} times and did not write in {language}.")
        except ChatModelError as error:
            error.usage = usage
            raise

    def _ask_for_language(self, messages: Sequence[Message], text: str, language: AnswerLanguage) -> list[Message]:
        """What asks for the same in the right language; without what was written where there is no room for it."""
        ask = self._prompts("language", language).messages()
        again = [*messages, Message("assistant", text), *ask]
        return again if estimate_prompt_tokens(again) <= self.prompt_tokens else [*messages, *ask]

    def _completion(self, messages: Sequence[Message], on_text: OnText | None) -> Completion:
        if on_text is None:
            return self._model.complete(messages)
        text = ""
        with self._model.stream(messages) as reply:
            for piece in reply:
                text += piece
                draft = sanitize_draft(text)
                if not may_become_no_answer(draft):
                    on_text(draft)
        return reply.completion

    def _format_conversation(self, turns: Sequence[Turn], language: AnswerLanguage) -> str:
        room, told = self.prompt_tokens * _CONVERSATION, []
        for turn in reversed(turns):
            text = self._prompts("turn", language).text(
                question=sanitize_for_prompt(turn.question), answer=sanitize_for_prompt(turn.answer)
            )
            room -= estimate_tokens(text)
            if room < 0:
                break
            told.append(text)
        return "\n\n".join(reversed(told))

    def _sanitized(self, completion: Completion, messages: Sequence[Message]) -> str:
        text = sanitize_draft(completion.text)
        if is_no_answer(text):
            return ""
        if completion.finish_reason == LENGTH:
            text = cut_at_last_label(text)
        if not text:
            raise ChatModelReplyError(f"{self.name} wrote nothing that can be read: it may need more LLM_MAX_TOKENS.")
        if repeats_instructions(text, "\n".join(message.text for message in messages if message.role == "system")):
            raise ChatModelReplyError(f"{self.name} told its instructions in the place of an answer.")
        return text
