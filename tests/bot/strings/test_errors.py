"""Why a command cannot do what is asked is said in the asker's language."""

import ast

import pytest
import regex

import index
from bot import errors
from bot.discord_app.login_failures import _CLOSED, _REFUSED, explain_failure
from bot.strings import open_strings, reason_text
from paths import ROOT

# Errors with a message of their own in the class, raised with other arguments; those that are told to Discord's people
# in other words; and the keys of other texts.
ELSEWHERE = {
    "UploadError", "RateLimitError", "QueueFullError", "DateError", "SourceUnreadableError", "ReindexCrashedError",
    "UnknownSourceError", "EmbedderMismatchError", "DemoUnavailableError", "DemoPortError",
}  # fmt: skip
RAISED = [
    errors.UnknownSourceError("tee.txt", known=["tea.txt"]),
    errors.UnknownSourceError("x"),
    errors.EmptyPeriodError(since="2031-01-01", until=""),
    errors.EmptyPeriodError(since="", until="1999-01-01"),
    errors.EmptyPeriodError(since="1998-01-01", until="1999-01-01"),
    errors.DemoPortError(8080),
    errors.DemoUnavailableError("simcord"),
    index.EmbedderMismatchError("builtin@1", "builtin@2"),
    index.EmbedderMismatchError("BAAI/bge-m3", "builtin@2"),
]


def message(node):
    """The message that an expression of the code gives, with ``7`` for each value; None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def messages_in_the_code():
    for path in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "index").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                call = node.exc
            elif isinstance(node, ast.Return | ast.Assign) and isinstance(node.value, ast.Call):
                call = node.value
            else:
                continue
            name = getattr(call.func, "id", "")
            is_ours = name.endswith("Error") and name not in ELSEWHERE | {"ValueError", "KeyError", "OSError"}
            said = message(call.args[0]) if is_ours and call.args else None
            if said and (said[0].isupper() or said[0] == "7") and said.endswith("."):
                yield said


MESSAGES = sorted(
    {*messages_in_the_code(), *map(str, RAISED), *_CLOSED.values(), *_REFUSED.values(), explain_failure(OSError("7"))}
)


def test_the_messages_are_found_in_the_code():
    assert len(MESSAGES) > 80


@pytest.mark.parametrize("said", MESSAGES)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_every_error_of_a_command_is_told_in_chinese_with_its_values(said, locale):
    told = reason_text(said, open_strings(locale))
    assert told != said
    assert "{" not in told
    assert told.count("7") == said.count("7")
    assert told.endswith("。")


@pytest.mark.parametrize("said", MESSAGES)
def test_no_two_locales_tell_an_error_alike(said):
    assert len({reason_text(said, open_strings(locale)) for locale in ("en", "zh-CN", "zh-TW")}) == 3


def sentences_of_the_repair():
    for node in ast.walk(ast.parse((ROOT / "index" / "repair.py").read_text("utf-8"))):
        if isinstance(node, ast.Return) or isinstance(getattr(node, "value", None), ast.Yield):
            value = node.value.value if isinstance(node.value, ast.Yield) else node.value
            if said := message(value) if value is not None else None:
                yield said


@pytest.mark.parametrize("said", sorted({*sentences_of_the_repair()} - {"", "7."}))
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_every_sentence_of_the_repair_is_told_in_chinese_with_its_values(said, locale):
    told = reason_text(said, open_strings(locale))
    assert told != said
    assert "{" not in told
    assert told.count("7") == said.count("7")


@pytest.mark.parametrize("said", [said for said in MESSAGES if ": run `footnote index --full`" in said])
def test_why_an_index_was_built_anew_is_told_in_chinese_too(said):
    why = f"The index was built anew from sources (passages: 5), because {said.partition(': run `')[0]}."
    for locale in ("zh-CN", "zh-TW"):
        assert not regex.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", reason_text(why, open_strings(locale)))


def test_every_row_has_the_same_values_in_all_three_languages():
    for name in ("errors.tsv", "reasons.tsv"):
        for line in (ROOT / "bot" / "strings" / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                values = [sorted(regex.findall(r"\{\w+\}", text)) for text in line.split("\t")]
                assert len(values) == 3, line
                assert set(values[1]) == set(values[2]) <= set(values[0]), line
