"""An index of a former built-in model is built anew unasked; a model that somebody chose is never replaced."""

import pytest

from embedders import HashingEmbedder
from index import EmbedderMismatchError, IndexSettings, ReindexStoppedError, is_built, needs_rebuild
from index.storage import Catalogue, current_generation
from indexing import found, run

FORMER, CURRENT = HashingEmbedder("builtin@aaaa"), HashingEmbedder("builtin@bbbb")


@pytest.fixture
def former(corpus, tmp_path):
    """The data folder of an index that a former built-in model made."""
    run(corpus, tmp_path / "data", FORMER)
    return tmp_path / "data"


def forget_embedder(data_dir):
    """As an index of an even earlier version: only the vectors themselves tell their model."""
    catalogue = Catalogue(current_generation(data_dir) / "catalogue.sqlite3")
    with catalogue._connection:
        catalogue._connection.execute("DELETE FROM meta WHERE key = 'embedder'")
    catalogue.close()


@pytest.mark.parametrize("is_noted", [True, False], ids=["noted", "not-noted"])
def test_a_reindex_builds_an_index_of_a_former_builtin_model_anew(corpus, former, is_noted):
    if not is_noted:
        forget_embedder(former)
    assert needs_rebuild(IndexSettings(data_dir=former), CURRENT)
    planned = run(corpus, former, CURRENT, dry_run=True)
    assert planned.added == run(corpus, former, CURRENT).added == ("bridge.txt", "clinic.md", "tea.txt")
    assert not needs_rebuild(IndexSettings(data_dir=former), CURRENT)
    for question, source_id in (("tea houses", "tea.txt"), ("青石桥全长多少米", "bridge.txt")):
        assert found(former, question, CURRENT)[0].source.id == source_id
    assert run(corpus, former, CURRENT).unchanged == planned.added


def test_a_question_to_it_is_refused_with_the_command_that_helps(former):
    with pytest.raises(EmbedderMismatchError, match="run `footnote index --full`") as refused:
        found(former, "tea", CURRENT)
    assert "EMBED_MODEL" not in str(refused.value)


@pytest.mark.parametrize(
    ("made_with", "asked_with"), [("builtin@aaaa", "bge"), ("bge", "builtin@bbbb"), ("bge", "e5")], ids=str
)
def test_a_model_that_somebody_chose_is_never_replaced_unasked(corpus, tmp_path, made_with, asked_with):
    run(corpus, tmp_path / "data", HashingEmbedder(made_with))
    assert not needs_rebuild(IndexSettings(data_dir=tmp_path / "data"), HashingEmbedder(asked_with))
    with pytest.raises(EmbedderMismatchError, match="footnote index --full"):
        run(corpus, tmp_path / "data", HashingEmbedder(asked_with))
    assert found(tmp_path / "data", "tea", HashingEmbedder(made_with))


def test_a_rebuild_that_was_stopped_goes_on_where_it_was(corpus, former, monkeypatch):
    monkeypatch.setattr("index.updating._BATCH_CHUNKS", 1)

    def stop(done, _total, _expected):
        if done == 1:
            raise ReindexStoppedError("Stopped.")

    with pytest.raises(ReindexStoppedError):
        run(corpus, former, CURRENT, progress=stop)
    assert not is_built(IndexSettings(data_dir=former))
    report = run(corpus, former, CURRENT)
    assert (len(report.added), len(report.unchanged)) == (2, 1)
    assert is_built(IndexSettings(data_dir=former))
