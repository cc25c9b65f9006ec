# The README's two commands are `make demo` and `make test`; each target does what it needs of the ones before.
PYTHON ?= python3
BIN := .venv/bin
WHOLE := not browser and not long and not chaos and not apart
EVERYDAY := $(WHOLE) and not whole
APART := apart and not long and not chaos
PYTEST := $(BIN)/pytest -n 2 --dist worksteal
export PYTHONDONTWRITEBYTECODE := # wherever it is set: each process would compile everything anew

.PHONY: install lock catalogs demo run everyday test test-postgres test-browser test-long chaos chaos-postgres lint check bench

install: .venv/installed

.venv/installed: requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch .venv/installed

lock: install # after a change of dependencies in pyproject.toml
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate tests/bench/baselines/requirements.in -o tests/bench/baselines/requirements.txt

catalogs: install # after a change of what the bot says
	$(BIN)/python -m tests.catalogs

demo: install
	$(BIN)/python -m bot demo

run: install
	$(BIN)/python -m bot run

everyday: install # two minutes, while one works
	$(PYTEST) -m "$(EVERYDAY)"

test: install # all, then short forms of the chaos and the bench with the bot as a process; SQLite
	$(PYTEST) -m "$(WHOLE)"
	$(PYTEST) -m "$(APART)"

test-postgres: install # what may differ there, on a PostgreSQL that is started for it
	$(PYTEST) -m "$(WHOLE)" --postgres
	$(PYTEST) -m "$(APART)" --postgres

test-browser: install # needs Debian's chromium and fonts-noto-cjk
	$(BIN)/pytest -m browser

test-long: install # ten thousand random months, every button of every screen: a quarter of an hour
	$(PYTEST) -m long

chaos: install # hundreds of kills, storms and outages: most of an hour
	$(BIN)/pytest -m chaos -rP

chaos-postgres: install # the same on a PostgreSQL that is started for it
	$(BIN)/pytest -m chaos -rP --postgres

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: install # over HTTP, beside the libraries' own bots; then an import beside the bare reading of it
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.bench_import
