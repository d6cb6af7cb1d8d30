# Two commands matter: `make site` and `make test`. Both work on a bare machine with Python 3.11 or newer.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
SITE ?= site

.DEFAULT_GOAL := help
.PHONY: help site serve test lint types unit lock clean chromium

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.site ## Build the site in site/ and say how to look at it
	@$(BIN)/kamerspiegel build --site "$(SITE)"

serve: $(VENV)/.site ## Build the site and keep it up to date in a browser while you edit
	@$(BIN)/kamerspiegel serve

test: lint types unit ## Everything that must hold: style, types, tests (the same for people and for CI)

lint: $(VENV)/.dev
	@$(BIN)/ruff check generator benchmarks tests

types: $(VENV)/.dev
	@$(BIN)/mypy

unit: $(VENV)/.dev chromium
	@$(BIN)/python -m pytest -q $(ARGS)

# The browser tests need Chromium: Debian's package, or the one that CHROMIUM names.
chromium:
	@tests/chromium.sh

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml requirements/build.in -q --upgrade $(LOCK) -o requirements/site.txt
	@uv pip compile pyproject.toml requirements/build.in -q --upgrade $(LOCK) --extra dev -o requirements/dev.txt

LOCK := --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock"

clean: ## Remove what the commands above made
	rm -rf $(VENV) site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Locked dependencies, then this project itself, linked and not copied. A stamp file says which set is installed.
$(VENV)/.site: requirements/site.txt pyproject.toml
	@$(MAKE) --no-print-directory $(VENV)/bin/python
	@test -e $(VENV)/.dev || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@$(MAKE) --no-print-directory $(VENV)/bin/python
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (Debian: apt-get install python3 python3-venv)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "The module venv is missing (Debian: apt-get install python3-venv)" >&2; exit 2; }
