"""Answers without a chat model: the sources' own sentences, or that there are none."""

from collections.abc import Sequence

from bot.answering.questions import asks_of_several
from bot.answering.quoted_answers import LONGEST_ANSWER, choose, choose_from_each, write
from bot.answers import Answer, AnswerLanguage, Reason
from bot.evidence import Evidence, nearest_sources, tell_silence
from bot.strings import open_strings
from index import Passage, Term, detect_language

ENGINE = "extractive"


def quoted_answer(
    evidence: Sequence[Evidence], question: str, language: AnswerLanguage, *, terms: Sequence[Term], why: str = ""
) -> Answer:
    """The best evidence word for word, after a line that says where it is in another language than the asker's.

    ``why`` is a line that says why it is quoted, where something else was to be expected.
    """
    written_in = detect_language(evidence[0].text)
    is_foreign = written_in not in (language, "mixed")
    lines = [why, open_strings(language)("note-original-language", language=written_in) if is_foreign else ""]
    note = "".join(f"{line}\n" for line in lines if line)
    pick = choose_from_each if asks_of_several(question) else choose
    chosen = pick(evidence, room=LONGEST_ANSWER - len(note))
    text, citations = write(chosen, language=language, terms=_words(terms))
    return Answer(question, language, note + text, citations, (), ENGINE)


def silent_answer(passages: Sequence[Passage], question: str, language: AnswerLanguage) -> Answer:
    """That the sources are silent, with those that come closest."""
    nearest = nearest_sources(passages)
    text = tell_silence("refusal-no-evidence", nearest, open_strings(language))
    return Answer(question, language, text, (), (), ENGINE, Reason.NO_EVIDENCE, nearest)


def _words(terms: Sequence[Term]) -> list[str]:
    """The terms as they may stand in a text of either language."""
    translated = [token for term in terms for translation in term.translations for token, _ in translation.tokens]
    return [term.word for term in terms] + translated
