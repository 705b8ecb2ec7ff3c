"""Phrases of an earlier question worded for a follow-up. Pure."""

from collections.abc import Sequence

from index import Phrase, country_code, country_name, lazy_pattern, question_language

_BETWEEN_ADJACENT = lazy_pattern(r"(?:['’]s?)?[ -]*(?:of (?:the )?)?|\s*的\s*|\s*[和与及]\s*| and ")
_THE = lazy_pattern(r"(?i)\bthe\s+$")
_AFTER_AUXILIARY = lazy_pattern(
    r"(?i)\b(?:do|does|did|will|would|can|could|should|may|might|must)(?: the| its| their| an?)?\s+$"
)
_AFTER_ABOUT = lazy_pattern(r"(?i)\babout(?: the| its| their| an?)?\s+$")


def subjects_first(question: str, found: Sequence[Phrase]) -> list[Phrase]:
    """Phrases of a question, its topic or grammatical subject first: what follows ``about`` or ``did``."""
    return sorted(
        found,
        key=lambda phrase: (
            not _AFTER_ABOUT.search(question, 0, phrase.start),
            not _AFTER_AUXILIARY.search(question, 0, phrase.start),
        ),
    )


def adjacent_phrases(question: str, found: Sequence[Phrase]) -> list[list[Phrase]]:
    """Phrases in groups of neighbours in the question; the groups in the order of ``found``."""
    groups: list[list[Phrase]] = []
    for phrase in sorted(found, key=lambda phrase: phrase.start):
        if groups and _BETWEEN_ADJACENT.fullmatch(question[groups[-1][-1].end : phrase.start]):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return sorted(groups, key=lambda phrases: min(map(found.index, phrases)))


def words_for(phrases: Sequence[Phrase], *, of: str, into: str, with_article: bool = False) -> str:
    """The words of adjacent phrases of one question, worded for another: a country alone is translated."""
    text = of[phrases[0].start : phrases[-1].end]
    code = country_code(text)
    if code and text.isascii() != into.isascii():
        return country_name(code, language=question_language(into))
    return f"the {text}" if with_article and into.isascii() and follows_the(of, phrases[0].start) else text


def follows_the(question: str, position: int) -> bool:
    """Whether ``the`` stands right before a position of a question."""
    return bool(_THE.search(question, 0, position))


def add_words(question: str, words: Sequence[str], *, is_time: bool = False) -> str:
    """A question with more words: in front of it in Chinese, behind it in English."""
    if not words:
        return question
    if question_language(question) == "zh":
        return f"{'、'.join(words)}，{question}"
    bare, added = question.rstrip(" ?？.。!！"), ", ".join(words)
    return f"{bare} {added if is_time else f'({added})'}{question[len(bare) :].strip()}"
