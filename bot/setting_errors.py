"""Wrong settings, each in a sentence that says what it may be, and misspelt ones with the name that was meant."""

import difflib
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsError

from bot.settings import BotSettings
from index import IndexSettings

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
# How alike a name must be to be taken for a misspelt one, from 0 to 1. Set by hand.
_LEAST_LIKENESS = 0.75


def setting_errors() -> list[str]:
    """A sentence for every setting whose value is not valid, without the value."""
    return [sentence for kind in _KINDS for sentence in _errors_of(kind)]


def misspelt_settings(env_file: Path = Path(".env")) -> dict[str, str]:
    """The names in ``.env`` that are no settings, each with the setting that may have been meant, else empty."""
    known = {name.upper(): name for kind in _KINDS for name in kind.model_fields}
    unknown = sorted(key for key in dotenv_values(env_file) if key.upper() not in known)
    nearest = {key: difflib.get_close_matches(key.upper(), known, n=1, cutoff=_LEAST_LIKENESS) for key in unknown}
    return {key: found[0] if found else "" for key, found in nearest.items()}


def _errors_of(kind: type[BaseSettings]) -> list[str]:
    try:
        kind()
    except ValidationError as error:
        return [_sentence(kind, str(found["loc"][0]), found["type"], found.get("ctx", {})) for found in error.errors()]
    except SettingsError as error:  # a value that should be JSON and is not
        name = next((name for name in kind.model_fields if f'"{name}"' in str(error)), "")
        return [_sentence(kind, name, "json", {}) if name else "A setting is no valid JSON: see .env.example."]
    return []


def _sentence(kind: type[BaseSettings], name: str, error: str, context: dict[str, Any]) -> str:
    setting, key = kind.model_fields[name], name.upper()
    default = "must be valid JSON" if error == "json" else "is not valid"
    rule = _RULES.get(error, default).format(**context)
    return f"{key} {rule}: {setting.description}. For example {key}={_example(setting)}"


def _example(setting: FieldInfo) -> str:
    value = setting.examples[0] if setting.examples else setting.default
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
