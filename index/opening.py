"""The index as a whole: built or brought up to date from a folder, and opened to be asked."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.embedding import Embedder
from index.errors import IndexNotBuiltError
from index.names import NameMatcher
from index.questions import SentenceCoverage
from index.search import Reranker, Retriever
from index.settings import default_cache_dir
from index.storage import current_generation, open_stores
from index.vocabulary import open_dictionary, open_gazetteer


@contextmanager
def open_retriever(
    *, data_dir: Path, embedder: Embedder, chroma_url: str = "", top_k: int = 10, reranker: Reranker | None = None,
    cache_dir: Path | None = None,
) -> Iterator[Retriever]:  # fmt: skip
    """A retriever over the current index. Raises IndexNotBuiltError where there is none.

    The dictionary is unpacked into ``cache_dir`` on first use, by default the user's cache folder.
    """
    generation = current_generation(data_dir)
    if generation is None:
        raise IndexNotBuiltError(f"There is no index in {data_dir} yet: run `footnote index`.")
    with (
        closing(open_dictionary(cache_dir or default_cache_dir())) as dictionary,
        open_stores(generation, embedder=embedder, chroma_url=chroma_url) as (catalogue, store),
    ):
        yield Retriever(
            catalogue=catalogue, store=store, embedder=embedder, dictionary=dictionary, reranker=reranker, top_k=top_k
        )  # fmt: skip


@contextmanager
def open_names(*, cache_dir: Path | None = None) -> Iterator[NameMatcher]:
    """What tells names in a text and whether they stand in another, with dictionary and gazetteer open beside it.

    Both are unpacked into ``cache_dir`` on first use, by default the user's cache folder.
    """
    folder = cache_dir or default_cache_dir()
    with closing(open_dictionary(folder)) as dictionary, closing(open_gazetteer(folder)) as gazetteer:
        yield NameMatcher(dictionary, gazetteer)


@contextmanager
def open_coverage(*, cache_dir: Path | None = None) -> Iterator[SentenceCoverage]:
    """What measures how far a text holds the words of a sentence, with the dictionary open beside it.

    The dictionary is unpacked into ``cache_dir`` on first use, by default the user's cache folder.
    """
    with closing(open_dictionary(cache_dir or default_cache_dir())) as dictionary:
        yield SentenceCoverage(dictionary)
