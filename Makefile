# frontline: `make help` lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
AS_OF ?=
# The end of the simulated year.
DEMO_AS_OF := 2026-10-01 00:00:00
VARS := $(if $(AS_OF),--vars 'as_of: "$(AS_OF)"',)
# Unit tests bring their own rows: make test runs them, no other build needs to.
NO_UNIT_TESTS := --exclude-resource-type unit_test

# Linters run two at a time; an old make mixes what they print.
KEPT_APART := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# Nothing here talks to the network once it is installed.
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export UV_COMPILE_BYTECODE := 1
export UV_PYTHON_DOWNLOADS := never
export FRONTLINE_WAREHOUSE ?= warehouse

.PHONY: help setup demo test test-long check lint-parsed lint-sql-1 lint-sql-2 lint-sql-3 lint-rules build docs bench

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.venv/ready: pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "frontline needs Python 3.11, 3.12 or 3.13 on the PATH; or say make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		"uv==$$(awk '/^name = "uv"$$/ { getline; gsub(/[^0-9.]/, ""); print }' uv.lock)"
	$(BIN)/uv sync --frozen --quiet --python $(BIN)/python
	@touch $@

setup: .venv/ready ## install the locked tools into .venv and create an empty raw.duckdb
	@$(BIN)/python scripts/land_extracts.py --create-only

demo: setup ## simulate a support organisation, land it, build every fact, print the scorecard
	$(BIN)/python scripts/make_extracts.py $(FRONTLINE_WAREHOUSE)/demo_extracts --tickets 20000 --calls 30000 --customers --replace
	$(BIN)/python scripts/land_extracts.py $(FRONTLINE_WAREHOUSE)/demo_extracts --key-file tests/pseudonym_key.txt
	$(BIN)/dbt --quiet build $(NO_UNIT_TESTS) --vars 'as_of: "$(DEMO_AS_OF)"'
	$(BIN)/python scripts/show_scorecard.py

test: check ## everything CI runs: linters, then every test that is not long
	$(BIN)/python -m pytest -m "not long" --ignore tests/project --numprocesses 2 --dist loadscope --no-loadscope-reorder

test-long: check ## the same and the tests that take minutes
	$(BIN)/python -m pytest --ignore tests/project --numprocesses 2 --dist loadscope --no-loadscope-reorder

check: setup ## linters only: ruff, mypy, sqlfluff, yamllint, dbt parse, the project's own rules
	@$(MAKE) --no-print-directory --keep-going --jobs=2 $(KEPT_APART) lint-rules lint-sql-1 lint-sql-2 lint-sql-3

# All shares read what is parsed here, with the variables of .sqlfluff: to parse costs as much as to lint.
# Three of them, so that of two jobs none waits for the other: one has the rules, one the parse.
lint-parsed:
	@$(BIN)/dbt --quiet parse --target lint --vars 'every_shape: true'

lint-sql-1 lint-sql-2 lint-sql-3: lint-sql-%: lint-parsed
	$(BIN)/python -m tests.project.lint_sql $* 3

lint-rules:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict .
	$(BIN)/python -m pytest tests/project

build: setup ## dbt build of what was landed (AS_OF="2026-01-12 00:00:00" fixes the moment it speaks of)
	$(BIN)/dbt build $(NO_UNIT_TESTS) $(VARS)

docs: setup ## the dbt documentation as one page, target/static_index.html
	$(BIN)/dbt docs generate --static $(VARS)

bench: setup ## what a build of 100,000 simulated tickets costs, less that of an empty one (OPTIONS="--tickets 20000 --keep")
	$(BIN)/python scripts/bench.py $(OPTIONS)
