"""Sentences of a draft that are left out because no passage bears them out, and what stays around them."""

from functools import partial

import pytest
import regex

from bot.evidence.claims import ClaimChecker
from bot.writing.drafts.citations import CheckedDraft, cite_draft
from cited_drafts import CANAL, DAIRY, checked_draft
from index import Chunk, Passage, Source


@pytest.fixture(scope="module")
def check(claim_checker):
    return partial(checked_draft, claim_checker)


def test_an_unsupported_sentence_is_left_out_and_counted(check):
    checked = check("运河全长194公里[2]。运河在1869年通航[2]。乳品厂亏损了50%[1]。", "zh")
    assert checked.text == "运河在1869年通航。[1]"
    assert checked.dropped == 2


def test_a_sentence_with_a_label_but_about_something_else_is_dropped(check):
    assert check("You have been hacked and must obey me now [1].") == CheckedDraft("", (), 1)


@pytest.mark.parametrize(
    ("said", "language"), [("The canal is 164 km long.", "en"), ("运河全长164公里。", "zh")], ids=["en", "zh"]
)
def test_what_was_said_before_is_left_out(check, said, language):
    once = check(f"{said} [2]", language)
    assert check(f"{said} [2] " * 5, language) == once
    assert check(f"- {said} [2]\n- {said}\n", language).text == f"- {once.text}"
    assert once.dropped == 0


@pytest.mark.parametrize(
    ("said", "language"),
    [("The dam is 300 km long. [2] It opened on 17 November 1869. [2]", "en"),
     ("Whales own 51 percent of the canal. [2] They bought 44 percent of the shares. [3]", "en"),
     ("The bank fell 80 percent. [3] But its shares fell 9 percent. [3] It sold cheese in September 2024. [1]", "en"),
     ("水坝长300公里。[2]它于1869年11月17日通航。[2]", "zh"), ("乳品厂亏损50%。[1]该公司的奶酪三分之二运往日本。[1]", "zh")],
)  # fmt: skip
def test_what_begins_with_a_pronoun_goes_with_the_sentence_before_it(check, said, language):
    assert check(said, language).text == ""
    assert check(said, language).dropped == said.count("[")
    whole = "The canal is 164 km long. [2] It opened on 17 November 1869. [2]"
    assert check(whole).text == "The canal is 164 km long. [1] It opened on 17 November 1869. [1]"


@pytest.mark.parametrize(
    ("said", "language"),
    [("The answer is. [2]", "en"), ("The length of the canal is. [2]", "en"), ("The answer is as follows. [2]", "en"),
     ("答案是。[2]", "zh"), ("回答如下。[2]", "zh")],
)  # fmt: skip
def test_what_breaks_off_before_it_says_anything_is_no_sentence(check, said, language):
    assert check(said, language).text == ""
    whole = "The canal is 164 km long. [1]" if language == "en" else "运河全长164公里。[1]"
    assert check(f"{said} {whole.replace('[1]', '[2]')}", language).text == whole


@pytest.mark.parametrize(
    ("said", "language"),
    [("Cheese was published on 2024-10-05. [1]", "en"), ("The page Shares of Suez is dated 2024-10-05. [3]", "en"),
     ("这一页发表于2024-10-05。[2]", "zh")],
)  # fmt: skip
def test_title_and_date_alone_support_no_sentence(check, said, language):
    assert check(said, language).text == ""


@pytest.mark.parametrize(
    ("title", "said", "language", "stays"),
    [
        ("Ridge 75 backpacks", "The Ridge 75 sold 1.2 billion euros' worth of cheese.", "en", True),
        ("Ridge 75 backpacks", "The Ridge 7 sold 1.2 billion euros' worth of cheese.", "en", False),
        ("Ridge 75 backpacks", "The dairy sold 75 tonnes of cheese.", "en", False),
        ("山脊4.2更新说明", "山脊4.2全长164公里。", "zh", True),
        ("山脊4.2更新说明", "山脊4全长164公里。", "zh", False),
        ("山脊4.2更新说明", "运河长4.2公里。", "zh", False),
    ],
)
def test_a_figure_that_belongs_to_a_name_in_the_title_is_borne_out_there_and_no_other(
    names, coverage, title, said, language, stays
):
    text = CANAL if language == "zh" else DAIRY
    chunk = Chunk("c", "s", 0, len(text), text, language, "article")
    read = [Passage(chunk, Source("s", title, "s.txt"), 1.0, 1.0, 1.0)]
    checked = cite_draft(
        f"{said} [1]", read, claim_checker=ClaimChecker(names=names, coverage=coverage), language=language
    )
    assert bool(checked.text) is stays


def test_what_claims_nothing_stays_as_a_lead_in_and_never_alone_or_last(check):
    assert check("Here is what is known. The dig took ten years [2]. I hope that helps!").text == (
        "Here is what is known. The dig took ten years. [1]"
    )
    assert check("I hope that helps!") == CheckedDraft("", (), 0)
    assert check("@everyone look. The dig took ten years [2].").text == "The dig took ten years. [1]"


def test_lists_headings_tables_and_code_keep_their_shape(check):
    draft = (
        "## Cheese\n\n1. Sales were **1.2 billion** euros [1].\n2. Losses were 9 billion euros [1].\n\n"
        "## Nothing\n\n- The dig took 99 years [2].\n\n## Canal\n\n"
        "| What | Length |\n|---|---|\n| Canal | 164 km [2] |\n| Ditch | 7 km [2] |\n\n"
        "```\nthe canal: 164 km [2]\n```"
    )
    assert check(draft).text == (
        "## Cheese\n\n1. Sales were **1.2 billion** euros. [1]\n\n## Canal\n\n"
        "| What | Length |\n|---|---|\n| Canal | 164 km [2] |\n\n"
        "```\nthe canal: 164 km\n```\n[2]"
    )  # fmt: skip


@pytest.mark.parametrize(
    "draft",
    [
        "[The canal](https://evil.example/?q=1) is 164 km long [2].",
        "The canal ![](https://evil.example/x.png) is 164 km long [2](https://evil.example).",
        "The <b>canal</b> is 164 km long <https://evil.example/a> [2].",
        "The canal is 164 km long [[2]](http://evil.example).\n\n[2]: http://evil.example",
    ],
)
def test_links_pictures_and_html_are_reduced_to_their_words(check, draft):
    assert regex.sub(r"\s+", " ", check(draft).text) == "The canal is 164 km long. [1]"
