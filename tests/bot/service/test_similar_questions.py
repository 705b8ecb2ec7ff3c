"""Questions that ask the same are found, across languages; those without a good answer are counted by person and wording."""

import pytest

from bot.memory.unanswered import Unanswered
from bot.service.similar_questions import find_similar, group_gaps


def refused(user_id, question):
    return Unanswered(user_id, question, is_refused=True)


GROUPS = [
    ["印度的贷款利率是多少？", "印度央行的利率是多少", "What is India's lending rate?"],
    ["How do I cook braised pork?", "how long does braised pork have to cook"],
    ["法国的首都是哪里？", "法国首都在什么地方"],
]


def test_questions_that_ask_the_same_are_one_gap_in_both_languages(builtin):
    asked = [refused(n, question) for n, group in enumerate(GROUPS) for question in group]
    gaps = group_gaps(asked[::2] + asked[1::2], builtin.embed_query)
    assert sorted(sorted([gap.question, *gap.wordings]) for gap in gaps) == sorted(map(sorted, GROUPS))
    assert [gap.refused for gap in gaps] == [3, 2, 2]


@pytest.mark.parametrize("question", ["印度的贷款利率是多少？", "What is India's lending rate?"])
def test_who_asks_again_in_the_same_words_counts_once_and_others_count_too(embedder, question):
    asked = [refused(1, question), refused(1, question), refused(2, question.upper())]
    (gap,) = group_gaps(asked, embedder.embed_query)
    assert gap.refused == 2


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("印度的贷款利率是多少？", {"印度", "贷款", "利率"}),
        ("What is India's lending rate?", {"india", "lending", "rate"}),
    ],
)
def test_a_gap_says_what_a_source_on_it_would_be_about(embedder, question, subjects):
    (gap,) = group_gaps([refused(1, question)], embedder.embed_query)
    assert set(gap.subjects) == subjects


def test_a_disapproved_answer_brings_what_people_wrote_and_what_it_cites(embedder):
    question = "How many tea houses does Brindle have?"
    bad = Unanswered(1, question, is_refused=False, titles=("Tea",), complaints=("too old", "过时了"))
    (gap,) = group_gaps([bad, refused(2, question)], embedder.embed_query)
    assert (gap.refused, gap.disapproved, gap.titles, gap.complaints) == (1, 1, ("Tea",), ("too old", "过时了"))


def test_where_nothing_is_missing_there_are_no_gaps(embedder):
    assert group_gaps([], embedder.embed_query) == []


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("When does the night clinic open?", ["夜间诊所几点开门？", "opening hours of the night clinic on weekends"]),
        ("法国的首都在哪儿", ["What is the capital of France?"]),
        ("Help please", []),
        ("???", []),
    ],
)
def test_earlier_questions_that_ask_the_same_are_found_in_both_languages(builtin, question, same):
    others = [
        "夜间诊所几点开门？",
        "opening hours of the night clinic on weekends",
        "What is the capital of France?",
        "Help!",
        "请问",
    ]
    assert sorted(find_similar(question, others, builtin.embed_query)) == sorted(same)
