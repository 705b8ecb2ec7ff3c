"""Which sentences an answer quotes beside the best one."""

import pytest

from bot.answering.quote_selection import select_quote_per_source, select_quotes
from bot.evidence import is_sufficient, rank_evidence
from index import SearchResult, content_terms
from model_server import passage

# A question, a sentence that answers it, and one that repeats, contradicts, or adds to it.
REPEATING, CONTRADICTING, ADDING = "repeating", "contradicting", "adding"
CASES = [
    pytest.param(
        "Does the ferry to Brindle carry dogs?", "The ferry to Brindle carries dogs on the lower deck.",
        {
            REPEATING: "The ferry to Brindle carries dogs.",
            CONTRADICTING: "The ferry to Brindle does not carry dogs on the lower deck.",
            ADDING: "Big dogs on the ferry to Brindle wear a muzzle and ride for half the price.",
        },
        id="en",
    ),
    pytest.param(
        "去青石镇的渡轮能带狗吗？", "去青石镇的渡轮下层能带狗。",
        {
            REPEATING: "去青石镇的渡轮能带狗。",
            CONTRADICTING: "去青石镇的渡轮下层不能带狗。",
            ADDING: "大狗在去青石镇的渡轮上要戴嘴套，票价减半。",
        },
        id="zh",
    ),
]  # fmt: skip


def evidence_for(question, *passages):
    """Evidence whose sentences are all alike in meaning to the question, so that words decide little."""
    similarities = tuple([0.9] * text.chunk.text.count("\n") for text in passages)
    found = SearchResult(passages, content_terms(question), similarities)
    return rank_evidence(question, found)


def quoted(question, best, further):
    """What is quoted where the best sentence is followed by a further one, which is sufficient by itself."""
    evidence = evidence_for(question, passage(f"{best}\n{further}\n"))
    assert {e.text for e in evidence} == {best, further}
    assert all(map(is_sufficient, evidence))
    ordered = sorted(evidence, key=lambda e: e.text != best)
    assert ordered[1].score > ordered[0].score - 1  # so that it is not left out as a worse one
    return [e.text for e in select_quotes(ordered, question, room=700)]


@pytest.mark.parametrize(("question", "best", "further"), CASES)
@pytest.mark.parametrize("kind", [REPEATING, CONTRADICTING])
def test_a_further_sentence_neither_repeats_the_best_one_nor_contradicts_it(question, best, further, kind):
    assert quoted(question, best, further[kind]) == [best]


@pytest.mark.parametrize(("question", "best", "further"), CASES)
def test_a_further_sentence_that_adds_to_the_best_one_is_quoted(question, best, further):
    assert quoted(question, best, further[ADDING]) == [best, further[ADDING]]


@pytest.mark.parametrize(("question", "best", "further"), CASES)
def test_of_several_sources_each_is_quoted_also_where_they_say_the_same(question, best, further):
    evidence = evidence_for(
        question, passage(f"{best}\n", source_id="a"), passage(f"{further[REPEATING]}\n", source_id="b")
    )
    assert len(select_quote_per_source(evidence, room=700)) == 2
