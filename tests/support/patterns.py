"""Every regular expression of the program, and what is done with each."""

import ast
import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass, field
from functools import cache, cached_property

import regex

import bot
import index
from index.text.lazy_patterns import _LazyPattern

_ENGINES = {"re": re, "regex": regex}
_COMPILED = (re.Pattern, type(regex.compile("")), _LazyPattern)
# Methods by what they do with a text: look for every match, or begin at one place alone.
SCAN, AT_ONCE = "finditer", ("fullmatch", "match")
_DOES = {
    **dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), SCAN),
    **{name: name for name in AT_ONCE},
}


@dataclass
class Pattern:
    """A pattern, where it stands, and which methods are called; all, where nobody can tell."""

    engine: str
    text: str | bytes
    flags: int
    places: set[str] = field(default_factory=set)
    does: set[str] = field(default_factory=set)

    @cached_property
    def compiled(self):
        return _ENGINES[self.engine].compile(self.text, self.flags)


@cache
def all_patterns():
    """The patterns of the program, and the calls whose pattern depends on what a function is given.

    The former are in the constants of modules and classes, or stand in a call of ``re`` or ``regex``.
    """
    found, dynamic = {}, set()
    for module in _modules():
        tree = ast.parse(inspect.getsource(module))
        uses = _uses(tree)
        for name, value in list(vars(module).items()):
            for pattern in _within(value, set()) if not name.startswith("__") else ():
                own = found.setdefault(_key(pattern), Pattern(*_key(pattern)))
                own.places.add(f"{module.__name__}.{name}")
                own.does |= uses.get(name, set()) if isinstance(value, _COMPILED) else _uses_within(module, uses)
        for call, method, function in _calls(tree):
            key = _evaluated(call, module)
            place = f"{module.__name__}.{function}"
            if key is None:
                dynamic |= {place} if function else set()  # what a module makes is among its constants
            elif method in _DOES:
                own = found.setdefault(key, Pattern(*key))
                own.places.add(place)
                own.does.add(_DOES[method])
            elif not any(key[1:2] == other[1:2] for other in found):
                found[key] = Pattern(*key, {place}, {*AT_ONCE, SCAN})
    return list(found.values()), dynamic


def _modules():
    for package in (bot, index):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                yield importlib.import_module(module.name)


def _within(value, seen):
    """The patterns in a constant: also within containers, classes and objects of the program."""
    if isinstance(value, _COMPILED):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    kind = value if isinstance(value, type) else type(value)
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, (tuple, list, set, frozenset)):
        inner = list(value)
    elif kind.__module__.partition(".")[0] in ("bot", "index"):
        inner = list(getattr(value, "__dict__", {}).values())
        inner += [getattr(value, name, None) for name in getattr(kind, "__slots__", ()) if value is not kind]
    else:
        return
    for item in inner:
        yield from _within(item, seen)


def _key(pattern):
    return "re" if isinstance(pattern, re.Pattern) else "regex", pattern.pattern, int(pattern.flags)


def _uses(tree):
    """By name what is done with it in a module. A name that is handed on may be used in any way."""
    found = {}
    handed_on = {
        id(node): node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            handed_on.pop(id(node.value), None)
            if node.attr in _DOES and (node.value.id.isupper() or node.attr != "split"):  # texts are split too
                found.setdefault(node.value.id, set()).add(_DOES[node.attr])
    for name in handed_on.values():
        if name.isupper():  # a constant
            found.setdefault(name, set()).update((*AT_ONCE, SCAN))
    return found


def _uses_within(module, uses):
    """What may be done with a pattern of a table: whatever is done with names that are no constants of the module."""
    return {does for name, own in uses.items() if name not in vars(module) for does in own} or {*AT_ONCE, SCAN}


def _calls(tree, function=""):
    """The calls that name a pattern, with their method and the function around them."""
    for node in ast.iter_child_nodes(tree):
        within = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in _ENGINES:
                if called.attr in _DOES or called.attr == "compile":
                    yield node, called.attr, within
            elif isinstance(called, ast.Name) and called.id == "lazy_pattern":
                yield node, "compile", within
        yield from _calls(node, within)


def _evaluated(call, module):
    """Engine, text and flags of the pattern that a call names; None where they are not constant."""
    try:
        text = _constant(call.args[0], module)
        engine = call.func.value.id if isinstance(call.func, ast.Attribute) else "regex"
        arguments = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "flags")]
        flags = [_constant(node, module) for node in arguments if ast.unparse(node).startswith(("re.", "regex."))]
        return engine, text, int(_ENGINES[engine].compile(text, sum(map(int, flags))).flags)
    except NameError:
        return None


def _constant(node, module):
    return eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))
