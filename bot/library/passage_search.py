"""A search as an answer without a text: the passages found, each cited by the sentence that matches best, if any does."""

from collections.abc import Collection

from bot.answers import Answer, Citation
from bot.evidence import LONGEST_QUOTE
from index import Passage, SearchResult, Term, question_language, sentence_spans, tokenize_text

# The engine of a kept search.
SEARCH_ENGINE = "search"


def search_answer(query: str, found: SearchResult, *, without: Collection[str] = ()) -> Answer:
    """The passages found for a query, best first, as citations. ``without`` are ids of chunks to leave out."""
    passages = [passage for passage in found.passages if passage.chunk.id not in without]
    citations = tuple(_citation(label, passage, found.terms) for label, passage in enumerate(passages, start=1))
    return Answer(query, question_language(query), "", citations, tuple(passages), SEARCH_ENGINE)


def _citation(label: int, passage: Passage, terms: Collection[Term]) -> Citation:
    chunk = passage.chunk

    def match(span: tuple[int, int]) -> float:
        sentence = tokenize_text(chunk.text[slice(*span)])
        return sum(term.weight * sentence.term_coverage(term) for term in terms)

    start, end = max(sentence_spans(chunk.text), key=match, default=(0, 0))
    if not match((start, end)):  # close in meaning, but no sentence of it in particular
        start = end = 0
    quote = chunk.text[start:end][:LONGEST_QUOTE].rstrip()
    return Citation(
        label=label, chunk=chunk, source=passage.source, quote=quote, start=chunk.start + start,
        end=chunk.start + start + len(quote), also_in=passage.also_in,
    )  # fmt: skip
