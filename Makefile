# make run    set up everything, build the knowledge base from corpus/, open the app
# make test   lint, types, import contracts, and every test
# make lint   lint, types and import contracts alone
# make bench  the measurements of tests/bench (slow; wants the real documents beside the project)

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
AXE    := 4.14.1  # axe-core, which the accessibility tests run in the browser

.PHONY: run test lint bench clean

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --constraint constraints.txt "torch==2.13.0"
	$(BIN)/pip install --constraint constraints.txt --editable ".[dev,ocr]"
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
	else echo "axe-core could not be installed (it wants npm): accessibility is not tested"; fi

test: lint $(VENV)/.axe
# A worker that dies ends the run and is named: xdist's replacement for it can wait for ever.
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --max-worker-restart 0 --durations 10

bench: $(VENV)/.ready
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
