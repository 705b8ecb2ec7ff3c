"""JSON as values that can be stored."""

import json
from typing import Any

from index.loading.files import mend_surrogates

_SURROGATE_ESCAPE = "\\ud"


def parse_json(text: str) -> Any:
    """The value of a JSON text. Raises ValueError where it is not valid, RecursionError where it is nested too deep."""
    value = json.loads(text)
    return _mend(value) if _SURROGATE_ESCAPE in text.lower() else value


def _mend(value: Any) -> Any:
    match value:
        case str():
            return mend_surrogates(value)
        case list():
            return [_mend(entry) for entry in value]
        case dict():
            return {mend_surrogates(key): _mend(entry) for key, entry in value.items()}
    return value
