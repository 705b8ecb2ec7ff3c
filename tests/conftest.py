"""Parts shared by the tests: a hashing embedder for speed, and one index built with the real model."""

import gzip
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import regex
from click.testing import CliRunner
from hypothesis import settings

import bot.cli
from bot.settings import BotSettings
from index import IndexSettings, open_embedder, open_names, open_retriever, reindex
from index.dictionary import open_dictionary
from index.settings import default_cache_dir

# The first example of a property may load a dictionary or a model.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
pytest_plugins = ["authors", "discord_world", "model_server"]

SAMPLE = Path(__file__).parent.parent / "sources"


class HashingEmbedder:
    """A real embedder of the simplest kind: each word or Chinese character hashed into one of 64 dimensions.

    ``embedded`` counts the texts it was given, for tests of what is embedded anew.
    """

    name = "hashing"
    languages = frozenset({"en", "zh"})
    max_tokens = 96

    def __init__(self, name: str = "hashing") -> None:
        self.name = name
        self.embedded = 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._tokens(text)) for text in texts]

    def embed_documents(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, 64), dtype=np.float32)

    def embed_with_parts(self, texts, parts):
        wholes = self.embed_documents(texts)
        return wholes, [
            np.array([self._vector(text[a:b]) for a, b in spans]) for text, spans in zip(texts, parts, strict=True)
        ]

    def embed_query(self, text: str) -> np.ndarray:
        return self._vector(text)

    @staticmethod
    def _tokens(text: str) -> list[str]:
        return regex.findall(r"\p{Han}|[^\s\p{Han}]+", text)

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for token in self._tokens(text):
            vector[int(hashlib.md5(token.lower().encode()).hexdigest(), 16) % 64] += 1
        return vector / np.linalg.norm(vector)


@pytest.fixture(scope="session", autouse=True)
def cache_dir(tmp_path_factory):
    """Where model and dictionary are unpacked, once for all tests: the user's own cache folder is left alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield default_cache_dir()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    """No setting of the machine, and no .env of the checkout, reaches a test."""
    for name in (*IndexSettings.model_fields, *BotSettings.model_fields):
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def embedder():
    return HashingEmbedder()


@pytest.fixture
def corpus(tmp_path):
    """A folder of three small sources: English, Chinese, mixed."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "tea.txt").write_text(
        "The Tea Houses of Brindle\n\nBrindle has 42 tea houses. The oldest of them opened in 1911 under Mira Okafor. "
        "Prices rose by 7.5 percent last year.\n\nMost guests come by tram. The tram stops at midnight.\n",
        "utf-8",
    )
    (folder / "bridge.txt").write_text(
        "青石桥的故事\n\n青石桥全长186米，建于清朝末年。桥上有二十四只石狮子。去年的维修费用是350万元。\n\n每天大约有8000人走过这座桥。\n",
        "utf-8",
    )
    (folder / "clinic.md").write_text(
        "---\ntitle: Night clinic\ndate: 2024-05-06\nauthor: Ana Reyes\n---\n\n## Opening\n\nThe night clinic opened with "
        "12 beds and 3 doctors.\n\n## 中文说明\n\n夜间诊所有12张床位和3名医生，每晚平均接待40名病人。\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def indexed(corpus, tmp_path, embedder):
    """The small sources indexed with the hashing embedder: the data folder."""
    data_dir = tmp_path / "data"
    reindex(sources_dir=corpus, data_dir=data_dir, embedder=embedder)
    return data_dir


@pytest.fixture(scope="session")
def dictionary(cache_dir):
    opened = open_dictionary(cache_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def names(cache_dir):
    with open_names(cache_dir=cache_dir) as opened:
        yield opened


@pytest.fixture(scope="session")
def builtin():
    return open_embedder("builtin")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory, builtin):
    """The sample sources indexed with the real model, once for all tests: the data folder."""
    data_dir = tmp_path_factory.mktemp("sample") / "data"
    reindex(sources_dir=SAMPLE, data_dir=data_dir, embedder=builtin)
    return data_dir


@pytest.fixture
def sample(sample_data, builtin):
    with open_retriever(data_dir=sample_data, embedder=builtin) as retriever:
        yield retriever


def written(path, items):
    """Write objects as JSON lines, packed where the name ends in ``.gz``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as out:
        out.write(lines)


@pytest.fixture
def footnote(corpus, tmp_path, monkeypatch):
    """The command line over the small sources, with the hashing embedder in the place of the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCES_DIR", str(corpus))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(bot.cli, "open_embedder", lambda _name, **_: HashingEmbedder())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments, stdin=None):
        return CliRunner().invoke(bot.cli.main, list(arguments), input=stdin)

    return run
