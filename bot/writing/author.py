"""Written answers: a chat model drafts, and only what the cited passages support is given."""

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Answer, AnswerLanguage, ConversationTurn, Reason, Usage
from bot.errors import ChatModelUnsupportedError
from bot.evidence import nearest_sources, refusal_text
from bot.strings import open_strings
from bot.writing.checked_writer import CheckedWriter
from bot.writing.drafts import remove_labels
from bot.writing.writer import Draft, OnText
from index import Passage, question_language, sentence_spans

# The share of a rewritten follow-up's words that must stand in the conversation. Set by hand.
_LEAST_COVERAGE = 0.5
# How many sentences the prompt asks for at most.
_MOST_SENTENCES = 6


class Author(CheckedWriter):
    """Answers questions from passages with a chat model. Every method blocks while it writes."""

    def answer(
        self, question: str, passages: Sequence[Passage], language: AnswerLanguage, *, turns: Sequence[ConversationTurn] = (),
        on_text: OnText | None = None, is_doubtful: bool = False,
    ) -> Answer:  # fmt: skip
        """The answer from the passages; where the model finds none in them, a refusal with the nearest sources.

        A draft that only repeats a passage, more sentences of it than were asked for, is none either: that is what small
        models do. Where nothing in the passages seems to answer (``is_doubtful``), two are enough. ``on_text`` gets the
        draft as it grows: unchecked, not to be shown as an answer. Raises ChatModelError; ChatModelUnsupportedError
        where the passages support nothing of the draft.
        """
        began = time.perf_counter()
        draft = self._writer.draft_answer(question, passages, language, turns=turns, on_text=on_text)
        if not draft.text:
            return self._refuse(draft, question, language)
        checked, asked = self._check(draft.text, draft.passages, language, question=question, began=began)
        draft = replace(draft, usage=draft.usage + asked)
        if not checked.citations:
            error = ChatModelUnsupportedError(f"{self.name} wrote nothing that the passages support.")
            error.usage, error.denied = draft.usage, checked.denied
            raise error
        if _is_copied(checked.text, draft.passages, least=2 if is_doubtful else _MOST_SENTENCES + 1):
            return self._refuse(draft, question, language)
        text = checked.text
        if checked.dropped:
            text = f"{text}\n{open_strings(language)('note-dropped', count=checked.dropped)}"
        return Answer(
            question=question, language=language, text=text, citations=checked.citations, passages=draft.passages,
            engine=self.name, usage=draft.usage, denied=checked.denied,
        )  # fmt: skip

    def rewrite_follow_up(self, question: str, turns: Sequence[ConversationTurn]) -> tuple[str, Usage]:
        """A follow-up as a question that stands alone, and the tokens used. Raises ChatModelError.

        Empty where the model changes nothing, returns no question, adds a name or figure that nobody mentioned, asks
        about something else, or asks in another language.
        """
        language = _language_of(question, turns)
        text, usage = self._writer.draft_standalone_question(question, turns, language)
        conversation = "\n".join([*(f"{turn.question}\n{turn.answer}" for turn in turns), question])
        is_usable = (
            text != question.strip()
            and text.endswith(("?", "？"))
            and question_language(text) == language
            and not self._claim_checker.unsupported_claims(text, conversation)
            and self._claim_checker.word_coverage(text, conversation) >= _LEAST_COVERAGE
        )
        return (text if is_usable else ""), usage

    def _refuse(self, draft: Draft, question: str, language: AnswerLanguage) -> Answer:
        nearest = nearest_sources(draft.passages)
        text = refusal_text("refusal-no-evidence", nearest, open_strings(language))
        return Answer.refused(
            question, language, text, reason=Reason.NO_EVIDENCE, engine=self.name, passages=draft.passages, nearest=nearest,
            usage=draft.usage,
        )  # fmt: skip


def _is_copied(text: str, passages: Sequence[Passage], *, least: int) -> bool:
    """Whether a checked draft is so many neighbouring sentences of one passage, word for word."""
    bare = remove_labels(text)
    said = _letters(bare)
    return len(sentence_spans(bare)) >= least and any(said in _letters(passage.chunk.text) for passage in passages)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _language_of(question: str, turns: Sequence[ConversationTurn]) -> AnswerLanguage:
    """The language of a question; where it has no letters, that of the latest question that has."""
    questions = [question, *(turn.question for turn in turns[::-1])]
    return question_language(next((text for text in questions if any(map(str.isalpha, text))), ""))
