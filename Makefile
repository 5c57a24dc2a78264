# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
# Only python3 (3.11 or newer), pip, make and git are needed.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# uv installs in seconds what takes pip a minute; where it is not to be had, pip does it.
INSTALL = UV_FIND_LINKS="$$PIP_FIND_LINKS" $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python
SHARED := $(if $(AVERRAL_SHARED),$(AVERRAL_SHARED),$(if $(wildcard ../shared),$(abspath ../shared)))
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo up test lint protos bench clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q 'uv>=0.5,<1' || true

$(VENV)/.light: pyproject.toml | $(BIN)/python
	$(INSTALL) -e . || $(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/.full: pyproject.toml | $(BIN)/python
	$(INSTALL) -e '.[dev,models]' || $(BIN)/python -m pip install -q -e '.[dev,models]'
	touch $(VENV)/.light $@

setup: $(VENV)/.light ## Install averral into .venv; the command is .venv/bin/averral

demo: setup ## Start everything, ingest seeds/, print findings and answers, stop
	$(BIN)/averral demo seeds

up: setup ## Start everything and leave it running until Ctrl-C
	$(BIN)/averral dev

test: $(VENV)/.full lint ## Everything: formatting, types, import contracts, tests
	$(if $(SHARED),AVERRAL_SHARED="$(SHARED)") $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests

lint: $(VENV)/.full ## ruff, mypy, import contracts
	$(BIN)/ruff format --check services tests
	$(BIN)/ruff check services tests
	$(BIN)/mypy
	$(BIN)/lint-imports

protos: $(VENV)/.full ## Generate services/averral/v1 from protos/
	$(BIN)/python protos/generate.py

bench: $(VENV)/.full ## Benchmarks as ratios to a peer in the same run
	missed=; for bench in tests/benchmarks/bench_*.py; do PYTHONPATH=tests $(BIN)/python $$bench || missed="$$missed $$bench"; done; \
		test -z "$$missed" || { echo "Targets missed:$$missed"; exit 1; }

clean: ## Remove the environment and what was generated at run time
	rm -rf $(VENV) .averral .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
