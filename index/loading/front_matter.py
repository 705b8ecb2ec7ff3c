"""Front matter: the fields over a Markdown text, as YAML or, where that fails, as plain lines ``key: value``."""

import datetime
from typing import Any

import frontmatter
import regex
import yaml

# A list of aliases would repeat one long text many times. Set by hand.
_MOST_ITEMS, _LONGEST_ITEM = 50, 2000
# A longer one is not given to YAML, whose parser is slow. Set by hand: the longest seen have a few thousand characters.
_LONGEST_YAML = 200_000
_SCALARS = (str, int, float, datetime.date)
_BLOCK = regex.compile(r"-{3,}[ \t]*+\n(?P<fields>.*?)^-{3,}[ \t]*+(?:\n|\Z)(?P<text>.*)", regex.S | regex.M)
_FIELD = regex.compile(r"(?P<key>[\"']?[^\W\d][^:：\n]{0,60}?)\s*+(?:：|:(?!//))\s*+(?P<value>.*)")
_ITEM = regex.compile(r"\s*-\s++(?P<value>.+)")
# What YAML writes for no value, and before a text of several lines.
_EMPTY = frozenset(("|", ">", "|-", ">-", "~", "null", "true", "false"))


def read_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields over a text, and the text under them. What stands between two rules and names no fields is text."""
    block = _BLOCK.match(text.lstrip())
    if block is None or len(block["fields"]) <= _LONGEST_YAML:
        try:
            post = frontmatter.loads(text)
        except (yaml.YAMLError, ValueError, RecursionError):
            pass
        else:
            if post.metadata or block is None:
                found = {str(key).strip(): _value_text(value) for key, value in post.metadata.items()}
                return {key: value for key, value in found.items() if value}, post.content
    if block is None:
        return {}, text
    rows = [row for row in block["fields"].split("\n") if row.strip() and not row.startswith("#")]
    if not rows:
        return {}, block["text"]
    return (_read_rows(rows), block["text"]) if _FIELD.match(rows[0]) else ({}, text)


def _value_text(value: Any) -> str:
    """A value of front matter as text: a scalar, or a list of scalars. Deeper ones are empty: aliases make them endless."""
    items = value if isinstance(value, list) else [value]
    texts = [
        str(item).strip() for item in items[:_MOST_ITEMS] if isinstance(item, _SCALARS) and not isinstance(item, bool)
    ]
    return ", ".join(text for text in texts if len(text) <= _LONGEST_ITEM)


def _read_rows(rows: list[str]) -> dict[str, str]:
    """The fields of rows that are no YAML, each split at its first colon. Other rows go on from the one above."""
    fields: dict[str, list[str]] = {}
    last: list[str] = []
    for row in rows:
        field, item = _FIELD.match(row), _ITEM.match(row)
        if field:
            last = fields.setdefault(_unquote(field["key"]), [])
            last += _read_value(field["value"])
        elif item:
            last.append(_unquote(item["value"]))
        elif last:
            last[-1] += f" {row.strip()}"
    return {key: text for key, values in fields.items() if (text := _value_text(values))}


def _read_value(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquote(part) for part in value[1:-1].split(",")]
    return [] if value.casefold() in _EMPTY else [_unquote(value)] if value else []


def _unquote(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
