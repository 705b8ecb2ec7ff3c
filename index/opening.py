"""An index opened to be searched, and what reads names and words, opened on its own."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from index.embedding import Embedder
from index.errors import IndexDamagedError, IndexNotBuiltError
from index.index_notes import is_built
from index.names import NameMatcher
from index.questions import SentenceCoverage
from index.reading import open_reader
from index.search import Reranker, Retriever
from index.settings import IndexSettings
from index.storage import Follower, current_generation, open_stores
from index.vocabulary import is_unpacked, open_dictionary, open_gazetteer

log = logging.getLogger(__name__)


@contextmanager
def open_retriever(
    settings: IndexSettings, embedder: Embedder, *, reranker: Reranker | None = None
) -> Iterator[Retriever]:
    """A retriever over the current index. Raises IndexNotBuiltError where there is none.

    The dictionary is unpacked into the cache folder on first use.
    """
    generation = current_generation(settings.data_dir)
    if generation is None:
        raise IndexNotBuiltError(f"There is no index in {settings.data_dir} yet: run `footnote index`.")
    with (
        closing(open_dictionary(settings.cache_folder)) as dictionary,
        open_stores(generation, settings, embedder) as (catalogue, store),
    ):
        yield Retriever(
            catalogue=catalogue, store=store, embedder=embedder, dictionary=dictionary, reranker=reranker,
            reader=open_reader(settings.reader_model),
        )  # fmt: skip


def follow_server(settings: IndexSettings, *, on_first_copy: Callable[[], object] = lambda: None) -> None:
    """Copy what other machines changed in the index on the Chroma server, if the settings name one.

    ``on_first_copy`` is called before the whole index is copied. Where the server does not answer, this raises
    IndexDamagedError, unless there is a copy, which may be older.
    """
    with closing(Follower(settings)) as follower:
        try:
            if follower.state() and not is_built(settings):
                on_first_copy()
            follower.follow()
        except IndexDamagedError as error:
            if not is_built(settings):
                raise
            log.warning("the index on the server cannot be followed: %s", error)


@contextmanager
def open_names(settings: IndexSettings) -> Iterator[NameMatcher]:
    """What finds names in a text and matches them across scripts, with dictionary and gazetteer open behind it.

    Both are unpacked into the cache folder on first use.
    """
    folder = settings.cache_folder
    with closing(open_dictionary(folder)) as dictionary, closing(open_gazetteer(folder)) as gazetteer:
        yield NameMatcher(dictionary, gazetteer)


@contextmanager
def open_coverage(settings: IndexSettings) -> Iterator[SentenceCoverage]:
    """What measures how far a text holds the words of a sentence, with the dictionary open behind it."""
    with closing(open_dictionary(settings.cache_folder)) as dictionary:
        yield SentenceCoverage(dictionary)


def is_dictionary_unpacked(settings: IndexSettings) -> bool:
    """Whether the dictionary is in the cache folder. Unpacking it takes some seconds."""
    return is_unpacked(settings.cache_folder)


def unpack_dictionary(settings: IndexSettings) -> None:
    """Unpack the dictionary into the cache folder, unless it is there. Raises DataFolderError where that is impossible."""
    open_dictionary(settings.cache_folder).close()
