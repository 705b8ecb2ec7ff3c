"""Wrong settings, each in a sentence that says what it may be, and misspelt ones with the name that was meant."""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsError

from bot.settings import BotSettings
from index import IndexSettings, remove_hidden_characters, single_line

_KINDS: tuple[type[BaseSettings], ...] = (IndexSettings, BotSettings)
# What a value must be, by the type of pydantic's error. Its own messages show patterns and values, which may be secrets.
_RULES = {
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be {le} or less",
    "string_too_short": "must not be empty",
    "model_not_named": "needs EMBED_MODEL, the name of the model there, such as EMBED_MODEL=BAAI/bge-m3",
}
# Errors that are not in the value itself.
_ELSEWHERE = {"model_not_named"}
# A value is shown, but not one that may hold a secret: behind these marks an address does, and a JSON object may.
_MAY_HOLD_SECRET = re.compile(r"[@?#{]")
# Characters of a value that are shown. Set by hand.
_LONGEST_VALUE = 60
_ENV_FILE = Path(".env")
# How alike a name must be to be taken for a misspelt one, from 0 to 1. Set by hand.
_LEAST_LIKENESS = 0.75


def setting_errors() -> list[str]:
    """A sentence for every setting whose value is not valid, with the value unless it may hold a secret."""
    try:
        given = _given()
    except UnicodeDecodeError:
        return ["The file .env is not UTF-8 text: save it as UTF-8."]
    except OSError as error:
        return [f"The file .env cannot be read ({error.strerror or error}): check its permissions."]
    return [sentence for kind in _KINDS for sentence in _errors_of(kind, given)]


def unclear_lines(env_file: Path = _ENV_FILE) -> list[int]:
    """The numbers of the lines in ``.env`` that are no settings, comments or blanks."""
    with env_file.open(encoding="utf-8") as lines:
        return [binding.original.line for binding in parse_stream(lines) if binding.error]


def misspelt_settings(env_file: Path = _ENV_FILE) -> dict[str, str]:
    """The names in ``.env`` that are no settings, each with the setting that may have been meant, else empty."""
    known = {name.upper(): name for kind in _KINDS for name in kind.model_fields}
    unknown = sorted(key for key in dotenv_values(env_file) if key.upper() not in known)
    nearest = {key: difflib.get_close_matches(key.upper(), known, n=1, cutoff=_LEAST_LIKENESS) for key in unknown}
    return {key: found[0] if found else "" for key, found in nearest.items()}


def _given() -> dict[str, str]:
    """The values of the environment and of ``.env``, by the names of settings."""
    in_file = dotenv_values(_ENV_FILE) if _ENV_FILE.is_file() else {}
    return {name.upper(): value or "" for name, value in (*in_file.items(), *os.environ.items())}


def _errors_of(kind: type[BaseSettings], given: Mapping[str, str]) -> list[str]:
    try:
        kind()
    except ValidationError as error:
        first: dict[str, Any] = {}
        for found in error.errors():  # one for a list, however many of its items are wrong
            first.setdefault(str(found["loc"][0]), found)
        return [_sentence(kind, name, found["type"], found.get("ctx", {}), given) for name, found in first.items()]
    except SettingsError as error:  # a value that should be JSON and is not
        name = next((name for name in kind.model_fields if f'"{name}"' in str(error)), "")
        return [_sentence(kind, name, "json", {}, given) if name else "A setting is no valid JSON: see .env.example."]
    return []


def _sentence(
    kind: type[BaseSettings], name: str, error: str, context: Mapping[str, Any], given: Mapping[str, str]
) -> str:
    setting, key = kind.model_fields[name], name.upper()
    default = "must be valid JSON" if error == "json" else "is not valid"
    rule = _RULES.get(error, default).format(**context)
    shown = "" if error in _ELSEWHERE or setting.annotation is SecretStr else _shown(given.get(key, ""), given)
    return f"{key} {rule}{shown}: {setting.description}. For example {key}={_example(setting)}"


def _shown(value: str, given: Mapping[str, str]) -> str:
    """A value in a sentence; empty where there is nothing to show, or it may hold a secret."""
    fields = [(name.upper(), setting) for kind in _KINDS for name, setting in kind.model_fields.items()]
    keys = [given.get(name, "").strip() for name, setting in fields if setting.annotation is SecretStr]
    line = single_line(remove_hidden_characters(value))
    if not line or _MAY_HOLD_SECRET.search(line) or any(key in value for key in keys if key):
        return ""
    return f" (it is {line if len(line) <= _LONGEST_VALUE else line[:_LONGEST_VALUE] + '…'})"


def _example(setting: FieldInfo) -> str:
    value = setting.examples[0] if setting.examples else setting.default
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
