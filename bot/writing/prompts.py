"""Loads the prompts of ``prompts/`` and fills them strictly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

import regex

from bot.answers import AnswerLanguage
from bot.errors import PromptError

MessageRole = Literal["system", "user", "assistant"]

# Beside the packages: at the top of a clone, and where a wheel puts them.
FOLDER = Path(__file__).parents[2] / "prompts"
_HEADING = regex.compile(r"^# (System|User)\n", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model, and its role."""

    role: MessageRole
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt in one language: its messages as templates."""

    name: str
    parts: tuple[tuple[MessageRole, Template], ...]

    @property
    def variables(self) -> frozenset[str]:
        """The names of the variables to fill."""
        return frozenset(name for _, template in self.parts for name in template.get_identifiers())

    def messages(self, **values: str | int) -> list[Message]:
        """The messages with every variable filled in. Values are never parsed as part of the prompt.

        Raises PromptError where a variable has no value, or a value no variable.
        """
        if values.keys() != self.variables:
            missing, unused = sorted(self.variables - values.keys()), sorted(values.keys() - self.variables)
            raise PromptError(f"The prompt {self.name} cannot be filled: missing {missing}, unused {unused}.")
        return [Message(role, part.substitute(values).strip()) for role, part in self.parts]

    def text(self, **values: str | int) -> str:
        """The filled text of a prompt that is a piece of another. Raises as ``messages`` does."""
        return "\n\n".join(message.text for message in self.messages(**values))


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
        if not all(template.is_valid() for _, template in parts):
            raise PromptError(f"The prompt {path} has a $ that begins no variable: write $$ for a dollar sign.")
        return Prompt(name, parts)


def _parts(text: str) -> tuple[tuple[MessageRole, Template], ...]:
    """The messages of a file: one for each heading, or one of the user where there is none."""
    if not _HEADING.search(text):
        return (("user", Template(text.strip())),)
    pieces: Sequence[str] = _HEADING.split(text)[1:]
    roles: dict[str, MessageRole] = {"System": "system", "User": "user"}
    return tuple((roles[role], Template(part.strip())) for role, part in zip(pieces[::2], pieces[1::2], strict=True))
