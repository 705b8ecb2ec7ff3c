"""Why a command cannot do what is asked is said in the asker's language."""

import ast

import pytest

import index
from bot import errors
from bot.discord_app.login_failures import _CLOSED, _REFUSED, explain_failure
from bot.strings import open_strings, reason_text
from paths import ROOT

# Errors with a message of their own in the class, raised with other arguments; those that become an answer's note, or
# are told to Discord's people in other words; and the keys of other texts.
ELSEWHERE = {
    "UploadError", "RateLimitError", "QueueFullError", "DateError", "SourceUnreadableError", "ReindexCrashedError",
    "UnknownSourceError", "EmbedderMismatchError", "DemoUnavailableError", "DemoPortError",
}  # fmt: skip
NOTES = {"bot/writing/llm", "bot/writing/author.py", "bot/writing/writer.py"}
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
        if any(str(path.relative_to(ROOT)).startswith(room) for room in NOTES):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                call = node.exc
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Call):
                call = node.value
            else:
                continue
            name = getattr(call.func, "id", "")
            is_ours = name.endswith("Error") and name not in ELSEWHERE | {"ValueError", "KeyError", "OSError"}
            if is_ours and call.args and (said := message(call.args[0])) and said[0].isupper() and said.endswith("."):
                yield said


MESSAGES = sorted(
    {*messages_in_the_code(), *map(str, RAISED), *_CLOSED.values(), *_REFUSED.values(), explain_failure(OSError("7"))}
)


def test_the_messages_are_found_in_the_code():
    assert len(MESSAGES) > 45


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
