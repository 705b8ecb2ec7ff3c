"""Names of people, places and companies: found in a text, transliterated, and matched across scripts."""

from index.names.index_names import IndexNames
from index.names.matcher import NameMatcher
from index.names.transliteration import transliterated_runs

__all__ = [
    "IndexNames",
    "NameMatcher",
    "transliterated_runs",
]
