"""Loads the prompts of ``prompts/`` and fills them strictly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

import regex

from bot.answers import AnswerLanguage
from bot.errors import PromptError
from index import lazy_pattern

MessageRole = Literal["system", "user", "assistant"]

# Beside the packages: at the top of a clone, and where a wheel puts them.
FOLDER = Path(__file__).parents[2] / "prompts"
_HEADING = lazy_pattern(r"^# (System|Short|User)\n", regex.MULTILINE)
_VARIABLE = lazy_pattern(r"\$\{?[a-z_]+\}?")
_BLANK_LINES = lazy_pattern(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model, and its role."""

    role: MessageRole
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt in one language: its messages as templates. ``short`` is a shorter system message, if there is one."""

    name: str
    parts: tuple[tuple[MessageRole, Template], ...]
    short: Template | None = None

    @property
    def variables(self) -> frozenset[str]:
        """The names of the variables to fill."""
        return frozenset(name for template in self._templates for name in template.get_identifiers())

    @property
    def instructions(self) -> str:
        """The text of all messages without the variables."""
        return "\n".join(_VARIABLE.sub("\n", template.template) for template in self._templates)

    @property
    def lines(self) -> list[str]:
        """The lines of the messages that hold a variable."""
        return [line for _, part in self.parts for line in part.template.splitlines() if _VARIABLE.search(line)]

    @property
    def _templates(self) -> list[Template]:
        return [*(part for _, part in self.parts), *([self.short] if self.short else [])]

    def messages(self, *, is_short: bool = False, **values: str | int) -> list[Message]:
        """The messages with every variable filled in. Values are never parsed as part of the prompt.

        A line whose variables are all empty is left out. ``is_short`` selects the short system message. Raises
        PromptError where a variable has no value, or a value no variable.
        """
        if values.keys() != self.variables:
            missing, unused = sorted(self.variables - values.keys()), sorted(values.keys() - self.variables)
            raise PromptError(f"The prompt {self.name} cannot be filled: missing {missing}, unused {unused}.")
        short = self.short if is_short else None
        return [
            Message(role, _fill(short if short and role == "system" else part, values)) for role, part in self.parts
        ]

    def text(self, **values: str | int) -> str:
        """The filled text of a prompt that is a piece of another. Raises as ``messages`` does."""
        return "\n\n".join(message.text for message in self.messages(is_short=False, **values))


class Prompts:
    """The prompts of a folder, by name and language: a file ``answer.zh.md`` each, read when first asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._read = lru_cache(maxsize=None)(self._read_file)

    def __call__(self, name: str, language: AnswerLanguage) -> Prompt:
        """A prompt in a language. Raises PromptError where it is missing or malformed."""
        return self._read(f"{name}.{language}")

    def _read_file(self, name: str) -> Prompt:
        path = self._folder / f"{name}.md"
        try:
            parts = _parts(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise PromptError(f"The prompt {path} cannot be read ({error}): restore it from the repository.") from error
        if not all(template.is_valid() for template in parts.values()):
            raise PromptError(f"The prompt {path} has a $ that begins no variable: write $$ for a dollar sign.")
        roles: dict[str, MessageRole] = {"System": "system", "User": "user"}
        messages = tuple((role, parts[heading]) for heading, role in roles.items() if heading in parts)
        return Prompt(name, messages, parts.get("Short"))


def _parts(text: str) -> dict[str, Template]:
    """The parts of a file by their headings; without any, one for the user."""
    if not _HEADING.search(text):
        return {"User": Template(text.strip())}
    pieces: Sequence[str] = _HEADING.split(text)[1:]
    return {heading: Template(part.strip()) for heading, part in zip(pieces[::2], pieces[1::2], strict=True)}


def _fill(template: Template, values: Mapping[str, str | int]) -> str:
    lines = (Template(line) for line in template.template.splitlines())
    kept = [
        line for line in lines if not (names := line.get_identifiers()) or any(values[name] != "" for name in names)
    ]
    shown = _BLANK_LINES.sub("\n\n", "\n".join(line.template for line in kept))
    return Template(shown).substitute(values).strip()
