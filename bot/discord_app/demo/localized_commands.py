"""Commands as Discord shows them in a person's language, and what a person used of them by the names that the bot knows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Payload = dict[str, Any]


def localize_command(part: Payload, locale: str) -> Payload:
    """A command, or an option or a choice of one, with its names and descriptions in a locale where it has them there."""
    texts: Payload = {
        key: (part.get(f"{key}_localizations") or {}).get(locale, part[key])
        for key in ("name", "description")
        if key in part
    }
    inner = {key: [localize_command(p, locale) for p in part[key]] for key in ("options", "choices") if part.get(key)}
    return {**part, **texts, **inner}


def restore_names(used: Payload, part: Payload, locale: str) -> Payload:
    """What was used of a command in a locale, with the names of the command and its options as they were registered."""
    options = {_name_in(option, locale): option for option in part.get("options") or ()}
    inner = [restore_names(o, options[o["name"]], locale) for o in used.get("options") or () if o["name"] in options]
    return {**used, "name": part["name"], **({"options": inner} if used.get("options") else {})}


def registered_path(path: Sequence[str], parts: Iterable[Mapping[str, Any]], locale: str) -> list[str]:
    """The names by which a command and its subcommand were registered, of those in a locale."""
    for part in parts:
        if path and _name_in(part, locale) == path[0]:
            return [part["name"], *registered_path(path[1:], part.get("options") or (), locale)]
    return []


def _name_in(part: Mapping[str, Any], locale: str) -> str:
    return str((part.get("name_localizations") or {}).get(locale, part["name"]))
