"""Has a chat model write drafts from passages. Nothing in a draft is checked yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import AnswerLanguage, ConversationTurn, Usage
from bot.errors import ChatModelContextError, ChatModelError, ChatModelLanguageError, ChatModelReplyError
from bot.writing.drafts import (
    cut_at_last_label,
    is_in_language,
    is_looping,
    is_no_answer,
    may_become_no_answer,
    sanitize_draft,
)
from bot.writing.leaks import PromptLeaks
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
from bot.writing.second_opinion import SecondOpinion
from index import MAX_QUERY_CHARACTERS, Passage

OnText = Callable[[str], None]
# The share of the prompt that earlier turns may take; the oldest are left out. Set by hand.
_CONVERSATION_SHARE = 0.2
# How often the model is asked, until it writes in the right language.
_TRIES = 2
# With a smaller context the short form of a prompt leaves more room for passages. Set by hand.
_SHORT_CONTEXT = 4096


@dataclass(frozen=True, slots=True)
class Draft:
    """What a chat model wrote, unchecked. Its labels ``[n]`` mean the n-th of ``passages``, those it read.

    ``text`` is empty where the model said that they do not answer.
    """

    text: str
    passages: tuple[Passage, ...]
    usage: Usage


class Writer:
    """Has a chat model write. Every method blocks until it has."""

    def __init__(self, model: WritingModel, *, prompts: Prompts | None = None) -> None:
        self._model = model
        self._prompts = prompts or Prompts()
        self._leaks = PromptLeaks(self._prompts)

    def stop(self) -> None:
        """End what is being written, with a ChatModelError, and write no more."""
        self._model.close()

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._model.name

    @property
    def prompt_tokens(self) -> int:
        """How many tokens the model can read at a time."""
        return self._model.prompt_tokens

    @property
    def _is_short(self) -> bool:
        return min(self._model.context_tokens, 2 * self._model.prompt_tokens) < _SHORT_CONTEXT

    def draft_answer(
        self, question: str, passages: Sequence[Passage], language: AnswerLanguage, *, turns: Sequence[ConversationTurn] = (),
        on_text: OnText | None = None,
    ) -> Draft:  # fmt: skip
        """A draft that answers a question from the first of the passages, as many as fit.

        ``on_text`` gets the draft as it grows, from the thread this runs in. It gets a new draft where the model has to
        try again in the right language. Raises ChatModelError.
        """
        return self.draft(
            "answer", passages, language, on_text=on_text, question=sanitize_for_prompt(question),
            conversation=self._format_conversation(turns, language),
        )  # fmt: skip

    def draft_standalone_question(
        self, question: str, turns: Sequence[ConversationTurn], language: AnswerLanguage
    ) -> tuple[str, Usage]:
        """A follow-up as a question that stands alone, and the tokens used; empty where the model returns no question.

        Raises ChatModelError.
        """
        prompt = self._prompts("standalone", language)
        messages = prompt.messages(
            question=sanitize_for_prompt(question), conversation=self._format_conversation(turns, language)
        )
        text, usage = self.complete(messages, language, instructions=prompt.instructions)
        is_question = bool(text) and "\n" not in text and len(text) <= MAX_QUERY_CHARACTERS
        return text if is_question else "", usage

    def draft(
        self, prompt: str, passages: Sequence[Passage], language: AnswerLanguage, *, on_text: OnText | None = None,
        **values: str | int,
    ) -> Draft:  # fmt: skip
        """A draft on a prompt, filled with values and as many of the first passages as fit. Raises ChatModelError.

        Where the endpoint turns out to have a smaller context, it is asked once more with fewer passages.
        """
        room, instructions = self.prompt_tokens, self._prompts(prompt, language).instructions
        try:
            messages, read = self._fill(prompt, passages, language, **values)
            text, usage = self.complete(messages, language, on_text=on_text, instructions=instructions)
        except ChatModelContextError as error:
            if self.prompt_tokens >= room:
                raise
            messages, read = self._fill(prompt, passages, language, **values)
            text, usage = self.complete(messages, language, on_text=on_text, instructions=instructions)
            usage += error.usage
        return Draft(text, tuple(read.values()), usage)

    def _fill(
        self, prompt: str, passages: Sequence[Passage], language: AnswerLanguage, **values: str | int
    ) -> tuple[list[Message], dict[int, Passage]]:
        return fill_with_passages(
            prompt, dict(enumerate(passages, start=1)), tokens=self.prompt_tokens, language=language,
            prompts=self._prompts, is_short=self._is_short, **values,
        )  # fmt: skip

    def second_opinion(self, passages: Sequence[Passage], language: AnswerLanguage, *, began: float) -> SecondOpinion:
        """The model's second opinion on a draft from passages.

        It began to write that at a time of ``time.perf_counter``: both together take no longer than an answer may.
        """
        deadline = began + self._model.timeout_seconds
        return SecondOpinion(self._model, passages, language, deadline=deadline, prompts=self._prompts)

    def batches(
        self, prompt: str, passages: Sequence[Passage], language: AnswerLanguage, **values: str | int
    ) -> list[list[Passage]]:
        """The passages in order, in as few batches as the prompt has room for."""
        batches: list[list[Passage]] = []
        waiting = list(passages)
        while waiting:
            _, read = self._fill(prompt, waiting, language, **values)
            batches.append(waiting[: len(read)])
            waiting = waiting[len(read) :]
        return batches

    def rewrite_notes(
        self, prompt: str, notes: Sequence[str], language: AnswerLanguage, **values: str | int
    ) -> tuple[str, Usage, int]:
        """A draft made of the first of some notes, the tokens used, and how many notes fit. Raises ChatModelError."""
        boundary = new_boundary(notes)
        template = self._prompts(prompt, language)
        fill = partial(template.messages, is_short=self._is_short, boundary=boundary, **values)
        room = self.prompt_tokens - estimate_prompt_tokens(fill(notes=""))
        count = max(len(labels_that_fit(dict(enumerate(notes)), room=room)), 1)
        messages = fill(notes="\n".join(notes[:count]))
        text, usage = self.complete(messages, language, instructions=template.instructions)
        return text, usage, count

    def complete(
        self, messages: Sequence[Message], language: AnswerLanguage, *, instructions: str, on_text: OnText | None = None
    ) -> tuple[str, Usage]:
        """The model's sanitised text on some messages, and the tokens used; empty where it is ``NO_ANSWER``.

        What repeats the prompt or its ``instructions`` is cut. Where the text is in another language, the model is asked
        once more. Raises ChatModelError.
        """
        usage, sent = Usage(), messages
        try:
            for _ in range(_TRIES):
                completion = self._ask(sent, on_text)
                usage += completion.usage
                text = self._sanitize_completion(completion, instructions)
                if is_in_language(text, language):
                    return text, usage
                sent = self._ask_for_language(messages, text, language)
            raise ChatModelLanguageError(f"{self.name} was asked {_TRIES} times and did not write in {language}.")
        except ChatModelError as error:
            error.usage += usage
            raise

    def _ask_for_language(self, messages: Sequence[Message], text: str, language: AnswerLanguage) -> list[Message]:
        """Messages that ask for the text in the right language; without the wrong one where there is no room for it.

        Two messages of the user are never sent one after the other: some chat templates refuse them.
        """
        ask = self._prompts("language", language).text()
        again = [*messages, Message("assistant", text), Message("user", ask)]
        if estimate_prompt_tokens(again) <= self.prompt_tokens:
            return again
        return [*messages[:-1], Message("user", f"{messages[-1].text}\n\n{ask}")]

    def _ask(self, messages: Sequence[Message], on_text: OnText | None) -> Completion:
        if on_text is None:
            return self._model.complete(messages)
        text = ""
        with self._model.stream(messages) as reply:
            for piece in reply:
                text += piece
                draft = self._leaks.cut_growing(sanitize_draft(text))
                if not may_become_no_answer(draft):
                    on_text(draft)
        return reply.completion

    def _format_conversation(self, turns: Sequence[ConversationTurn], language: AnswerLanguage) -> str:
        room, formatted = self.prompt_tokens * _CONVERSATION_SHARE, []
        for turn in reversed(turns):
            text = self._prompts("turn", language).text(
                question=sanitize_for_prompt(turn.question), answer=sanitize_for_prompt(turn.answer)
            )
            room -= estimate_tokens(text)
            if room < 0:
                break
            formatted.append(text)
        return "\n\n".join(reversed(formatted))

    def _sanitize_completion(self, completion: Completion, instructions: str) -> str:
        draft = sanitize_draft(completion.text)
        if is_no_answer(draft):
            return ""
        text = self._leaks.cut(draft, instructions)
        if completion.finish_reason == LENGTH:
            text = cut_at_last_label(text)
        if text:
            return text
        if is_looping(draft):
            raise ChatModelReplyError(f"{self.name} wrote the same again and again.")
        if draft and completion.finish_reason != LENGTH:
            raise ChatModelReplyError(f"{self.name} repeated its prompt instead of an answer.")
        raise ChatModelReplyError(f"{self.name} wrote nothing that can be read: it may need more LLM_MAX_TOKENS.")
