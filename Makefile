# Everything from a fresh clone: `make ask Q="…"` and `make test` set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# With progress bars where a person watches. Everything has the versions that were tested.
PIP = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt $$(test -t 2 || echo --quiet)
DEMO_READY := $(VENV)/.demo-ready
DEV_READY := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help ask demo run index audit audit-where-online wheel test lint pictures eval bench bench-mixed bench-growth clean

help:
	@echo 'make ask Q="Why is Putin negotiating?"   answer once from sources/'
	@echo 'make demo    the bot in a simulated Discord in the browser, without a token'
	@echo 'make run     the bot on Discord, with DISCORD_TOKEN set in .env'
	@echo 'make index   bring the index up to date with sources/'
	@echo 'make test    run all checks'
	@echo 'make eval    measure quality on the golden questions; with BENCHMARKS=FOLDER on public sets too'
	@echo 'make bench   compare with the LlamaIndex tutorial pipeline and measure speed; with BENCHMARKS=FOLDER on public texts'
	@echo 'make bench-mixed   measure what a reindex of mixed files costs beside the embedding'
	@echo 'make bench-growth BENCHMARKS=FOLDER   measure how it all grows up to 100,000 passages'

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing into $(VENV), once: about two minutes on a fast line, and 2 GB on disk' >&2
	@test "$$(uname)" != Linux || $(BIN)/python -c 'import torch' 2>/dev/null || \
	echo '(on Linux gigabytes more, and longer, unless you install the CPU build of PyTorch first: see README.md)' >&2
	@$(PIP) pip
	@echo 'Step 1 of 2: torch' >&2
	@$(PIP) torch
	@echo 'Step 2 of 2: Footnote and everything else it needs' >&2
	@$(PIP) --editable .
	@touch $@

$(DEMO_READY): $(READY)
	@echo 'Installing the simulated Discord: about a quarter of a minute on a fast line' >&2
	@$(PIP) --editable '.[demo]'
	@touch $@

$(DEV_READY): $(READY)
	@echo 'Installing what tests and checks need: about half a minute on a fast line' >&2
	@$(PIP) --editable '.[dev]'
	@touch $@

ask: $(READY)
	@test -n '$(subst ','\'',$(Q))' || { echo 'Say what to ask: make ask Q="…"' >&2; exit 2; }
	@$(BIN)/footnote ask -- '$(subst ','\'',$(Q))'

demo: $(DEMO_READY)
	@$(BIN)/footnote demo

run: $(READY)
	@$(BIN)/footnote run

index: $(READY)
	@$(BIN)/footnote index

wheel: $(READY)
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

audit: $(READY)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --retries 0 --timeout 5 pip-audit
	$(BIN)/pip-audit --requirement constraints.txt --disable-pip --no-deps --timeout 5

# What is known of the pinned packages, where the network allows; a finding is shown and stops `make audit` alone.
audit-where-online: $(READY)
	@said=$$($(MAKE) --silent audit 2>&1) && echo 'audit: no known vulnerability' || case "$$said" in \
	*'known vulnerabilit'*) echo "$$said";; *) echo 'audit: left out, nothing could be looked up';; esac

lint: $(DEV_READY) audit-where-online
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

pictures: $(DEV_READY)
	$(BIN)/python benchmarks/pictures.py

eval: $(READY)
	@$(BIN)/python benchmarks/evaluation.py $(OPTIONS)

bench: $(DEV_READY)
	$(BIN)/python benchmarks/compare.py $(if $(BENCHMARKS),--data $(BENCHMARKS))

# About six minutes on two idle cores. The files are of sentences of the sample, or of the public sets in BENCHMARKS.
bench-mixed: $(DEV_READY)
	$(BIN)/python benchmarks/mixed_files.py $(if $(BENCHMARKS),--data $(BENCHMARKS))

# With the public sets in a folder of their own: make bench-growth BENCHMARKS=FOLDER. About an hour, and 4 GB on disk.
bench-growth: $(DEV_READY)
	$(BIN)/python benchmarks/growth.py --data $(BENCHMARKS) --write docs/quality.md

clean:
	rm -rf $(VENV) .footnote .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
