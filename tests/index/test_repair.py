"""What can be built again is, and nothing else is touched."""

import shutil

import pytest

from index import IndexSettings, reindex
from index.repair import repair
from index.storage import current_generation
from index.vocabulary import open_dictionary
from indexing import found


@pytest.fixture
def settings(corpus, indexed, cache_dir, tmp_path):
    open_dictionary(cache_dir).close()
    shutil.copytree(cache_dir, tmp_path / "cache")
    (indexed / "memory.sqlite3").write_bytes(b"kept")
    return IndexSettings(sources_dir=corpus, data_dir=indexed, cache_dir=tmp_path / "cache")


def overwrite(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 9000] = b"\xff" * 9000
    path.write_bytes(content)


DAMAGE = {
    "nothing": lambda _settings: None,
    "catalogue": lambda settings: [overwrite(path) for path in settings.data_dir.glob("*/catalogue.sqlite3")],
    "no catalogue": lambda settings: [path.unlink() for path in settings.data_dir.glob("*/catalogue.sqlite3*")],
    "vectors": lambda settings: [
        path.write_bytes(b"no database" * 999) for path in settings.data_dir.glob("*/chroma/chroma.sqlite3")
    ],
    "no vectors": lambda settings: shutil.rmtree(current_generation(settings.data_dir) / "chroma"),
    "pointer": lambda settings: (settings.data_dir / "current").write_text("index-none"),
    "dictionary": lambda settings: [overwrite(path) for path in settings.cache_dir.glob("dictionary-*")],
    "changed source": lambda settings: (settings.sources_dir / "tea.txt").write_text(
        "Brindle has 42 tea houses, and one more."
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_built_again(settings, embedder, damage):
    DAMAGE[damage](settings)
    told = " ".join(repair(settings, embedder))
    assert ("was damaged" in told) == (damage == "dictionary")
    assert ("built anew" in told) == (damage in {"catalogue", "no catalogue", "vectors"})
    assert reindex(settings, embedder).added == ()
    passage, *_ = found(settings.data_dir, "How many tea houses does Brindle have?")
    assert passage.source.id == "tea.txt"
    assert passage.meaning > 0
    assert (settings.data_dir / "memory.sqlite3").read_bytes() == b"kept"
