"""The documentation keeps step with the code: links, paths, names, settings and commands in it exist."""

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest
from discord.ext.commands import Cog
from dotenv import dotenv_values
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from bot.cli.app import main
from bot.discord_app import cogs
from bot.strings import open_strings
from index import SOURCE_SUFFIXES
from paths import ROOT

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("prompts", "index/embedding/builtin", "index/vocabulary")),
]
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
LINK = re.compile(r"\]\((?!\w+:)([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
CODE_PATH = re.compile(r"`((?:index|bot|prompts|tests|benchmarks|docs|pictures|sources)/[\w./-]*)`")
# `Desk.admit` and `Desk.ask` (`bot/service/desk.py`)
NAMES_IN_MODULE = re.compile(r"((?:`[\w.]+`(?:,| and| or)?\s+)+)\(`([\w/]+\.py)`\)")
DESIGN = ROOT / "docs" / "design.md"
USING = " ".join((ROOT / "docs" / "using.md").read_text("utf-8").split())
MOST_README_WORDS = 700


def prose(text: str) -> str:
    """A page without its blocks of code, fenced or indented after a blank line."""
    unfenced = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(?<=\n\n)(?:(?: {4}|\t).*\n|\n(?= {4}|\t))+", "", unfenced)


def read(page: Path) -> str:
    return prose(page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(read(page))]
    return {heading.strip().replace(" ", "-") for heading in headings}


def section(page: Path, heading: str) -> str:
    """What stands under a heading of a page, up to the next one of its level."""
    return page.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def is_defined(name: str, module: Path) -> bool:
    """Whether a module has every part of a name, as a class, function, method or constant of its own."""
    code = module.read_text("utf-8") if module.exists() else ""
    return all(
        re.search(rf"^\s*(?:(?:async )?def|class) {part}\b|^{part}\b.*?=", code, re.MULTILINE)
        for part in name.split(".")
    )


@EACH_PAGE
def test_every_link_within_the_repository_leads_somewhere(page):
    dead = []
    for link in LINK.findall(read(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead


@EACH_PAGE
def test_every_path_that_is_named_exists(page):
    assert not [path for path in CODE_PATH.findall(read(page)) if not (ROOT / path).exists()]


@EACH_PAGE
def test_every_name_is_defined_in_the_module_beside_it(page):
    undefined = [
        f"{name} in {module}"
        for names, module in NAMES_IN_MODULE.findall(read(page))
        for name in re.findall(r"`([\w.]+)`", names)
        if not is_defined(name, ROOT / module)
    ]
    assert not undefined


def test_the_readme_can_be_read_in_three_minutes():
    text = re.sub(r"\]\([^)]*\)|<https?:[^>]*>", "]", read(ROOT / "README.md"))
    assert len([word for word in text.split() if any(map(str.isalnum, word))]) <= MOST_README_WORDS


def test_every_page_can_be_reached_from_the_readme():
    linked = set(LINK.findall(read(ROOT / "README.md")))
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= linked


def test_every_file_format_is_described():
    rows = section(ROOT / "docs" / "sources.md", "Formats")
    assert not [suffix for suffix in SOURCE_SUFFIXES if f"`{suffix}`" not in rows]


def test_every_setting_is_described_with_its_default():
    rows = dict(
        re.findall(r"^\| `([A-Z_]+)` \| (\S+) \|", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    )
    # Another test holds the example against the defaults in the code.
    defaults = dotenv_values(ROOT / ".env.example")
    assert rows == {name: f"`{value}`" if value else "empty" for name, value in defaults.items()}


@pytest.mark.parametrize("command", main.commands.values(), ids=lambda command: command.name)
def test_every_command_of_the_terminal_is_described_with_its_options(command):
    options = [max(option.opts, key=len) for option in command.params if isinstance(option, click.Option)]
    assert re.search(rf"footnote {command.name}\b", USING)
    assert not [option for option in options if option not in USING]


def slash_commands():
    """The slash commands of every cog, those of a group behind the group's name."""
    for name in cogs.__all__:
        cog = getattr(cogs, name)
        if not issubclass(cog, Cog):
            continue
        group = f"{cog.__cog_group_name__} " if cog.__cog_is_app_commands_group__ else ""
        for command in cog.__cog_app_commands__:
            yield f"/{group}{command.name}"


def test_every_slash_command_is_described():
    commands = list(slash_commands())
    assert "/admin reindex" in commands
    assert not [command for command in commands if f"`{command}`" not in USING]


def test_every_entry_in_the_menu_of_a_message_is_described():
    resource = FluentParser().parse((ROOT / "bot" / "strings" / "en.ftl").read_text("utf-8"))
    keys = [entry.id.name for entry in resource.body if isinstance(entry, Message)]
    texts = [open_strings("en")(key) for key in keys if key.startswith("menu-")]
    assert texts
    assert not [text for text in texts if f"*{text}*" not in USING]


def test_every_package_is_described_in_the_words_of_its_docstring():
    faces = [path for name in ("index", "bot") for path in (ROOT / name).rglob("__init__.py")]
    docstrings = {path: ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "" for path in faces}
    first_lines = {
        path.parent.relative_to(ROOT).as_posix(): docstring.partition("\n")[0] for path, docstring in docstrings.items()
    }
    rows = re.findall(r"^\| `([\w/]+)` \| (.+) \|$", section(DESIGN, "The packages"), re.MULTILINE)
    assert dict(rows) == first_lines


def test_the_layers_are_described_as_they_are_checked():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [layer for contract in contracts if "containers" in contract for layer in contract["layers"]]
    described = re.split(r"\n|  +", section(DESIGN, "The layers"))
    assert layers
    assert not [layer for layer in layers if layer not in described]


def test_versions_in_the_readme_are_those_that_were_tested():
    tested = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert not set(re.findall(r"\b[\w-]+==[\w.]+", (ROOT / "README.md").read_text("utf-8"))) - set(tested)
