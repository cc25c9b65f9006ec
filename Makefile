# The README's two commands are `make demo` and `make test`; each target does what it needs of the ones before.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install lock demo run test check lint bench test-postgres test-browser catalogs

install: .venv/installed

.venv/installed: requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch .venv/installed

lock: # after a change of dependencies in pyproject.toml
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
