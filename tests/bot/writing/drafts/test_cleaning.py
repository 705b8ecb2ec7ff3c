import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.drafts.cleaning import (
    find_repetition,
    is_in_language,
    is_looping,
    is_no_answer,
    may_become_no_answer,
    sanitize_draft,
)

SAID = ["It has 42 tea houses. [1]", "青石桥全长186米。[2]", "Brindle 有42家茶馆。[1][3]"]
IDS = ["en", "zh", "mixed"]


@pytest.mark.parametrize("said", SAID, ids=IDS)
@pytest.mark.parametrize(
    "written",
    ["<think>Let me see [9] </think>\n\n{}", "Let me see.\n</think>{}", "<thinking>a\n\nb</thinking>{}", "{}<think>never", "{} <thi",
     "{}<think>a</think>", "<seed:think>a</seed:think>{}", "[THINK]Let me see [1][/THINK]{}", "Let me see.[/THINK]{}", "{}[THI",
     "<|channel|>analysis<|message|>Let me see.<|end|><|start|>assistant<|channel|>final<|message|>{}<|return|>",
     "<|channel|>analysis<|message|>Let me see.<|end|>{}", "analysisWe need tea houses.assistantfinal{}",
     "<|channel>thought\nLet me see.<channel|>{}", "<|START_THINKING|>a<|END_THINKING|>{}", "◁think▷a◁/think▷{}",
     "<|begin_of_thought|>a<|end_of_thought|>{}", "<answer>{}</answer>", "{}<|channel|>analysis<|message|>never",
     "{}<seed:cot_budget_reflect>a</seed:cot_budget_reflect>", "{}<|en"],
)  # fmt: skip
def test_what_a_model_thinks_aloud_is_not_shown(said, written):
    assert sanitize_draft(written.format(said)) == said


@pytest.mark.parametrize("said", SAID, ids=IDS)
@pytest.mark.parametrize(
    "written",
    ["![x](https://evil.example/?q=secret){}", "{}![](http://evil.example)", "{}<img src='https://evil.example/a.png'>",
     "{} https://evil.example/path?a=b", "<https://evil.example>{}", "{}<@123456789>", "{} <@&123> <#9>",
     "<script>{}</script>", "{}\u200b\u202e",
     "{}\x1b", "# {}", "# ## {}", "{}![x](https://evil.example"],
)  # fmt: skip
def test_nothing_that_leads_away_or_hides_is_shown(said, written):
    assert sanitize_draft(written.format(said)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("See [here](https://evil.example/(a)).", "See here."), ("见[这里](https://evil.example)。[1]", "见这里。[1]"),
     ("[1](https://evil.example)", "[1]"), ("见https://evil.example/a。好。[2]", "见。好。[2]")],
    ids=["en", "zh", "label", "bare"],
)  # fmt: skip
def test_of_a_link_its_words_stay(written, said):
    assert sanitize_draft(written) == said


@pytest.mark.parametrize("mention", ["@everyone", "@@here", "@<b>@everyone"])
def test_a_draft_mentions_nobody(mention):
    assert "@everyone" not in sanitize_draft(f"Tea is old. {mention} look") + sanitize_draft(mention)
    assert "@here" not in sanitize_draft(f"Tea is old. {mention} look")


@given(
    st.lists(
        st.sampled_from([*"a <>[]()!/1茶。\n#t", "http", "://", "www.", "<b>", "![", "](", "think", "<@", "x.y"]),
        max_size=30,
    ).map("".join)
)
def test_a_sanitised_draft_holds_no_link_and_no_html(text):
    draft = sanitize_draft(text)
    assert not re.search(r"https?://|\]\(|<[a-z@/][^<>]*>", draft)
    assert draft == draft.strip()


@pytest.mark.parametrize(
    "text",
    ["NO_ANSWER", "NO_ANSWER.", "**NO_ANSWER**", "`NO_ANSWER`\n\nThe passages…", "Sorry.\nNO_ANSWER", "NO_ANSWER [1]",
     "NO_ANSWER. [1][2]", "NO_ANSWER [1]\nNO_ANSWER [2]", "No_answer。[1]", "NO_ANSWER: the passages name no mayor. [2]",
     "NO_ANSWER，段落里没有写到。[1]", "段落里没有。NO_ANSWER", "The answer: NO_ANSWER", "“NO_ANSWER”【3】", "NO ANSWER"],
)  # fmt: skip
def test_the_sign_for_no_answer_is_known_however_it_is_put(text):
    assert is_no_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        *SAID,
        "",
        "A page says NO_ANSWER to this. [1]",
        "No answer came from the ministry. [1]",
        "页面上写着NO_ANSWER。[1]",
        "NO_ANSWERS was the name of the file. [1]",
        "His answer was no. [2]",
    ],
)
def test_an_answer_is_not_taken_for_none(text):
    assert not is_no_answer(text)


def test_the_sign_is_not_shown_while_it_is_written():
    for sign in ("NO_ANSWER [1]", "**NO_ANSWER**。[1]\n", "NO_ANSWER: nobody says so."):
        assert all(may_become_no_answer(sign[:n]) for n in range(len(sign) + 1))
    assert not may_become_no_answer("North")
    assert not may_become_no_answer("Nobody [1]")
    assert not may_become_no_answer("没有")


@pytest.mark.parametrize(
    ("text", "language"),
    [("Putin said “我不怕” (“I am not afraid”). [1]", "en"), ("普京说“I am not afraid of anything”（“我什么都不怕”）。[1]", "zh"),
     ("Gazprom、SWIFT和ECFR都在里面。[1]", "zh"), ("The article 《是什么把俄罗斯逼回了谈判桌》 says so. [1]", "en")],
    ids=["quote-zh", "quote-en", "names", "title"],
)  # fmt: skip
def test_quotes_and_names_do_not_change_the_language_of_an_answer(text, language):
    assert is_in_language(text, language)
    assert not is_in_language(text, "en" if language == "zh" else "zh")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_figure_alone_is_in_either_language(language):
    assert is_in_language("186 [1]", language)


INSTRUCTIONS = [
    "After each sentence, behind its full stop, put the number.",
    "数字、日期、金额和人名、地名、机构名都照段落的写，不要四舍五入、相加、换算或补全。",
]


@pytest.mark.parametrize("instructions", INSTRUCTIONS, ids=["en", "zh"])
@pytest.mark.parametrize("told", ["{} [1]", "My rules: “{}”", "**{}**", "{}"])
@pytest.mark.parametrize(
    "said", ["", "It has 42 tea houses. [1] ", "青石桥全长186米。[2]\n"], ids=["first", "en", "zh"]
)
def test_a_draft_that_tells_its_instructions_is_found_where_the_sentence_begins(instructions, told, said):
    draft = said + told.format(instructions)
    assert find_repetition(draft, f"1. Rules.\n{instructions}\n2. More.") == len(said)


@pytest.mark.parametrize("said", SAID, ids=IDS)
def test_a_draft_that_tells_of_the_sources_is_not_taken_for_one(said):
    assert find_repetition(said, "\n".join(INSTRUCTIONS)) is None


@pytest.mark.parametrize(
    "said", ["ha ", "It has 42 tea houses. [1] ", "青石桥全长186米。[2]"], ids=["word", "en", "zh"]
)
def test_a_draft_that_says_the_same_again_and_again_is_a_loop(said):
    assert is_looping("Well. " + said * 100)
    assert not is_looping(said)
    assert not is_looping("".join(f"{said}{i}" for i in range(100)))
