"""Files before they are read: archives that are checked, damage put into words, and what programs state about a file."""

from index.loading.files.archive import check_archive, open_archive, read_entry
from index.loading.files.kinds import other_kind, way_out
from index.loading.files.library_errors import LIBRARY_ERRORS, damaged
from index.loading.files.properties import stated_author, stated_title
from index.loading.files.surrogates import mend_surrogates

__all__ = [
    "LIBRARY_ERRORS",
    "check_archive",
    "damaged",
    "mend_surrogates",
    "open_archive",
    "other_kind",
    "read_entry",
    "stated_author",
    "stated_title",
    "way_out",
]
