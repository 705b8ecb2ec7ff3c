"""Documents of office programs: Word, slides, OpenDocument and RTF."""

from index.loading.office.word import load_word

__all__ = ["load_word"]
