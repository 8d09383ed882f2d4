# Every target makes what it needs: a virtual environment that holds the built wheel, never the source tree.
# `make help` lists the targets; VENV=… and PYTHON=… name another environment or interpreter.

PYTHON ?= python3
VENV ?= .venv-wheel
override VENV := $(abspath $(VENV))
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
LOWEST := $(abspath .venv-lowest)
UV := $(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python
CASES ?=
PLATFORM := tests/fixtures/platform
WORK := benchmarks/work
TESTS ?= tests
ARGUMENTS ?=

# Folders count, too: a file that is gone changes the time of the folder it was in.
SHIPPED := $(shell find src codemods rules -not -path '*__pycache__*' -not -path '*.egg-info*') \
	pyproject.toml MANIFEST.in README.md LICENSE

.DEFAULT_GOAL := help
.PHONY: help tools test unit platform typescript lint demo real exam names bench hooks compare notice fuzz lowest docs format clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

# --- environments and the wheel ---------------------------------------------------------------------------------------

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "flowcodemod needs Python >= 3.11; say which with PYTHON=…" >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

# Built from a copy: setuptools keeps files of earlier builds in the tree it builds in, and would ship them.
build/wheel: $(SHIPPED) | $(VENV)/made
	@rm -rf build/tree build/wheel
	@mkdir -p build/tree
	@cp -R src codemods rules pyproject.toml MANIFEST.in README.md LICENSE build/tree
	@$(PIP) wheel --no-deps --wheel-dir build/wheel ./build/tree
	@touch $@

$(VENV)/package: build/wheel
	@echo "installing $$(ls build/wheel)"
	@$(PIP) install build/wheel/*.whl
	@$(PIP) install --force-reinstall --no-deps build/wheel/*.whl
	@touch $@

$(VENV)/tools: pyproject.toml | $(VENV)/made
	@echo "installing the test and lint tools"
	@$(PIP) install --group test --group lint --group platform
	@mkdir -p build && rm -rf build/chatvendor && cp -R tests/fixtures/chatvendor build
	@$(PIP) install --no-deps ./build/chatvendor
	@touch $@

tools: $(VENV)/package $(VENV)/tools ## the environment itself, for hooks and editors

# --- what CI runs -----------------------------------------------------------------------------------------------------

test: lint platform unit ## the whole suite: linters, then the tests, against the installed wheel

lint: $(VENV)/package $(VENV)/tools ## ruff, mypy strict, the layers and our own gate, on the installed wheel
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	cd build && $(BIN)/mypy --config-file ../pyproject.toml -p flowcodemod
	cd build && $(BIN)/lint-imports --config ../pyproject.toml --no-logo
	$(BIN)/flowcodemod check

unit: $(VENV)/package $(VENV)/tools ## the tests alone: make unit TESTS=tests/model
	$(BIN)/python -m pytest -q $(ARGUMENTS) $(TESTS)

platform: $(VENV)/tools ## the fixture platform's own tests
	$(BIN)/python tests/fixtures/check_platform.py
	cd $(PLATFORM) && $(BIN)/python -m pytest -q tests consistency

typescript: $(VENV)/package $(VENV)/tools ## the platform's frontend and public packages, type-checked before and after (npm)
	npm install --silent --no-audit --no-fund --prefix $(WORK)/typescript typescript@5
	$(BIN)/python -m pytest -q tests/platform/test_platform_typescript.py
	$(BIN)/python benchmarks/typescript.py --work $(WORK)/typescript-packages

lowest: build/wheel $(VENV)/tools ## the suite on the lowest versions of every dependency
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python -m pip -qq install uv
	@$(UV) --resolution lowest-direct -r pyproject.toml --group test --group platform
	@$(UV) --no-deps build/wheel/*.whl ./build/chatvendor
	$(LOWEST)/bin/python -m pytest -q $(ARGUMENTS) $(TESTS)

# --- to look at -------------------------------------------------------------------------------------------------------

demo: $(VENV)/package $(VENV)/tools ## inventory, plan, apply, prove, check and rollback on the fixture platform
	@PATH="$(BIN):$$PATH" $(BIN)/python benchmarks/demo.py

real: $(VENV)/package ## the whole path on openai-agents 0.24.0, as one table
	@$(BIN)/python benchmarks/real.py --work $(WORK)

exam: $(VENV)/package ## rename in public packages and run their tests: make exam CASES=requests-oauthlib
	PYTHONPATH=benchmarks $(BIN)/python -m exam --work $(WORK)/exam $(CASES)

names: $(VENV)/package ## rename classes, functions, methods and modules of public packages: make names CASES=webargs
	PYTHONPATH=benchmarks $(BIN)/python -m names --work $(WORK)/exam $(CASES)

bench: $(VENV)/package ## time and memory, each beside the plain thing it is compared with
	@$(BIN)/python benchmarks/bench.py --work $(WORK)

hooks: $(VENV)/package $(VENV)/tools ## our hook as pre-commit installs it elsewhere, from the last commit
	@$(BIN)/python benchmarks/hooks.py --work $(WORK)

compare: $(VENV)/package ## the inventory beside an independent text search, on four code bases
	@$(BIN)/python benchmarks/compare_inventory.py --work $(WORK)

notice: $(VENV)/package $(VENV)/tools ## do the platform's tests notice a missing group, and is every slice whole?
	$(BIN)/python benchmarks/slices.py
	$(BIN)/python benchmarks/notice.py

fuzz: $(VENV)/package $(VENV)/tools ## look for failures for a while: properties, mutated files, kills at every step
	$(BIN)/python -m pytest -q --hypothesis-profile=many $(ARGUMENTS) $(TESTS)
	$(BIN)/python benchmarks/mutate.py
	$(BIN)/python benchmarks/kill.py

docs: $(VENV)/package $(VENV)/tools ## check what the documents show against what the program prints
	$(BIN)/python -m pytest -q tests/cli/test_cli_documents.py

format: $(VENV)/tools ## sort imports and format
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

clean: ## remove what make has made
	rm -rf build $(VENV) $(LOWEST)
