# make serve   build the graph and serve it on http://127.0.0.1:8000
# make test    everything that CI runs: style, types, tests, the built wheel

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PARTS := $(wildcard server/parts/*.js* server/parts/entries/*)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: serve build test check clean

serve: .venv/serve
	@$(BIN)/justicegraph serve --host $(HOST) --port $(PORT)

build: .venv/serve
	$(BIN)/justicegraph build

test: check
	$(BIN)/python -m pytest

check: .venv/test .venv/checks/done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "JusticeGraph needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 serve")'
	$(PYTHON) -m venv .venv

.venv/serve: pyproject.toml constraints.txt $(PARTS) | .venv/bin/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/test: pyproject.toml constraints.txt $(PARTS) | .venv/bin/python
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@ .venv/serve

# The checker of HTML; where npm is not there, its tests are skipped.
.venv/checks/done: tests/browser/package.json tests/browser/package-lock.json | .venv/bin/python
	@mkdir -p $(@D) && cp $^ $(@D)
	-cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf .venv build dist
