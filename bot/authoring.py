"""Written answers: a draft of a chat model, of which only what the cited passages bear out is given."""

from collections.abc import Sequence

from bot.answers import Answer, AnswerLanguage, Reason, Turn
from bot.citations import cited
from bot.grounding import Grounding
from bot.silence import nearest_sources, tell_silence
from bot.strings import open_strings
from bot.writing import Draft, OnText, Writer
from index import Passage


class Author:
    """Answers questions from passages: a chat model writes, and what it writes is given as far as they bear it out."""

    def __init__(self, *, writer: Writer, grounding: Grounding) -> None:
        self._writer = writer
        self._grounding = grounding

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
        checked = cited(draft.text, draft.passages, grounding=self._grounding, language=language)
        if not checked.citations:
            return self._silence(draft, question, language, "refusal-unsupported", Reason.UNSUPPORTED)
        text = checked.text
        if checked.dropped:
            text = f"{text}\n{open_strings(language)('note-dropped', count=checked.dropped)}"
        return Answer(question, language, text, checked.citations, draft.passages, self.name, usage=draft.usage)

    def _silence(self, draft: Draft, question: str, language: AnswerLanguage, key: str, reason: Reason) -> Answer:
        nearest = nearest_sources(draft.passages)
        text = tell_silence(key, nearest, open_strings(language))
        return Answer(question, language, text, (), draft.passages, self.name, reason, nearest, usage=draft.usage)
