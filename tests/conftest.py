"""Parts shared by the tests: a hashing embedder for speed, and one index built with the real model."""

import sys

import pytest
from click.testing import CliRunner
from hypothesis import settings

import bot.cli.app
import index
from bot.settings import BotSettings
from embedders import HashingEmbedder
from index import IndexSettings, content_terms, open_coverage, open_embedder, open_names, open_retriever, reindex
from index.settings import default_cache_dir
from index.vocabulary import open_dictionary
from paths import SAMPLE

# The first example of a property may load a dictionary or a model.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
pytest_plugins = ["authors", "discord_world", "model_server", "written_world"]

_LANGUAGES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(scope="session", autouse=True)
def cache_dir(tmp_path_factory):
    """Where model and dictionary are unpacked, once for all tests: the user's own cache folder is left alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield default_cache_dir()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    """No setting and no language of the machine, and no .env of the checkout, reaches a test."""
    for name in (*IndexSettings.model_fields, *BotSettings.model_fields, *_LANGUAGES):
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
    reindex(IndexSettings(sources_dir=corpus, data_dir=data_dir), embedder)
    return data_dir


@pytest.fixture(scope="session")
def dictionary(cache_dir):
    """The dictionary, with everything that is loaded once in a process before the first question."""
    content_terms("预热一下?")
    opened = open_dictionary(cache_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def names(cache_dir):
    with open_names(IndexSettings(cache_dir=cache_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def coverage(cache_dir):
    with open_coverage(IndexSettings(cache_dir=cache_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def builtin():
    return open_embedder("builtin")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory, builtin):
    """The sample sources indexed with the real model, once for all tests: the data folder."""
    data_dir = tmp_path_factory.mktemp("sample") / "data"
    reindex(IndexSettings(sources_dir=SAMPLE, data_dir=data_dir), builtin)
    return data_dir


@pytest.fixture
def sample(sample_data, builtin):
    with open_retriever(IndexSettings(data_dir=sample_data), builtin) as retriever:
        yield retriever


@pytest.fixture
def footnote(corpus, tmp_path, monkeypatch):
    """The command line over the small sources, with the hashing embedder in the place of the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCES_DIR", str(corpus))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(index, "open_embedder", lambda *_: HashingEmbedder())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments, stdin=None):
        return CliRunner().invoke(bot.cli.app.main, list(arguments), input=stdin, prog_name="footnote")

    return run
