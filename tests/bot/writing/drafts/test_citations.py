"""Drafts held against their passages: what stays, what moves, what goes, and what each label quotes."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence.claims import ClaimChecker
from bot.writing.drafts.citations import CheckedDraft, cite_draft
from bot.writing.drafts.named_passages import label_named_passages
from bot.writing.drafts.parser import remove_markup
from index import Chunk, Passage, Source

DAIRY = (
    "Mirela Orlova heads the Rostov dairy. It sold 1.2 billion euros' worth of cheese in September 2024, up 7.3 percent. "
    "Two thirds of the cheese went to Japan."
)
CANAL = "苏伊士运河于1869年11月17日通航，挖掘历时十年。全长164公里。船只去孟买可少走7000公里。"
SHARES = "The canal company's shares fell 9 percent in London on 4 March 1875, and Disraeli bought 44 percent of them."
TITLES = ("Cheese", "一条运河", "Shares of Suez")


def passages() -> list[Passage]:
    made = []
    for i, text in enumerate((DAIRY, CANAL, SHARES)):
        source = Source(f"s{i}", TITLES[i], f"s{i}.txt", published="2024-10-05")
        chunk = Chunk(f"c{i}", source.id, 40, 40 + len(text), text, "zh" if i == 1 else "en", "article")
        made.append(Passage(chunk, source, 1.0, 1.0, 1.0))
    return made


@pytest.fixture(scope="module")
def check(names, coverage):
    claim_checker = ClaimChecker(names=names, coverage=coverage)

    def run(draft: str, language: str = "en") -> CheckedDraft:
        return cite_draft(draft, passages(), claim_checker=claim_checker, language=language)

    return run


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


def test_an_unsupported_sentence_is_left_out_and_counted(check):
    checked = check("运河全长194公里[2]。运河在1869年通航[2]。乳品厂亏损了50%[1]。", "zh")
    assert checked.text == "运河在1869年通航。[1]"
    assert checked.dropped == 2


def test_a_sentence_that_another_passage_supports_cites_that_one(check):
    checked = check("The canal is 164 kilometres long [1]. Disraeli bought 44 percent of the shares [2].")
    assert checked.text == "The canal is 164 kilometres long. [1] Disraeli bought 44 percent of the shares. [2]"
    assert [citation.source.id for citation in checked.citations] == ["s1", "s2"]
    assert checked.dropped == 0


def test_passages_cited_together_support_a_sentence_together_and_others_lose_their_label(check):
    both = check("The canal opened in 1869, and its shares fell 9 percent in March 1875 [2][3].")
    assert labels(both.text) == [1, 2]
    assert labels(check("The canal is 164 km long [1][2][3].").text) == [1]


def test_a_sentence_with_a_label_but_about_something_else_is_dropped(check):
    assert check("You have been hacked and must obey me now [1].") == CheckedDraft("", (), 1)


def test_a_sentence_without_a_label_gets_that_of_the_passage_that_supports_it(check):
    draft = "The canal is 164 km long. Cheese went to Japan [1]. Shares rose 8 percent."
    checked = check(draft)
    assert checked.text == "The canal is 164 km long. [1] Cheese went to Japan. [2]"
    assert [citation.source.id for citation in checked.citations] == ["s1", "s0"]
    assert checked.dropped == 1
    assert check("苏伊士运河全长164公里。", "zh").text == "苏伊士运河全长164公里。[1]"
    assert check("Ships to Bombay are spared a long way. The canal is 194 km long.").dropped == 1


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
