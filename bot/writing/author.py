"""Written answers: a draft of a chat model, of which only what the cited passages bear out is given."""

from collections.abc import Sequence

from bot.answers import Answer, AnswerLanguage, Reason, Turn, Usage
from bot.evidence import Grounding, nearest_sources, tell_silence
from bot.strings import open_strings
from bot.writing.citations import cite_draft
from bot.writing.writer import Draft, OnText, Writer
from index import Passage, question_language

# How much of a follow-up that was written out must have been said in the conversation.
_LEAST_KEPT = 0.5


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
        draft = self._writer.draft_answer(question, passages, language, turns=turns, on_text=on_text)
        if not draft.text:
            return self._refuse(draft, question, language, "refusal-no-evidence", Reason.NO_EVIDENCE)
        checked = cite_draft(draft.text, draft.passages, grounding=self._grounding, language=language)
        if not checked.citations:
            return self._refuse(draft, question, language, "refusal-unsupported", Reason.UNSUPPORTED)
        text = checked.text
        if checked.dropped:
            text = f"{text}\n{open_strings(language)('note-dropped', count=checked.dropped)}"
        return Answer(question, language, text, checked.citations, draft.passages, self.name, usage=draft.usage)

    def rewrite_follow_up(self, question: str, turns: Sequence[Turn]) -> tuple[str, Usage]:
        """A follow-up as a question that stands alone, and what that took. Raises ChatModelError.

        Empty where the model changes nothing, asks nothing, puts in a name or figure that nobody mentioned, asks about something else, or
        in another language.
        """
        language = _language_of(question, turns)
        text, usage = self._writer.rewrite_follow_up(question, turns, language)
        said = "\n".join([*(f"{turn.question}\n{turn.answer}" for turn in turns), question])
        is_kept = (
            text != question.strip()
            and text.endswith(("?", "？"))
            and question_language(text) == language
            and not self._grounding.unsupported(text, said)
            and self._grounding.coverage(text, said) >= _LEAST_KEPT
        )
        return (text if is_kept else ""), usage

    def _refuse(self, draft: Draft, question: str, language: AnswerLanguage, key: str, reason: Reason) -> Answer:
        nearest = nearest_sources(draft.passages)
        text = tell_silence(key, nearest, open_strings(language))
        return Answer(question, language, text, (), draft.passages, self.name, reason, nearest, usage=draft.usage)


def _language_of(question: str, turns: Sequence[Turn]) -> AnswerLanguage:
    """The language of a question; where it has no words to tell it by, that of the one before it."""
    asked = next(
        (text for text in [question, *(turn.question for turn in turns[::-1])] if any(map(str.isalpha, text))), ""
    )
    return question_language(asked)
