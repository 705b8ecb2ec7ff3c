"""Named entities: recognised in a text, transliterated, and matched across scripts.

A search uses ``IndexNames`` and ``transliterated_runs``, and with them ``transliteration`` and ``phonetics``. All other
modules are reached only through ``index.open_names``, that is, only where a chat model's sentences are checked.
"""

from index.names.index_names import (
    IndexNames,
    Pronounced,
    pronunciation_fingerprint,
    run_pronunciation,
    token_pronunciation,
)
from index.names.matcher import NameMatcher
from index.names.phonetics import pinyin
from index.names.transliteration import transliterated_runs

__all__ = [
    "IndexNames",
    "NameMatcher",
    "Pronounced",
    "pinyin",
    "pronunciation_fingerprint",
    "run_pronunciation",
    "token_pronunciation",
    "transliterated_runs",
]
