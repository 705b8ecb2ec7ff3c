"""Tables of words that are kept as data files."""

from importlib.resources import files


def read_table(package: str, name: str) -> list[list[str]]:
    """The rows of a tab-separated file in a package, each as its cells; empty lines and lines with ``#`` are left out."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
