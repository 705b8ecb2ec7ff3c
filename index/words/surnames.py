"""Chinese surnames of one character."""

from importlib.resources import files

SURNAMES = frozenset(
    character
    for line in files("index.words").joinpath("surnames.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for character in line
)
