"""Documents that wait to be written are kept in a file."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Document, Role, Section, Source
from index.loading import DocumentSpool

TEXTS = st.lists(st.text(max_size=30) | st.sampled_from(["渡轮七点开航。", "The ferry sails at seven."]), max_size=6)


def document(number, text):
    source = Source(f"{number}.txt", f"Title {number}", path=f"{number}.txt")
    return Document(source, text, (Section(Role.ARTICLE, "en", 0, len(text)),))


@given(TEXTS)
def test_documents_come_back_as_they_were_and_in_order_as_often_as_they_are_read(tmp_path_factory, texts):
    documents = [document(number, text) for number, text in enumerate(texts)]
    with DocumentSpool(tmp_path_factory.mktemp("spool")) as spool:
        for one in documents:
            spool.append(one)
        assert list(spool) == list(spool) == documents
        assert spool.source_ids == [one.source.id for one in documents]
        assert spool.characters == sum(map(len, texts))
        spool.clear()
        assert list(spool) == spool.source_ids == []
        spool.append(document(7, "one more"))
        assert [one.source.id for one in spool] == ["7.txt"]


def test_memory_does_not_grow_with_the_documents_which_are_in_a_file_that_nobody_else_sees(tmp_path):
    tracemalloc.start()
    with DocumentSpool(tmp_path) as spool:
        for number in range(300):
            spool.append(document(number, f"{number} " + "ferry " * 50_000))
        assert [one.source.id for one in spool] == spool.source_ids
        assert list(tmp_path.iterdir()) == []
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert spool.characters > 2 * peak


@pytest.mark.parametrize("text", ["ferry", "渡轮"])
def test_without_a_folder_only_the_ids_are_kept(text):
    spool = DocumentSpool(None)
    spool.append(document(1, text))
    assert (spool.source_ids, list(spool)) == (["1.txt"], [])
