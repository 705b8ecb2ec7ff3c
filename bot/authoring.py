"""Written answers: a draft of a chat model, of which only what the cited passages bear out is given."""

from collections.abc import Sequence
from typing import Protocol

from bot.answers import Answer, AnswerLanguage, Citation, Reason, Turn
from bot.silence import nearest_sources, tell_silence
from bot.strings import open_strings
from bot.writing import Draft, OnText, Writer
from index import Passage


class Checked(Protocol):
    """What is left of a draft: its text, with labels from 1 in order of mention, and what they mean.

    ``dropped`` are the sentences that no passage bears out, ``moved`` those that another one does than they cited.
    """

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def citations(self) -> tuple[Citation, ...]: ...  # noqa: D102
    @property
    def dropped(self) -> Sequence[object]: ...  # noqa: D102
    @property
    def moved(self) -> Sequence[object]: ...  # noqa: D102


class Check(Protocol):
    """Keeps of a draft what the passages bear out; its labels ``[n]`` mean the n-th of them."""

    def __call__(self, draft: str, passages: Sequence[Passage], *, language: AnswerLanguage) -> Checked: ...  # noqa: D102


class Author:
    """Answers questions from passages: ``writer`` writes, and what it writes is given as far as ``check`` bears it out."""

    def __init__(self, *, writer: Writer, check: Check) -> None:
        self._writer = writer
        self._check = check

    @property
    def name(self) -> str:
        """The name of the model that writes."""
        return self._writer.name

    def answer(
        self, question: str, passages: Sequence[Passage], language: AnswerLanguage, *, turns: Sequence[Turn] = (),
        on_text: OnText | None = None,
    ) -> Answer:  # fmt: skip
        """The answer from the passages, or that they are silent, with the nearest sources.

        ``on_text`` is told the draft as it grows: unchecked, and not to be shown as an answer. Raises ChatModelError.
        """
        draft = self._writer.write(question, passages, language, turns=turns, on_text=on_text)
        if not draft.text:
            return self._silence(draft, question, language, "refusal-no-evidence", Reason.NO_EVIDENCE)
        checked = self._check(draft.text, draft.passages, language=language)
        if not checked.citations:
            return self._silence(draft, question, language, "refusal-unsupported", Reason.UNSUPPORTED)
        text = checked.text
        if checked.dropped:
            text = f"{text}\n{open_strings(language)('note-dropped', count=len(checked.dropped))}"
        return Answer(question, language, text, checked.citations, draft.passages, self.name, usage=draft.usage)

    def _silence(self, draft: Draft, question: str, language: AnswerLanguage, key: str, reason: Reason) -> Answer:
        nearest = nearest_sources(draft.passages)
        text = tell_silence(key, nearest, open_strings(language))
        return Answer(question, language, text, (), draft.passages, self.name, reason, nearest, usage=draft.usage)
