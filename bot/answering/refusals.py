"""Refusals: what kind of nothing was found, and what comes nearest to an answer."""

from collections.abc import Sequence

import regex

from bot.answering.rows import Lack, Lacks
from bot.answers import EXTRACTIVE_ENGINE, Answer, AnswerLanguage, Reason
from bot.errors import ChatModelUnsupportedError
from bot.evidence import Evidence, answer_probability, cut_quote, near_passages, nearest_sources, refusal_text
from bot.strings import Strings, open_strings_like
from index import SearchResult, Term, detect_language, tokenize_text

# A sentence at least as probable as this is shown as what may be meant. Set by hand.
_NEAR = 0.15
# Names that no passage mentions are told up to this many. Set by hand.
_MOST_NAMES = 2


def refused_answer(
    found: SearchResult,
    ranked: Sequence[Evidence],
    question: str,
    language: AnswerLanguage,
    *,
    problem: str = "",
    lacks: Lacks | None = None,
) -> Answer:
    """A refusal that names the nearest sources.

    It says which names of the question nothing found mentions, or what the records that it names lack, or quotes the sentence
    that comes near. ``problem`` is that of the chat model, where it was asked and failed.
    """
    nearest = nearest_sources(near_passages(found.passages, ranked))
    strings = open_strings_like(language, question)
    is_unsupported = problem == ChatModelUnsupportedError.problem
    names, near = _unknown_names(found, question, language), ranked[0] if ranked else None
    if is_unsupported:
        text = refusal_text("refusal-unsupported", nearest, strings)
    elif names:
        spelled = strings("list-separator").join(strings("name-quoted", name=name) for name in names)
        text = refusal_text("refusal-unknown-name", nearest, strings, names=spelled)
    elif lacks:
        notes = "\n".join(lack_note(lack, strings) for lack in lacks.entries)
        text = refusal_text("refusal-lacking", nearest, strings, notes=notes, **_quoted(lacks.records[0], strings))
    elif near and answer_probability(near) >= _NEAR:
        text = refusal_text("refusal-near", nearest, strings, **_quoted(near, strings))
    else:
        text = refusal_text("refusal-no-evidence", nearest, strings)
    if problem and not is_unsupported:
        text = f"{strings('refusal-model-failed', problem=problem)}\n{text}"
    reason = Reason.UNSUPPORTED if is_unsupported else Reason.NO_EVIDENCE
    return Answer.refused(question, language, text, reason=reason, engine=EXTRACTIVE_ENGINE, nearest=nearest)


def lack_note(lack: Lack, strings: Strings) -> str:
    """The line that says what a record lacks."""
    kind = "written" if lack.written else "empty" if lack.has_place else "absent"
    return strings("note-lacking", kind=kind, name=lack.name, field=lack.field, written=lack.written)


def _quoted(evidence: Evidence, strings: Strings) -> dict[str, str]:
    """A sentence, cut to a quotation's length, and the title of its source."""
    start, end = cut_quote(evidence.text, 0, len(evidence.text), best_clauses=lambda clauses: clauses[0])
    title = strings("title-quoted", title=evidence.passage.source.title)
    return {"title": title, "quote": evidence.text[start:end]}


def _unknown_names(found: SearchResult, question: str, language: AnswerLanguage) -> list[str]:
    """The names of a question that nothing found mentions, as spelled there.

    None where something found is in the other language: it may spell them in a way that is not known.
    """
    texts = [f"{passage.source.title}\n{passage.chunk.text}" for passage in found.passages]
    if not texts or any(detect_language(text) != language for text in texts):
        return []
    tokenized = [tokenize_text(text) for text in texts]
    names = [
        _as_spelled(term, question)
        for term in found.terms
        if term.is_name and not term.is_figure and not any(text.term_coverage(term) for text in tokenized)
    ]
    return [name for name in names if name][:_MOST_NAMES]


def _as_spelled(name: Term, question: str) -> str:
    match = regex.search(regex.escape(name.word), question, regex.IGNORECASE)
    return match.group() if match else ""
