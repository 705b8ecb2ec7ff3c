"""What authors and digesters share: a writer, and the check of what it writes against the passages."""

from collections.abc import Sequence

from bot.answers import AnswerLanguage
from bot.evidence import ClaimChecker, ExactVerifier, ModelVerifier, Verifier
from bot.writing.drafts import CheckedDraft, cite_draft
from bot.writing.writer import Writer
from index import Passage


class CheckedWriter:
    """Has a chat model write, and gives only what the passages support, and do not contradict.

    ``verifiers`` say what they contradict: by default the exact rules and the built-in model.
    """

    def __init__(
        self, *, writer: Writer, claim_checker: ClaimChecker, verifiers: Sequence[Verifier] | None = None
    ) -> None:
        self._writer = writer
        self._claim_checker = claim_checker
        self._verifiers = (ExactVerifier(claim_checker), ModelVerifier()) if verifiers is None else verifiers

    def stop(self) -> None:
        """End what is being written, with a ChatModelError, and write no more."""
        self._writer.stop()

    @property
    def name(self) -> str:
        """The name of the model that writes."""
        return self._writer.name

    def _check(
        self, draft: str, passages: Sequence[Passage], language: AnswerLanguage, *, question: str = ""
    ) -> CheckedDraft:
        return cite_draft(
            draft, passages, claim_checker=self._claim_checker, verifiers=self._verifiers, language=language,
            question=question,
        )  # fmt: skip
