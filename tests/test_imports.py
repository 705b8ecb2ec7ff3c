"""What each command imports: a library that takes seconds to load is paid for only by what needs it."""

import os
import subprocess
import sys

import pytest

from paths import ROOT, SAMPLE

# Each takes longer to import than an answer takes to find.
SLOW = {
    "discord", "llama_index", "networkx", "openai", "scipy", "sentence_transformers", "sklearn", "sympy", "torch",
    "transformers",
}  # fmt: skip
# What reads files, and is needed only where a source has changed.
READERS = {"docx", "openpyxl", "pptx", "pypdfium2", "odfdo", "feedparser", "trafilatura"}
# Help and wrong arguments need nothing but the definitions of the commands.
HELP = {"chromadb", "index", "numpy", "onnxruntime", "pydantic", "regex", "rich"} | SLOW
_STARTED = """
import sys
sys.argv = ["footnote", *sys.argv[1:]]
from bot.__main__ import run
try:
    run()
finally:
    print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.fixture
def imported(sample_data, cache_dir):
    """The packages that are loaded when a command ends."""

    def run(*arguments):
        environment = dict(
            os.environ, SOURCES_DIR=str(SAMPLE), DATA_DIR=str(sample_data), CACHE_DIR=str(cache_dir), PYTHONPATH=str(ROOT)
        )  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-c", _STARTED, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        return set(ended.stderr.splitlines()[-1].split())

    return run


@pytest.mark.parametrize("system", ["zh_CN.UTF-8", "zh_TW.UTF-8"])
@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ask", "--bogus"]], ids=" ".join)
def test_chinese_help_needs_no_more_than_the_texts(imported, monkeypatch, arguments, system):
    monkeypatch.setenv("LANG", system)
    assert not imported(*arguments) & HELP


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], HELP),
        (["ask", "--help"], HELP),
        (["ask", "--bogus"], HELP),
        (["ask", "Why is Putin negotiating?"], SLOW | READERS),
        (["ask", "俄罗斯的通货膨胀率是多少？"], SLOW | READERS),
        (["search", "gold"], SLOW | READERS),
        (["summary", "--all", "--sentences", "3"], SLOW | READERS),
        (["sources"], SLOW | READERS | {"chromadb", "onnxruntime"}),
        (["doctor"], SLOW),
        (["index"], SLOW),
        (["run"], SLOW - {"discord"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_needs(imported, arguments, unwanted):
    loaded = imported(*arguments)
    assert "bot" in loaded
    assert not loaded & unwanted


def test_a_reindexing_process_imports_neither_torch_nor_discord():
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.service.reindexing.child_process, sys; print(*sys.modules)"],
        env=dict(os.environ, PYTHONPATH=str(ROOT)), capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert not SLOW & set(loaded)
