# What there is to type: `make run` answers the question, `make test` checks the program.
# A fresh machine needs python3 (3.11 or newer), make and a package index; nothing else.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= runs/dak-lak
WORKERS ?= 2
CATALOGUE := src/cccd_sim/locale/vi/LC_MESSAGES/cccd_sim.po
SCENARIOS := directive-2-kits two-kits-50-per-kit promised-32-office-hours \
	promised-32-campaign purchase-quotation purchase-open-tender late-delivery \
	borrowed-kits mobile-teams local-suspension card-plant-limit
REPLICATIONS ?= 10
FEW ?= 2
PINNED := --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

.PHONY: help ready run test check slow bench backtest docs notebooks strings lock clean
.DELETE_ON_ERROR:

help:
	@echo "make run        install, simulate the shipped scenarios of Đắk Lắk, print the answer"
	@echo "make test       install, check, fast tests"
	@echo "make check      format, lint, types, import contract"
	@echo "make slow       the tests that take minutes"
	@echo "make bench      how fast one replication is, against plain SimPy and the floor; a country"
	@echo "make backtest   write the frozen tables of tests/backtest anew; review the difference"
	@echo "make docs       the documentation as a site, in build/docs/html"
	@echo "make notebooks  make every notebook (.ipynb) and run it, with few replications"
	@echo "make strings    collect the texts that people read into the message catalogue"
	@echo "make lock       pin the dependencies anew (needs uv)"
	@echo "make clean      remove .venv and caches; runs are kept"

# ---- set-up ---------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "cccd-sim needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make .venv; on Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; }

.venv/run: requirements/run.txt pyproject.toml hatch_build.py | $(BIN)/python
	@echo "Installing into .venv (once; about a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(CATALOGUE:.po=.mo): $(CATALOGUE) | .venv/run
	@$(BIN)/python hatch_build.py

ready: .venv/run $(CATALOGUE:.po=.mo)

.venv/dev: requirements/dev.txt .venv/run
	@echo "Installing what tests need into .venv …" >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/docs: requirements/docs.txt .venv/run
	@echo "Installing what documentation and notebooks need into .venv …" >&2
	@$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@

# ---- the answer -----------------------------------------------------------------------------

run: ready
	@$(BIN)/cccd-sim compare $(SCENARIOS) --replications $(REPLICATIONS) --out $(OUT) --force

# ---- is it right? ---------------------------------------------------------------------------

check: ready .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/pytest -n $(WORKERS)

slow: ready .venv/dev
	$(BIN)/pytest -m slow -n $(WORKERS) --maxschedchunk 1 --maxfail 1

bench: ready
	$(BIN)/python benchmarks/replication.py
	$(BIN)/python benchmarks/tables.py
	$(BIN)/python benchmarks/laws.py
	$(BIN)/python benchmarks/nation.py

backtest: ready
	$(BIN)/python tests/backtest/freeze.py

docs: ready .venv/docs
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --builder html docs build/docs/html
	@echo "build/docs/html/index.html"

notebooks: ready .venv/docs
	@$(BIN)/jupytext --quiet --to ipynb notebooks/*.py
	@for notebook in notebooks/*.ipynb; do \
		REPLICATIONS=$(FEW) $(BIN)/jupyter-execute "$$notebook" || exit 1; done

# ---- upkeep ---------------------------------------------------------------------------------

strings: .venv/run
	@mkdir -p build
	$(BIN)/pybabel -q extract --no-default-keywords --keyword say:2 --keyword N_ --sort-by-file \
		--add-location file --omit-header --output-file build/cccd_sim.pot src/cccd_sim
	$(BIN)/pybabel -q update --locale vi --no-fuzzy-matching --ignore-obsolete --omit-header \
		--input-file build/cccd_sim.pot --output-file $(CATALOGUE)

lock:
	$(UV) pip compile $(PINNED) --upgrade --extra parquet --extra analysis --extra office --extra dev pyproject.toml \
		--output-file requirements/dev.txt
	$(UV) pip compile $(PINNED) --upgrade --extra docs --extra notebooks pyproject.toml \
		--constraint requirements/dev.txt --output-file requirements/docs.txt
	echo "hatchling>=1.27" | $(UV) pip compile $(PINNED) --upgrade --extra office pyproject.toml - \
		--constraint requirements/dev.txt --output-file requirements/run.txt

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +
