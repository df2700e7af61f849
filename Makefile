# make serve      build the graph and serve it on http://127.0.0.1:8000
# make docs       write the generated parts of docs/ anew
# make test-fast  the tests without servers and browsers, in a minute: for the edit loop
# make test       everything that CI runs: style, types, all tests but the long ones
# make test-long  the tests that take more than half a minute each
# make lock       choose the newest versions of all dependencies, with their checksums

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
TESTS := $(BIN)/python -m pytest --numprocesses 2
PARTS := $(wildcard server/parts/*.js* server/parts/entries/*)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCKS := pyproject.toml $(wildcard requirements/*.lock)
LOCKED := $(PIP) install --require-hashes --no-build-isolation --use-pep517
ITSELF := $(PIP) install --no-deps --no-build-isolation --editable .
NODE := $(if $(shell command -v npm),,--requirement requirements/node.lock)
UV := 0.13.8
CHOOSE := .venv/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

.PHONY: serve build docs test test-fast test-long check lock clean

serve: .venv/serve
	@$(BIN)/justicegraph serve --host $(HOST) --port $(PORT)

build: .venv/serve
	$(BIN)/justicegraph build

docs: .venv/test
	$(BIN)/python -m scripts.docs

test: check
	$(TESTS) -m "not long"

test-fast: .venv/test
	$(TESTS) -m "not (whole or long)"

test-long: .venv/test
	$(BIN)/python -m pytest -m long

check: .venv/test .venv/checks/done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "JusticeGraph needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 serve")'
	$(PYTHON) -m venv .venv

# Versions and checksums of all that is installed are in requirements/; `make lock` makes them anew.
.venv/serve: $(LOCKS) $(PARTS) | .venv/bin/python
	$(LOCKED) --requirement requirements/build.lock $(NODE)
	$(LOCKED) --requirement requirements/run.lock
	$(ITSELF)
	@touch $@

.venv/test: $(LOCKS) $(PARTS) | .venv/bin/python
	$(LOCKED) --requirement requirements/build.lock $(NODE)
	$(LOCKED) --requirement requirements/test.lock
	$(ITSELF)
	@touch $@ .venv/serve

.venv/spark: requirements/spark.lock .venv/test
	$(LOCKED) --requirement requirements/spark.lock
	@touch $@

lock: | .venv/bin/python
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet uv==$(UV)
	$(CHOOSE) --group build --output-file requirements/build.lock
	$(CHOOSE) --group node --output-file requirements/node.lock
	$(CHOOSE) --constraint requirements/build.lock --extra test --output-file requirements/test.lock pyproject.toml
	$(CHOOSE) --constraint requirements/test.lock --output-file requirements/run.lock pyproject.toml
	echo pyspark | $(CHOOSE) --output-file requirements/spark.lock -

# The checker of HTML; where npm is not there, its tests are skipped.
.venv/checks/done: tests/browser/package.json tests/browser/package-lock.json | .venv/bin/python
	@mkdir -p $(@D) && cp $^ $(@D)
	-cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf .venv build dist
