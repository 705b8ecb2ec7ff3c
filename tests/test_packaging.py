"""What is shipped is whole: the wheel with its data, the container, the unit, the pins."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest
import yaml

from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = {
    re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower(): line.partition("==")[2].strip()
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if "==" in line
}
NOT_SHIPPED = {"README.md"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "--wheel-dir",
        str(folder),
    ]
    # A copy: building writes beside the sources.
    copy = folder / "copy"
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in filter(None, tracked):
        if name.startswith(("bot/", "index/", "prompts/")) or name in {"pyproject.toml", "README.md"}:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).hardlink_to(ROOT / name)
    subprocess.run([*command, str(copy)], check=True, capture_output=True)
    (made,) = folder.glob("footnote-*.whl")
    return made, {name for name in tracked if name.startswith(("bot/", "index/", "prompts/"))}


def test_the_wheel_holds_every_module_and_all_data(wheel):
    made, tracked = wheel
    with zipfile.ZipFile(made) as archive:
        held = set(archive.namelist())
    assert not {name for name in tracked - held if name.rpartition("/")[2] not in NOT_SHIPPED}
    assert not [name for name in held if name.startswith(("tests/", "benchmarks/", "sources/"))]


def test_the_installed_wheel_answers(wheel, tmp_path, cache_dir, corpus):
    made, _ = wheel
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "site")
    environment = {
        **os.environ, "PYTHONPATH": str(tmp_path / "site"), "SOURCES_DIR": str(corpus), "DATA_DIR": str(tmp_path / "data"),
        "CACHE_DIR": str(cache_dir),
    }  # fmt: skip
    code = (
        "import bot, sys; sys.argv = ['footnote', 'ask', '--json', '青石桥有多长？']; assert 'site' in bot.__file__\n"
        "from bot.__main__ import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "186" in done.stdout, done.stderr


def required(requirements):
    names = (re.match(r"[\w.-]+(?=\[|[=><~ ]|$)", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name} - {"footnote"}


def test_every_dependency_is_pinned():
    extras = PROJECT["optional-dependencies"].values()
    wanted = required(PROJECT["dependencies"]).union(*map(required, extras))
    assert not {name for name in wanted if name not in PINS and not name.startswith("types-")}


def test_the_container_runs_as_nobody_in_particular_and_says_how_it_is():
    text = (ROOT / "Dockerfile").read_text("utf-8")
    stages = text.split("FROM ")[1:]
    assert "\nUSER footnote" in stages[-1]
    assert "HEALTHCHECK" in stages[-1]
    assert all(re.match(r"\S+:\d[\w.-]+", stage) for stage in stages)  # never :latest
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    assert all((ROOT / name).exists() for names in copied for name in names.split())
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert {name for names in copied for name in names.split()} <= allowed


def test_the_services_keep_what_must_last_in_volumes_and_the_server_is_the_version_that_was_tested():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert services["chroma"]["image"] == f"chromadb/chroma:{PINS['chromadb']}"
    assert services["bot"]["depends_on"]["chroma"]["condition"] == "service_healthy"
    assert any(volume.endswith(":/data") for volume in services["bot"]["volumes"])
    assert all(service["restart"] == "unless-stopped" for service in services.values())


def test_settings_in_unit_and_container_exist():
    known = {
        line.partition("=")[0]
        for line in (ROOT / ".env.example").read_text("utf-8").splitlines()
        if "=" in line and line[0] != "#"
    }
    unit, container = ((ROOT / name).read_text("utf-8") for name in ("deploy/footnote.service", "Dockerfile"))
    named = set(re.findall(r"\b([A-Z]+_[A-Z_]+)=", unit + container))
    assert named - {"PYTHONUNBUFFERED"} <= known


def test_every_installation_says_first_what_it_does_and_how_long_it_takes():
    """Of everything that ``make`` installs, also of what a newcomer meets first: ``make demo``."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installing = [lines for lines in makefile.split("\n\n") if "$(PIP) --editable" in lines]
    assert len(installing) == 3
    for recipe in installing:
        said = recipe[: recipe.index("$(PIP)")]
        assert re.search(r"echo 'Installing .*(?:minutes?|seconds)", said), recipe


@pytest.mark.parametrize("target", ["ask", "demo"])
def test_what_a_newcomer_starts_with_says_so_at_the_start_of_a_fresh_set_up_as_the_readme_does(tmp_path, target):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    python = tmp_path / "python"  # does nothing, so that nothing is installed
    python.write_text(
        '#!/bin/sh\ntest "$2" != venv || { mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/footnote; }\n'
    )
    python.chmod(0o755)
    done = subprocess.run(
        ["make", target, "Q=x", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    first = done.stderr.splitlines()[0]
    length = re.search(r"about [\w ]+ on a fast line, and \d GB on disk", first)
    assert first.startswith("Installing into .venv, once")
    assert length
    assert length[0].replace(",", "") in " ".join((ROOT / "README.md").read_text("utf-8").split())
