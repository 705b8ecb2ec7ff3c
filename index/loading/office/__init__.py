"""Documents of office programs: Word, slides, OpenDocument and RTF."""

from index.loading.office.opendocument import load_opendocument
from index.loading.office.rich_text import load_rich_text
from index.loading.office.slides import load_slides
from index.loading.office.word import load_word

__all__ = ["load_opendocument", "load_rich_text", "load_slides", "load_word"]
