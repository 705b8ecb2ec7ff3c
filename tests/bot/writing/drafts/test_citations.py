"""Drafts held against their passages: which label a sentence gets, and what each label quotes."""

from functools import partial

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence.claims import ClaimChecker
from bot.writing.drafts.citations import CheckedDraft
from bot.writing.drafts.named_passages import label_named_passages
from bot.writing.drafts.parser import remove_markup
from cited_drafts import CANAL, checked_draft


@pytest.fixture(scope="module")
def check(claim_checker):
    return partial(checked_draft, claim_checker)


def quotes(checked: CheckedDraft) -> list[str]:
    return [citation.quote for citation in checked.citations]


def labels(text: str) -> list[int]:
    return [int(n) for n in regex.findall(r"\[(\d+)\]", text)]


def test_a_supported_sentence_keeps_its_label_and_quotes_the_sentence_it_rests_on(check):
    checked = check("Cheese sales rose 7.3% to €1.2bn in September 2024 [1].")
    assert checked.text == "Cheese sales rose 7.3% to €1.2bn in September 2024. [1]"
    assert quotes(checked) == ["It sold 1.2 billion euros' worth of cheese in September 2024, up 7.3 percent."]
    assert checked.dropped == 0


@pytest.mark.parametrize(
    "label", ["[2]", "【2】", "［２］", "[ 2 ]", "[2, 9]", "[^2]", "[来源 2]", "【2†source】", "[2][9]"]
)
def test_a_label_is_read_in_any_of_its_forms(check, label):
    assert check(f"苏伊士运河全长164公里{label}。", "zh").text == "苏伊士运河全长164公里。[1]"
    assert check(f"The canal is 164 km long.{label} ").text == "The canal is 164 km long. [1]"


@pytest.mark.parametrize(
    ("said", "language"),
    [("Passage 2 states that the canal is 164 km long.", "en"), ("According to passage 2, the canal is 164 km long. [2]", "en"),
     ("The passage 2 says the canal is 164 km long.", "en"), ("The canal is 164 km long (passage 2).", "en"),
     ("The canal is 164 km long. (Source 2)", "en"), ("- Passage 2: The canal is 164 km long.", "en"),
     ("根据第2段，运河全长164公里。", "zh"), ("第2段写道：运河全长164公里。[2]", "zh"), ("段落2提到运河全长164公里。", "zh"),
     ("运河全长164公里（第2段）。", "zh"), ("运河全长164公里。（来源2）", "zh")],
)  # fmt: skip
def test_a_passage_that_is_named_in_words_is_cited(check, said, language):
    whole = "The canal is 164 km long. [1]" if language == "en" else "运河全长164公里。[1]"
    checked = check(said, language)
    assert checked.text.removeprefix("- ") == whole
    assert [citation.source.id for citation in checked.citations] == ["s1"]
    assert checked.dropped == 0


@pytest.mark.parametrize(
    ("said", "language"),
    [("Two thirds of the cheese went to Japan. [1]", "en"), ("The text of the canal company fell 9 percent (2 of them). [3]", "en"),
     ("运河挖掘历时十年（第一段路最难）。[2]", "zh")],
)  # fmt: skip
def test_other_numbers_name_no_passage(said, language):
    assert label_named_passages(said) == said


def test_a_label_the_model_invented_is_removed(check):
    assert check("The canal is 164 km long [2][7].").text == "The canal is 164 km long. [1]"
    assert check("The canal is 164 km long [2]. It is owned by whales [0].").text == "The canal is 164 km long. [1]"


def test_a_sentence_that_another_passage_supports_cites_that_one(check):
    checked = check("The canal is 164 kilometres long [1]. Disraeli bought 44 percent of the shares [2].")
    assert checked.text == "The canal is 164 kilometres long. [1] Disraeli bought 44 percent of the shares. [2]"
    assert [citation.source.id for citation in checked.citations] == ["s1", "s2"]
    assert checked.dropped == 0


def test_passages_cited_together_support_a_sentence_together_and_others_lose_their_label(check):
    both = check("The canal opened in 1869, and its shares fell 9 percent in March 1875 [2][3].")
    assert labels(both.text) == [1, 2]
    assert labels(check("The canal is 164 km long [1][2][3].").text) == [1]


def test_a_sentence_without_a_label_gets_that_of_the_passage_that_supports_it(check):
    draft = "The canal is 164 km long. Cheese went to Japan [1]. Shares rose 8 percent."
    checked = check(draft)
    assert checked.text == "The canal is 164 km long. [1] Cheese went to Japan. [2]"
    assert [citation.source.id for citation in checked.citations] == ["s1", "s0"]
    assert checked.dropped == 1
    assert check("苏伊士运河全长164公里。", "zh").text == "苏伊士运河全长164公里。[1]"
    assert check("Ships to Bombay are spared a long way. The canal is 194 km long.").dropped == 1


def test_sentences_that_rest_on_neighbouring_words_share_a_label(check):
    checked = check("The canal opened on 17 November 1869 [2]. It is 164 km long [2]. Shares fell 9 percent [3].")
    assert labels(checked.text) == [1, 1, 2]
    assert quotes(checked)[0] == CANAL[: CANAL.index("船只")]


SENTENCES = [
    "The canal is 164 km long",
    "Sales rose 7.3 percent",
    "运河全长164公里",
    "乳品厂亏损50%",
    "Orlova",
    "in 1999",
]
MARKS = [
    "。",
    ". ",
    "! ",
    "\n",
    "\n- ",
    "\n## ",
    "\n| a | 164 |",
    "\n|---|",
    "```",
    "`",
    "**",
    "[",
    "]",
    "(http://a.b)",
    "](",
    "<b>",
    "@all ",
]
LABELS = ["[1]", "[2]", " [3]", "[2][3]", "[9]", "[1, 2]", "【2】", "［1］", "[[1]]", "[1[2]]", "7", "[2024]"]
PIECES = st.sampled_from([*SENTENCES, *MARKS, *LABELS])
DRAFTS = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)


@settings(max_examples=250)
@given(DRAFTS, st.sampled_from(["en", "zh"]))
def test_whatever_the_draft_labels_and_citations_match_and_no_figure_is_unsupported(
    check, names, coverage, draft, language
):
    checked = check(draft, language)
    shown = labels(checked.text)
    assert (
        list(dict.fromkeys(shown))
        == [citation.label for citation in checked.citations]
        == list(range(1, len(set(shown)) + 1))
    )
    assert bool(checked.text) == bool(checked.citations)
    claim_checker = ClaimChecker(names=names, coverage=coverage)
    for citation in checked.citations:
        chunk = citation.chunk
        assert chunk.text[citation.start - chunk.start : citation.end - chunk.start] == citation.quote != ""
    sources = "\n".join(f"{c.source.title} {c.source.published}\n{c.chunk.text}" for c in checked.citations)
    bare = remove_markup(regex.sub(r"(?m)^\s*(?:\d+[.)、]\s|\|[-:| ]+\|$)|\[\d+\]", " ", checked.text))
    assert [claim.text for claim in claim_checker.unsupported_claims(bare, sources) if claim.kind == "figure"] == []
    assert "http" not in checked.text
