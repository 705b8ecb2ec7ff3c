"""What is wrong with requests to Discord: held against its published schema, and the limits that are documented beside it."""

import json
import re
from functools import cache

from jsonschema import Draft202012Validator

from paths import ROOT

_MOST_COMPONENTS, _MOST_CHARACTERS, _MOST_BYTES, _LONGEST_COMMAND = 40, 4_000, 10_000, 8_000
_COMPONENTS_V2 = 1 << 15
_MEDIA_CHANNEL = 16
_LOCALIZED = ("name", "description")


@cache
def _routes():
    """The method, the pattern of the path and the validator of each request that the bot makes."""
    spec = json.loads((ROOT / "tests" / "support" / "discord_requests.json").read_text("utf-8"))
    routes = []
    for route in spec["routes"]:
        pattern = re.sub(r"\\\{\w+\\\}", r"[^/]+", re.escape(route["path"]))
        schema = {"components": spec["components"], "allOf": [route["schema"]]}
        routes.append((route["method"], re.compile(pattern), Draft202012Validator(schema)))
    return routes


def payload_faults(requests):
    """The faults of requests (as the simulated Discord logs them), each with its request."""
    faults = []
    for request in requests:
        if request.json is None or request.method not in ("POST", "PATCH", "PUT"):
            continue
        body = _as_published(request.json)
        for method, pattern, validator in _routes():
            if method == request.method and pattern.fullmatch(request.path):
                faults += [f"{method} {request.path}: {_reason(error)}" for error in validator.iter_errors(body)]
                break
        found = _command_faults(body) if isinstance(body, list) else _message_faults(body.get("data") or body)
        faults += [f"{request.method} {request.path}: {fault}" for fault in found]
    return faults


def _reason(error):
    """The deepest cause of an error."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def _as_published(value):
    """A body as the schema has it: ids as strings, though Discord takes numbers too, and no media channels, which it lacks."""
    if isinstance(value, dict):
        names_file = "filename" in value
        return {key: str(inner) if names_file and key == "id" else _as_published(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_published(inner) for inner in value if inner != _MEDIA_CHANNEL or isinstance(inner, bool)]
    return str(value) if isinstance(value, int) and value > 2**53 else value


def _components(items):
    for item in items or ():
        yield item
        yield from _components(
            [*item.get("components", ()), *filter(None, [item.get("component"), item.get("accessory")])]
        )


def _message_faults(message):
    components = list(_components(message.get("components")))
    texts = [component["content"] for component in components if component.get("type") == 10]
    ids = [component["custom_id"] for component in components if component.get("custom_id")]
    if len(components) > _MOST_COMPONENTS:
        yield f"{len(components)} components"
    if sum(len(text.encode("utf-16-le")) // 2 for text in texts) > _MOST_CHARACTERS:
        yield "too many characters"
    if sum(len(text.encode()) for text in texts) > _MOST_BYTES:
        yield "too many bytes"
    if len(ids) != len(set(ids)):
        yield f"custom ids twice: {ids}"
    if (message.get("flags") or 0) & _COMPONENTS_V2 and (message.get("content") or message.get("embeds")):
        yield "content beside components"
    for component in components:
        if component.get("type") in (3, 19) and component.get("required", True) and component.get("min_values") == 0:
            yield "a field that is required takes nothing"


def _command_faults(commands):
    """Names are unique in each language; required options come first; a command has at most 8,000 characters."""
    for kind in (1, 2, 3):
        for locale in (None, "zh-CN", "zh-TW"):
            names = [_text(command, "name", locale) for command in commands if command.get("type", 1) == kind]
            if len(names) != len(set(names)):
                yield f"names twice in {locale}: {names}"
    for command in commands:
        if sum(map(len, _command_texts(command))) > _LONGEST_COMMAND:
            yield f"{command['name']} is too long"
        yield from _option_faults(command)
        if command.get("type", 1) == 1:
            yield from _name_faults(command, command["name"])


def _name_faults(part, command):
    for locale in (None, "zh-CN", "zh-TW"):
        name = _text(part, "name", locale)
        if not re.fullmatch(r"[-_'\w]{1,32}", name) or name != name.lower():
            yield f"{command}: {name!r} is no name"


def _option_faults(command):
    options = command.get("options", [])
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{command['name']}: required options come first"
    for locale in (None, "zh-CN", "zh-TW"):
        names = [_text(option, "name", locale) for option in options]
        if len(names) != len(set(names)):
            yield f"{command['name']}: options twice in {locale}: {names}"
    for option in options:
        yield from _name_faults(option, command["name"])
        yield from _option_faults(option)


def _text(part, field, locale):
    return (part.get(f"{field}_localizations") or {}).get(locale, part[field])


def _command_texts(part):
    for field in _LOCALIZED:
        texts = [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]
        yield max(texts, key=len)
    for choice in part.get("choices", []):
        yield choice["name"]
        yield str(choice["value"])
    for option in part.get("options", []):
        yield from _command_texts(option)
