# casekit: each target sets up what it needs (.ci/setup) and then does its work.
#
#   make demo    the demo course in your browser        make test    every test
#   make bench   speed, load and loss                   make lint    style and types
#   make format  rewrites the code's layout             make clean   removes what was set up

BIN := .venv/bin
.DEFAULT_GOAL := demo
.PHONY: demo test bench lint format translations clean

demo: .venv/.ready-demo
	@$(BIN)/casekit demo

test: .venv/.ready-test
	@$(BIN)/pytest -n 3 --dist loadgroup

bench: .venv/.ready-test
	@$(BIN)/python -m tests.bench

lint: .venv/.ready-test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: .venv/.ready-test
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

# Adds the sentences that are new in the code to the French catalogue and drops those that are gone.
translations: .venv/.ready-test
	@$(BIN)/python -m tests.translations

# Stamps: made once, and again when the dependencies change.
.venv/.ready-%: pyproject.toml .ci/setup
	@bash .ci/setup $*

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist
