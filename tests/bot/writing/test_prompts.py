import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PromptError
from bot.writing.prompts import FOLDER, Prompts
from paths import ROOT

NAMES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.??.md")})
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
_HOSTILE = st.text("$ {}abc\n#问%System User\\{{boundary}}", max_size=60)


def table():
    """The variables of each prompt as the README lists them."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    return {
        name: set(re.findall(r"`(\w+)`", variables))
        for name, variables in rows
        if name in NAMES and "|" not in variables
    }


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_has_the_variables_the_readme_lists_in_both_languages(name, language):
    assert Prompts()(name, language).variables == table()[name]


def test_every_variable_is_explained():
    explained = set()
    for names in re.findall(
        r"^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE
    ):
        explained |= set(re.findall(r"`(\w+)`", names))
    assert set().union(*(Prompts()(name, "en").variables for name in NAMES)) <= explained


@LANGUAGES
@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("passage", "turn", "language")])
def test_what_the_model_is_to_do_and_what_it_reads_are_two_messages(name, language):
    prompt = Prompts()(name, language)
    messages = prompt.messages(**dict.fromkeys(prompt.variables, "x"))
    assert [message.role for message in messages] == ["system", "user"]


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
@given(value=_HOSTILE)
def test_a_value_stands_in_the_prompt_as_it_is_and_makes_no_message(name, language, value):
    prompt = Prompts()(name, language)
    for is_short in (False, True):
        filled = prompt.messages(is_short=is_short, **dict.fromkeys(prompt.variables, f"<{value}>"))
        assert len(filled) == len(prompt.parts)
        assert sum(m.text.count(f"<{value}>") for m in filled) >= bool(prompt.variables)


@LANGUAGES
@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("passage", "turn", "language")])
def test_the_system_message_is_the_same_for_every_question_so_that_it_can_be_cached(name, language):
    prompt = Prompts()(name, language)
    first, second = (prompt.messages(**dict.fromkeys(prompt.variables, value)) for value in "xy")
    assert first[0] == second[0]
    assert first[1] != second[1]


@LANGUAGES
@pytest.mark.parametrize("name", ["answer", "summary", "map", "reduce"])
def test_the_short_form_is_at_most_a_third_and_asks_the_same(name, language):
    prompt = Prompts()(name, language)
    whole, short = (
        prompt.messages(is_short=is_short, **dict.fromkeys(prompt.variables, "x")) for is_short in (False, True)
    )
    assert len(short[0].text) * 2 < len(whole[0].text)
    assert short[1] == whole[1]


@LANGUAGES
@pytest.mark.parametrize("name", ["answer", "summary", "map", "reduce"])
def test_language_and_form_are_asked_for_last_and_the_mark_stands_first(name, language):
    prompt = Prompts()(name, language)
    user = prompt.messages(**dict.fromkeys(prompt.variables, "x"))[1].text
    assert user.splitlines()[0].endswith("x")
    assert ("English" if language == "en" else "用中文") in user.split("\n\n")[-1]
    assert not re.search("in English|用中文", prompt.messages(**dict.fromkeys(prompt.variables, "x"))[0].text)


@LANGUAGES
@pytest.mark.parametrize("name", ["answer", "summary", "map"])
def test_no_answer_is_never_the_last_word(name, language):
    # Small models repeat the last word that they read.
    prompt = Prompts()(name, language)
    user = prompt.messages(**dict.fromkeys(prompt.variables, "x"))[1].text
    assert user.count("NO_ANSWER") == 1
    assert "NO_ANSWER" not in user.split("\n\n")[-1]


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_no_prompt_holds_a_date_that_could_be_parroted(name, language):
    assert not re.search(r"\d{4}", Prompts()(name, language).instructions)


def test_a_line_whose_values_are_all_empty_is_left_out():
    passage = Prompts()("passage", "en")
    text = passage.text(boundary="#a#", label=1, title="", published="2024", speaker="", text="Tea is old.")
    assert text.splitlines() == ["#a# passage 1", "published: 2024", "Tea is old."]


def test_a_missing_or_unused_value_is_an_error_that_names_it():
    prompt = Prompts()("turn", "en")
    with pytest.raises(PromptError, match=r"missing \['answer'\]"):
        prompt.messages(question="x")
    with pytest.raises(PromptError, match=r"unused \['more'\]"):
        prompt.messages(question="x", answer="y", more="z")


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read"), (b"\xff\xfe\xff", "cannot be read"), (b"costs $ 5", "dollar sign")],
    ids=["none", "no-text", "dollar"],
)  # fmt: skip
def test_a_prompt_that_cannot_be_used_is_named(tmp_path, content, said):
    if content is not None:
        (tmp_path / "answer.en.md").write_bytes(content)
    with pytest.raises(PromptError, match=said) as told:
        Prompts(tmp_path)("answer", "en")
    assert "answer.en.md" in str(told.value)


def test_no_prompt_is_in_the_code():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    assert not re.search(r"(?i)\byou are (?:a|an|the)\b|你是一", code)
