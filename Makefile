# Everything from a fresh clone: `make ask Q="…"` and `make test` set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO_READY := $(VENV)/.demo-ready
DEV_READY := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help ask demo run index test lint pictures eval bench clean

help:
	@echo 'make ask Q="Why is Putin negotiating?"   answer once from sources/'
	@echo 'make demo    the bot in a simulated Discord in the browser, without a token'
	@echo 'make run     the bot on Discord, with DISCORD_TOKEN set in .env'
	@echo 'make index   bring the index up to date with sources/'
	@echo 'make test    run all checks'
	@echo 'make eval    measure quality on the golden questions; with BENCHMARKS=FOLDER on public sets too'
	@echo 'make bench   compare with the LlamaIndex tutorial pipeline and measure speed'

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing into $(VENV); the first time takes a few minutes.' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEMO_READY): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[demo]'
	@touch $@

$(DEV_READY): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
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

lint: $(DEV_READY)
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
	$(BIN)/python benchmarks/compare.py

clean:
	rm -rf $(VENV) .footnote .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
