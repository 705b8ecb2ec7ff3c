"""Help and wrong usage are told in the reader's language, with the same exit code."""

import unicodedata

import pytest
import regex

from bot.cli.app import main
from paths import ROOT

# Words of English in a row. Names of options and what stands in quotes are no words.
ENGLISH = regex.compile(r"(?<![\w./'\-])(?!footnote )[a-z]{2,}(?:,? [a-z]{2,})+")
COMMANDS = ["", *sorted(main.commands)]
SYSTEMS = {"en": "en_GB.UTF-8", "zh-CN": "zh_CN.UTF-8", "zh-TW": "zh_HK.UTF-8"}
# What is typed, and what the error must say of it in any language.
WRONG = {
    ("nothing",): ["nothing"],
    ("aks", "x"): ["aks", "ask"],
    ("sourch", "x"): ["sourch", "search", "sources"],
    ("--debug",): [],
    ("--nosuch",): ["--nosuch"],
    ("ask",): ["QUESTION"],
    ("ask", "x", "y"): ["y"],
    ("ask", "x", "y", "z"): ["y z"],
    ("ask", "--jsno", "x"): ["--jsno", "--json"],
    ("ask", "--so", "x"): ["--so"],
    ("ask", "x", "--source"): ["--source"],
    ("ask", "x", "--json=3"): ["--json"],
    ("ask", "x", "--language", "fr"): ["--language", "fr", "en", "zh"],
    ("search",): ["QUERY"],
    ("search", "x", "--top", "0"): ["--top", "0", "1<=x<=1000"],
    ("search", "x", "--top", "many"): ["--top", "many"],
    ("summary",): ["SOURCE_ID", "--all", "--topic TEXT"],
    ("summary", "--all", "a"): ["SOURCE_ID", "--all", "--topic TEXT"],
    ("summary", "a", "--since", "2025-01-01"): ["--since", "--until"],
    ("summary", "--all", "--since", "May"): ["--since", "May"],
    ("summary", "--all", "--sentences", "101"): ["--sentences", "101", "1<=x<=100"],
    ("read",): ["FILE"],
    ("index", "--ful"): ["--ful", "--full"],
    ("doctor", "--chat", "x"): ["--chat"],
    ("demo", "--port", "65536"): ["--port", "65536", "0<=x<=65535"],
    ("demo", "--port"): ["--port"],
}  # fmt: skip


def columns(line):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_word_of_the_help_is_left_in_english(footnote, monkeypatch, command, locale):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    shown = footnote(*filter(None, [command]), "--help")
    assert shown.exit_code == 0
    assert not ENGLISH.findall(shown.stdout)
    assert "用法：footnote" in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_names_the_same_options_and_commands_in_every_language(footnote, monkeypatch, command):
    named = {}
    for locale, system in SYSTEMS.items():
        monkeypatch.setenv("LANG", system)
        shown = footnote(*filter(None, [command]), "--help").stdout
        named[locale] = regex.findall(r"^  (?:-h, )?(--[-\w]+|[a-z]+(?=  ))", shown, regex.MULTILINE)
    assert named["en"]
    assert named["en"] == named["zh-CN"] == named["zh-TW"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_of_the_chinese_help_is_wider_than_a_terminal(footnote, monkeypatch, command):
    monkeypatch.setenv("LANG", SYSTEMS["zh-TW"])
    lines = footnote(*filter(None, [command]), "--help").stdout.splitlines()
    assert max(map(columns, lines)) <= 80
    assert not [line for line in lines if line.strip()[:1] in set("，。：；、）」")]


def test_no_sentence_of_a_list_of_commands_is_cut_short(footnote, monkeypatch):
    for system in SYSTEMS.values():
        monkeypatch.setenv("LANG", system)
        assert "..." not in footnote("--help").stdout.split("\n", 1)[1]


@pytest.mark.parametrize("locale", SYSTEMS)
@pytest.mark.parametrize("typed", WRONG, ids=" ".join)
def test_wrong_usage_is_told_with_its_values_and_where_to_look(footnote, monkeypatch, typed, locale):
    monkeypatch.setenv("LANG", SYSTEMS[locale])
    told = footnote(*typed)
    assert told.exit_code == 2
    assert not told.stdout
    error = told.stderr.splitlines()[-1]
    assert error.startswith({"en": "Error: ", "zh-CN": "错误：", "zh-TW": "錯誤："}[locale])
    assert not [value for value in WRONG[typed] if value not in error]
    if locale != "en":
        assert not ENGLISH.findall(told.stderr.replace(" ".join(typed[1:]), ""))
        assert error.endswith(("。", "？"))


@pytest.mark.parametrize(
    ("asked", "said"), [("青石桥有多长？", "选项"), ("青石橋有多長？", "選項"), ("How long is it?", "option")]
)
@pytest.mark.parametrize("option", ["--nosuch", "--source"])
@pytest.mark.parametrize("command", ["ask", "summary"])
def test_the_question_decides_where_it_is_chinese(footnote, asked, said, option, command):
    option = "--topic" if (command, option) == ("summary", "--source") else option
    told = footnote(command, *(["--topic"] if command == "summary" else []), asked, option)
    assert told.exit_code == 2
    assert said in told.stderr.lower()


def test_a_chinese_name_of_a_file_does_not_decide(footnote):
    assert "No such option" in footnote("read", "说明.txt", "--nosuch").stderr


@pytest.mark.parametrize("given", [{}, {"LANG": "C"}, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, {"LANG": "fr_FR.UTF-8"}])
def test_without_a_chinese_locale_click_speaks_english(footnote, monkeypatch, given):
    for variable, name in given.items():
        monkeypatch.setenv(variable, name)
    told = footnote("ask", "--nosuch", "x")
    assert told.stderr.startswith("Usage: footnote ask [OPTIONS] [QUESTION]\nTry 'footnote ask --help' for help.\n\n")
    assert "Error: No such option '--nosuch'" in told.stderr
    assert footnote("--help").stdout.startswith("Usage: footnote [OPTIONS] COMMAND [ARGS]...")


def rows():
    lines = (ROOT / "bot" / "strings" / "usage.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_row_has_the_same_values_in_all_three_languages():
    for row in rows():
        assert len({tuple(sorted(regex.findall(r"\{\w+\}", text))) for text in row}) == 1, row


def test_every_row_is_said_somewhere(footnote, monkeypatch):
    monkeypatch.setenv("LANG", SYSTEMS["zh-CN"])
    shown = [footnote(*filter(None, [command]), "--help").stdout for command in COMMANDS]
    shown += [footnote(*typed).stderr for typed in WRONG]
    said = "".join("".join(shown).split())
    unsaid = []
    for english, simplified, _ in rows():
        parts = [regex.escape("".join(part.split())) for part in regex.split(r"\{\w+\}", simplified)]
        if not regex.search(".+?".join(parts), said):
            unsaid.append(english)
    assert unsaid == []
