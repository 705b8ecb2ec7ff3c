"""Texts that could be hard for a pattern: repetitions of what the pattern itself is made of."""

import re

# A piece of a pattern that stands for characters, or for the structure around them.
_ATOM = re.compile(
    r"(?P<named>\\[pP]\{\^?[^}]*\})|(?P<coded>\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4})|(?P<escaped>\\.)"
    r"|\[(?P<negated>\^?)(?P<set>\]?(?:\\[pP]\{[^}]*\}|\\.|\[[^\[\]]*\]|[^\]\\\[])*)\]"
    r"|(?P<structure>\(\?(?:P?<\w+>|<?[=!]|[a-zA-Z-]*:|>|[a-zA-Z]+\)|\([^)]*\)|&\w+\)|\||P?=\w+\))|\{[0-9, ]+\}|[()|?*+^$])"
    r"|(?P<letters>(?:[^\\\[\](){}|?*+^$.](?![?*+{]))+|.)",
    re.DOTALL,
)
_CLASSES = {
    "d": "1", "D": "a", "w": "a", "W": "-", "s": " ", "S": "a", "n": "\n", "t": "\t", "r": "\r", "h": " ", "R": "\n", "X": "a",
    **dict.fromkeys("bBAZKGmMQE", ""),
}  # fmt: skip
_PROPERTIES = {
    "Han": "中",
    "Lu": "A",
    "Lt": "A",
    "N": "1",
    "Nd": "1",
    "P": ".",
    "Ps": "(",
    "Pe": ")",
    "Sc": "$",
    "Z": " ",
}
_UNKNOWN = "\ue000"  # what no pattern asks for
# What stands between the repetitions where patterns ask for an edge.
_GAPS = (" ", "\n")
_MOST_PUMPS = 24  # of each kind
_LONGEST_ATOMS = 5


def pumps(source):
    """Pieces to repeat: each atom of a pattern, each few neighbours, and its words, with and without a gap."""
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    runs = _runs(text)
    atoms = sorted({atom for run in runs for atom in run})
    near = {
        "".join(run[at : at + size])
        for run in runs
        for size in range(2, _LONGEST_ATOMS)
        for at in range(len(run) - size + 1)
    }
    whole = {"".join(run) for run in runs}
    pieces = [*_some(atoms), *_some(sorted(whole)), *_some(sorted(near))]
    return list(dict.fromkeys([*pieces, *(piece + gap for gap in _GAPS for piece in pieces[::2])]))


def endings(source):
    """What a repetition ends with: nothing that goes on with it; and what closes it, then the words of the pattern.

    Without its words an engine may know at once that there is no match, and never try.
    """
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    excluded = "".join(_members(match["set"]) for match in _ATOM.finditer(text) if match["negated"])
    stop = f"{_UNKNOWN}\n{''.join(dict.fromkeys(excluded))}{_UNKNOWN}"
    return [_UNKNOWN, stop + stop.join(dict.fromkeys("".join(run) for run in _runs(text)))]


def _members(characters):
    return "".join(_sample(match) for match in _ATOM.finditer(characters) if match["structure"] != "|")


def _some(items):
    return items[:: len(items) // _MOST_PUMPS + 1]


def _runs(source):
    """A sample of each atom, in the order of the pattern, parted where an alternative ends."""
    runs = [[]]
    for match in _ATOM.finditer(source):
        if match["structure"]:
            if match["structure"] in ("|", "(", ")"):
                runs.append([])
        elif sample := _sample(match):
            runs[-1].append(sample)
    return [run for run in runs if run]


def _sample(match):
    if match["set"] is not None:
        if match["negated"]:
            return "a" if "a" not in match["set"] else "-"
        inner = next((found for part in _ATOM.finditer(match["set"]) if (found := _sample(part))), "")
        return inner[:1]
    if match["named"]:
        return _PROPERTIES.get(match["named"][3:-1].lstrip("^"), "a")
    if match["coded"]:
        return chr(int(f"0x{match['coded'][2:]}", 0))
    if match["escaped"]:
        return _CLASSES.get(match["escaped"][1], match["escaped"][1])
    return match["letters"] or match["structure"] or ""
