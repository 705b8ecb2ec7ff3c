"""What authors and digesters share: a writer, and the checks of what it writes against the passages."""

from collections.abc import Sequence
from functools import partial

from bot.answers import AnswerLanguage, Usage
from bot.evidence import ClaimChecker, ExactVerifier, ModelVerifier, Verifier
from bot.writing.drafts import CheckedDraft, cite_draft
from bot.writing.writer import Writer
from index import Passage


class CheckedWriter:
    """Has a chat model write, and gives only what the passages support, and do not contradict.

    ``verifiers`` say what they contradict: by default the exact rules and the built-in model. ``asks_twice``: where they let
    a draft pass, the chat model is asked for a second opinion on its sentences.
    """

    def __init__(
        self, *, writer: Writer, claim_checker: ClaimChecker, verifiers: Sequence[Verifier] | None = None,
        asks_twice: bool = False,
    ) -> None:  # fmt: skip
        self._writer = writer
        self._claim_checker = claim_checker
        self._verifiers = (ExactVerifier(claim_checker), ModelVerifier()) if verifiers is None else verifiers
        self._asks_twice = asks_twice

    def stop(self) -> None:
        """End what is being written, with a ChatModelError, and write no more."""
        self._writer.stop()

    @property
    def name(self) -> str:
        """The name of the model that writes."""
        return self._writer.name

    def _check(
        self, draft: str, passages: Sequence[Passage], language: AnswerLanguage, *, question: str = "",
        began: float | None = None,
    ) -> tuple[CheckedDraft, Usage]:  # fmt: skip
        """A draft checked, and the tokens that this took: without ``began``, when the writing began, none."""
        check = partial(
            cite_draft, draft, passages, claim_checker=self._claim_checker, verifiers=self._verifiers, language=language,
            question=question,
        )  # fmt: skip
        if not self._asks_twice or began is None:
            return check(), Usage()
        opinion = self._writer.second_opinion(passages, language, began=began)
        return check(find_denied=opinion.denied), opinion.usage
