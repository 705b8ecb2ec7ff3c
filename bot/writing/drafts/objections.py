"""Sentences left out because a second reader of the draft objects to them. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.writing.drafts.loose_sentences import begins_with_pronoun
from bot.writing.drafts.parser import remove_markup
from bot.writing.drafts.verdicts import CheckedSentence, Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence of a draft says by itself, and the passages it cites, by their index."""

    text: str
    passages: tuple[int, ...]


# Gives the indices of the statements that their passages do not say.
FindDenied = Callable[[Sequence[Statement]], Collection[int]]


def deny_nothing(_: Sequence[Statement]) -> Collection[int]:
    """No objection."""
    return ()


def drop_denied(
    checked: Sequence[Sequence[CheckedSentence]], find_denied: FindDenied, state: Callable[[str], str]
) -> tuple[list[list[CheckedSentence]], tuple[str, ...]]:
    """The sentences, those that are denied as unsupported, and the text of these.

    Only sentences that the checks found supported are asked about. ``state`` makes a statement of a sentence's text.
    """
    places = [(i, j) for i, row in enumerate(checked) for j, one in enumerate(row) if one.verdict is Verdict.SUPPORTED]
    asked = [checked[i][j] for i, j in places]
    texts = [remove_markup(one.sentence.text).strip() for one in asked]
    found = sorted(find_denied(list(_statements(texts, asked, state))))
    rows = [list(row) for row in checked]
    for number in found:
        i, j = places[number]
        rows[i][j] = replace(rows[i][j], verdict=Verdict.UNSUPPORTED, passages=())
    return rows, tuple(texts[number] for number in found)


def _statements(
    texts: Sequence[str], asked: Sequence[CheckedSentence], state: Callable[[str], str]
) -> Iterator[Statement]:
    """Each sentence as a statement: one that begins with a pronoun together with those before it that it is about."""
    before = Statement("", ())
    for text, one in zip(texts, asked, strict=True):
        statement = Statement(state(text), one.passages)
        if before.text and begins_with_pronoun(text):
            passages = tuple(dict.fromkeys([*before.passages, *one.passages]))
            statement = Statement(f"{before.text} {text}", passages)
        before = statement
        yield statement
