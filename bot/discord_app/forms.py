"""Forms with fixed custom ids, so that they also work when the bot was started anew while somebody filled them in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.discord_app.cards import custom_id
from bot.strings import Strings
from index import MAX_QUERY_CHARACTERS

_MOST_FILES = 5
_LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that a person sent with a form or a message."""

    filename: str
    size: int
    url: str


class FormValues:
    """What a person entered in a form, by the custom ids of its fields."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._fields = {
            field["custom_id"]: field for field in _fields(data.get("components", ())) if "custom_id" in field
        }
        self._attachments: Mapping[str, Any] = data.get("resolved", {}).get("attachments", {})

    def text(self, name: str) -> str:
        """The text of a field; empty where there is none."""
        return str(self._fields.get(name, {}).get("value") or "")

    def files(self, name: str) -> list[UploadedFile]:
        """The files of a field."""
        sent = [self._attachments[value] for value in self._fields.get(name, {}).get("values", ())]
        return [UploadedFile(file["filename"], int(file["size"]), file["url"]) for file in sent]


def _fields(components: Any) -> Iterator[Mapping[str, Any]]:
    """Every component of a form, those within others too."""
    for component in components:
        yield component
        inner = component.get("component")
        yield from _fields([*component.get("components", ()), *([inner] if inner else [])])


def reason_form(record_id: int, strings: Strings) -> ui.Modal:
    """The form that asks what was wrong with an answer."""
    form = ui.Modal(title=strings("vote-why"), custom_id=custom_id("reason", record_id))
    text: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph, max_length=_LONGEST_REASON, required=False, custom_id="reason"
    )
    return _finish_form(form, strings("vote-why-label"), text)


def question_form(strings: Strings) -> ui.Modal:
    """The form that takes a question."""
    form = ui.Modal(title=strings("button-try"), custom_id=custom_id("question"))
    text: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph, max_length=MAX_QUERY_CHARACTERS, custom_id="question"
    )
    return _finish_form(form, strings("try-label"), text)


def upload_form(strings: Strings) -> ui.Modal:
    """The form that takes files as sources."""
    form = ui.Modal(title=strings("upload-title"), custom_id=custom_id("upload"))
    files: ui.FileUpload[ui.Modal] = ui.FileUpload(custom_id="files", min_values=1, max_values=_MOST_FILES)
    return _finish_form(form, strings("upload-label"), files)


def _finish_form(form: ui.Modal, label: str, field: ui.Item[ui.Modal]) -> ui.Modal:
    """A form with one field. It is recognised by its custom id when it comes back, so it is not kept in memory."""
    form.add_item(ui.Label(text=label, component=field))
    form.stop()
    return form
