"""Pieces of an earlier question put into a follow-up or beside it, so that it still reads as one. Pure."""

from collections.abc import Sequence

import regex

from index import Phrase, country_code, country_name, question_language

_JOINS = regex.compile(r"(?:['’]s?)?[ -]*(?:of (?:the )?)?|\s*的\s*|\s*[和与及]\s*| and ")
_THE = regex.compile(r"(?i)\bthe\s+$")
_AFTER_AUXILIARY = regex.compile(
    r"(?i)\b(?:do|does|did|will|would|can|could|should|may|might|must)(?: the| its| their| an?)?\s+$"
)
_AFTER_ABOUT = regex.compile(r"(?i)\babout(?: the| its| their| an?)?\s+$")


def subjects_first(question: str, found: Sequence[Phrase]) -> list[Phrase]:
    """Phrases of a question with its topic or grammatical subject before the rest: what ``did`` is followed by."""
    return sorted(
        found,
        key=lambda phrase: (
            not _AFTER_ABOUT.search(question, 0, phrase.start),
            not _AFTER_AUXILIARY.search(question, 0, phrase.start),
        ),
    )


def chains(question: str, found: Sequence[Phrase]) -> list[list[Phrase]]:
    """Phrases put together where they stand side by side in a question, in the order of the first of each."""
    made: list[list[Phrase]] = []
    for phrase in sorted(found, key=lambda phrase: phrase.start):
        if made and _JOINS.fullmatch(question[made[-1][-1].end : phrase.start]):
            made[-1].append(phrase)
        else:
            made.append([phrase])
    return sorted(made, key=lambda chain: min(map(found.index, chain)))


def words_for(chain: Sequence[Phrase], *, of: str, into: str, with_article: bool = False) -> str:
    """The words of phrases side by side in one question, fit for another: a country alone is put into its language."""
    text = of[chain[0].start : chain[-1].end]
    code = country_code(text)
    if code and text.isascii() != into.isascii():
        return country_name(code, language=question_language(into))
    return f"the {text}" if with_article and into.isascii() and _THE.search(of, 0, chain[0].start) else text


def beside(question: str, words: Sequence[str], *, is_time: bool = False) -> str:
    """A question with words it needs: before it in Chinese, behind it in English."""
    if not words:
        return question
    if question_language(question) == "zh":
        return f"{'、'.join(words)}，{question}"
    bare, told = question.rstrip(" ?？.。!！"), ", ".join(words)
    return f"{bare} {told if is_time else f'({told})'}{question[len(bare) :].strip()}"
