import re
import subprocess
import sys

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import index
from bot.settings import BotSettings
from bot.strings.locales import LOCALES, open_strings
from index import IndexSettings
from paths import ROOT


def test_every_setting_is_in_the_example_and_every_line_of_it_is_a_setting():
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    keys = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert keys == {name.upper() for kind in (IndexSettings, BotSettings) for name in kind.model_fields}


def test_the_example_holds_the_defaults(monkeypatch):
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            monkeypatch.setenv(*line.split("=", 1))
    example = (IndexSettings(_env_file=None).model_dump(), BotSettings(_env_file=None).model_dump())
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines():
        monkeypatch.delenv(line.partition("=")[0], raising=False)
    assert example == (IndexSettings(_env_file=None).model_dump(), BotSettings(_env_file=None).model_dump())


def keys(locale):
    resource = FluentParser().parse((ROOT / "bot" / "strings" / f"{locale}.ftl").read_text("utf-8"))
    return {
        entry.id.name: set(
            re.findall(
                r"\$(\w+)",
                (ROOT / "bot" / "strings" / f"{locale}.ftl").read_text("utf-8")[entry.span.start : entry.span.end],
            )
        )
        for entry in resource.body
        if isinstance(entry, Message)
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_every_text_with_the_same_values(locale):
    assert keys(locale) == keys("en")


PLURALS = re.compile(
    r"\b1 (?:answer|character|day|file|hour|minute|page|passage|post|question|row|second|section|sentence|source|time|token|vote|word)s\b"
)
# A one for each value that any English text has: some texts are made of others.
ONES = dict.fromkeys(re.findall(r"\$([\w-]+)", (ROOT / "bot" / "strings" / "en.ftl").read_text("utf-8")), 1)
# Of limits that are never one.
LIMITS = {"error-too-long", "privacy"}


@pytest.mark.parametrize("key", sorted(keys("en").keys() - LIMITS))
def test_one_thing_is_spoken_of_in_the_singular(key):
    assert not PLURALS.search(open_strings("en")(key, **ONES))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_used(locale):
    code = "".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    # Some keys are put together: f"settings-{name}-option".
    templates = re.findall(r"""f["']([a-z-]+-\{\w+\}[a-z-]*)["']""", code)
    patterns = [re.compile(re.sub(r"\{\w+\}", "[a-z-]+", template)) for template in templates]
    assert not [
        key
        for key in keys(locale)
        if f'"{key}"' not in code
        and f"'{key}'" not in code
        and not key.startswith(("section-", "location-"))
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]


def test_a_missing_value_is_an_error_not_a_hole_in_the_text():
    with pytest.raises(KeyError):
        open_strings("en")("refusal-nearest")


def test_the_public_face_of_the_index_is_what_it_says():
    assert sorted(index.__all__) == sorted(set(index.__all__))
    assert all(hasattr(index, name) for name in index.__all__)


def test_importing_the_index_does_not_load_the_model():
    """An unchanged index answers a Chinese question without the seconds that loading torch takes."""
    code = "import sys, index; print('torch' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.strip()
        == "False"
    )


@pytest.mark.parametrize(
    "command",
    re.findall(r"^(?:    )?make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    if (ROOT / "README.md").exists()
    else [],
)
def test_every_make_command_of_the_readme_exists(command):
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
