"""Why a file is not read is said in the reader's language."""

import ast

import pytest
import regex

from bot.strings import open_strings, reason_text
from index.loading.files.kinds import _KINDS_BY_WAY_OUT, _READ, _WAYS_OUT
from paths import ROOT

# Which argument of a call is a reason.
CALLS = {"SourceUnreadableError": 1, "Failure": 1, "FetchError": 0}


def sample(node):
    """A text that an expression of the code may give, with ``7`` for each value; None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def reasons_in_the_code():
    for path in sorted((ROOT / "index" / "loading").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in CALLS and len(node.args) > CALLS[name] and (reason := sample(node.args[CALLS[name]])):
                # Values that are the name of a unit, a whole sentence, or the rest of one.
                reason = regex.sub(r"(?<=are not read)7$", ": 7", reason)
                yield regex.sub(r"^7 7 ", "line 7 ", regex.sub(r"^7: only", "7 is not a public address: only", reason))


REASONS = sorted(
    {*reasons_in_the_code(), *_WAYS_OUT, *_KINDS_BY_WAY_OUT.values(), *(name for name, _ in _READ.values())}
)


def test_the_reasons_are_found_in_the_code():
    assert len(REASONS) > 60


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_every_reason_of_the_code_is_translated_with_its_values(reason, locale):
    said = reason_text(reason, open_strings(locale))
    assert said != reason
    assert "{" not in said
    assert said.count("7") == reason.count("7")


def test_a_value_that_is_a_text_is_translated_too_and_the_rest_stays():
    zh, tw, en = (open_strings(locale) for locale in ("zh-CN", "zh-TW", "en"))
    reason = "it is a picture, though its name ends in .md: run OCR over it, and put its text here as .pdf or .txt"
    assert (
        reason_text(reason, zh)
        == "其实是图片，文件名却以 .md 结尾：请做文字识别（OCR），把结果存成 .pdf 或 .txt 放在这里"
    )
    assert (
        reason_text(reason, tw)
        == "其實是圖片，檔名卻以 .md 結尾：請做文字辨識（OCR），把結果存成 .pdf 或 .txt 放在這裡"
    )
    assert reason_text(reason, en) == reason
    damaged = "the file is damaged (File is not a zip file): open it in its own program and save it again"
    assert reason_text(damaged, zh) == "文件已损坏（File is not a zip file）：请用原来的程序打开，再存一次"
    assert reason_text("something new", zh) == "something new"


def test_a_value_may_hold_what_stands_in_braces():
    assert "{x}" in reason_text("the file is damaged: it lacks its part {x}", open_strings("zh"))
