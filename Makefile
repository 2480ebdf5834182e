# Every target installs what it needs first; see scripts/bootstrap.sh. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?= python3
CXX := $(if $(filter default,$(origin CXX)),g++,$(CXX))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
# CMake and Ninja come from .venv, so that their versions do not depend on the system.
IN_VENV := PATH="$(CURDIR)/$(BIN):$$PATH"
# Every worker imports pandas and scipy, so many of them gain little.
PYTEST_WORKERS = -n $(CMAKE_BUILD_PARALLEL_LEVEL) --maxprocesses 8 --dist worksteal
FUZZ_SECONDS ?= 30
FUZZ_SEED ?= 1
FUZZ_CASES ?= 100000
# For the fuzz targets, which only Clang can link.
SYNTAX_ONLY := -std=c++20 -fsyntax-only -Wall -Wextra -Werror -Icpp -DTHEMESCORE_HAN_LEXICON='""' \
	$(addprefix -isystem ,$(wildcard /usr/include/eigen3 /usr/local/include/eigen3))

export PYTHON CXX
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)
# A warning is an error, as in the presets of CMake; for users it is not.
AS_THE_TESTS := --config-settings=cmake.define.THEMESCORE_WERROR=ON
# Where ccache is there, the C++ tests, the editable package and the wheel compile the core once: the same sources and
# options, under another path.
ifneq ($(shell command -v ccache),)
export CMAKE_CXX_COMPILER_LAUNCHER ?= ccache
export CCACHE_DIR ?= $(CURDIR)/build/ccache
export CCACHE_BASEDIR ?= $(CURDIR)/cpp
export CCACHE_NOHASHDIR ?= 1
endif
# Whatever is on it would be found before what .venv holds.
unexport PYTHONPATH PYTHONHOME

BUILD_PACKAGES := g++ python3-dev python3-venv libutf8proc-dev libeigen3-dev libstemmer-dev libre2-dev
TEST_PACKAGES := $(BUILD_PACKAGES) doctest-dev unicode-data

CORE_SOURCES := $(shell find cpp cmake -type f) CMakeLists.txt pyproject.toml
CXX_FILES = $(shell find cpp tests/cpp tests/fuzz benchmarks -name '*.cpp' -o -name '*.hpp')

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- what the targets stand on: system packages, .venv, dependency groups, the package itself ---

.PHONY: build-packages test-packages
build-packages:
	@scripts/bootstrap.sh packages $(BUILD_PACKAGES)
test-packages:
	@scripts/bootstrap.sh packages $(TEST_PACKAGES)

# Always asked, because a .venv can be there and broken; it returns at once when all is well.
.PHONY: venv
venv: build-packages
	@scripts/bootstrap.sh venv $(VENV)

# Not compiled beforehand: that takes longer than all else, and what is imported is compiled then.
$(VENV)/.group-%: pyproject.toml | venv
	@echo "themescore: installing the dependency group '$*'"
	@$(PIP) install -q --no-compile --group $*
	@touch $@

# Editable: a changed .py file needs nothing, a changed .cpp file recompiles itself and what depends on it.
$(VENV)/.package: $(CORE_SOURCES) $(VENV)/.group-build | venv
	@echo "themescore: building the package, which takes some minutes the first time"
	@$(IN_VENV) $(PIP) install -q --no-compile --no-build-isolation $(AS_THE_TESTS) --editable .
	@touch $@

.PHONY: develop
develop: $(VENV)/.package ## build and install the package into .venv (editable)

# --- what users run ---

.PHONY: demo
demo: $(VENV)/.package ## score the example reports: a table here, a page in themescore-demo.html
	@$(BIN)/themescore demo

.PHONY: test
test: test-cpp test-python ## build everything, run the C++ and the Python tests

.PHONY: test-cpp
test-cpp: test-packages $(VENV)/.group-build ## the C++ tests alone
	@$(IN_VENV) scripts/ctest.sh test

.PHONY: test-python
test-python: test-packages $(VENV)/.package $(VENV)/.group-test ## the Python tests alone; ARGS="-k name" chooses
	@$(BIN)/python -m pytest $(PYTEST_WORKERS) $(ARGS)

.PHONY: tools
tools: $(VENV)/.package $(VENV)/.group-test $(VENV)/.group-tools ## documents out of Hugging Face datasets and spaCy themselves
	@$(BIN)/python -m pytest tests/python/test_tools.py $(ARGS)

.PHONY: browser
browser: $(VENV)/.package $(VENV)/.group-test $(VENV)/.group-browser ## the report page and the notebook views in Chromium
	@scripts/bootstrap.sh packages chromium
	@$(BIN)/python -m pytest tests/browser $(ARGS)

.PHONY: bench
bench: $(VENV)/.package $(VENV)/.group-bench ## ratios against peers, in one run; writes benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/run.py $(ARGS)
	@echo
	@$(BIN)/python benchmarks/words.py $(ARGS)
	@echo
	@$(BIN)/python benchmarks/patterns.py $(ARGS)

.PHONY: producers
producers: $(VENV)/.package $(VENV)/.group-test ## documents made by LibreOffice and Chromium against the texts that they hold
	@$(BIN)/python benchmarks/producers.py

.PHONY: pictures
pictures: $(VENV)/.package $(VENV)/.group-test ## every plot on examples, large and awkward corpora: build/pictures/index.html
	@scripts/bootstrap.sh packages fonts-noto-cjk
	@$(BIN)/python benchmarks/pictures.py $(ARGS)

.PHONY: encodings
encodings: $(VENV)/.package $(VENV)/.group-bench ## is the encoding of a file found out? language x encoding x length
	@$(BIN)/python benchmarks/file_encodings.py --peer $(ARGS)

.PHONY: bench-commits
bench-commits: $(VENV)/.package $(VENV)/.group-bench ## is the working tree slower than BASE (HEAD)?
	@scripts/bench_commits.sh $(or $(BASE),HEAD)

.PHONY: wheel
wheel: $(VENV)/.group-build ## build dist/*.tar.gz, of it dist/*.whl, and check that in a fresh environment
	@rm -rf dist build/sdist build/wheel-check
	@$(IN_VENV) $(BIN)/python -c 'from scikit_build_core.build import build_sdist; build_sdist("dist")' >/dev/null
	@mkdir -p build/sdist
	@tar -xzf dist/*.tar.gz -C build/sdist --strip-components 1
	@CCACHE_BASEDIR=$(CURDIR)/build/sdist/cpp $(IN_VENV) \
		$(PIP) wheel -q --no-build-isolation $(AS_THE_TESTS) --no-deps --wheel-dir dist ./build/sdist
	@scripts/bootstrap.sh venv build/wheel-check
	@build/wheel-check/bin/python -m pip install -q --no-compile dist/*.whl
	@cd build/wheel-check && bin/python ../../scripts/check_wheel.py
	@ls -l dist/*

# --- what developers run before a commit ---

.PHONY: lint
lint: lint-python lint-cpp ## ruff, clang-format, mypy, do the fuzz targets compile: report, change nothing

.PHONY: lint-python
lint-python: $(VENV)/.group-lint $(VENV)/.package ## ruff, mypy, and the stub held against the module
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/python -m mypy.stubtest themescore._core --allowlist tests/python/core_stub_exceptions.txt || failed=1; \
	exit $$failed

.PHONY: lint-cpp
lint-cpp: build-packages $(VENV)/.group-lint ## clang-format, and do the fuzz targets compile
	@failed=0; \
	$(BIN)/clang-format --dry-run --Werror $(CXX_FILES) || failed=1; \
	for file in tests/fuzz/*.cpp; do $(CXX) $(SYNTAX_ONLY) "$$file" || failed=1; done; \
	exit $$failed

.PHONY: format
format: $(VENV)/.group-lint ## rewrite the sources in the project's format
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/clang-format -i $(CXX_FILES)

.PHONY: sanitize
sanitize: sanitize-thread sanitize-address sanitize-python ## all tests under sanitizers

.PHONY: sanitize-thread
sanitize-thread: test-packages $(VENV)/.group-build ## the C++ tests of threads under the thread sanitizer
	@$(IN_VENV) scripts/ctest.sh tsan

.PHONY: sanitize-address
sanitize-address: test-packages $(VENV)/.group-build ## the C++ tests under the address and undefined behaviour sanitizers
	@$(IN_VENV) scripts/ctest.sh asan

.PHONY: sanitize-python
sanitize-python: test-packages $(VENV)/.package $(VENV)/.group-test ## the Python tests of the core under the same two
	@$(IN_VENV) scripts/pytest_asan.sh $(PYTEST_WORKERS) $(ARGS)

.PHONY: coverage
coverage: test-packages $(VENV)/.package $(VENV)/.group-test $(VENV)/.group-coverage ## lines run by the tests: build/coverage/*.txt
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(IN_VENV) scripts/ctest.sh coverage
	@$(BIN)/gcovr --root . --filter cpp/themescore/ --object-directory build/coverage --txt build/coverage/cpp.txt
	@tail -n 3 build/coverage/cpp.txt
	@$(BIN)/python -m pytest -q --cov --cov-report=term $(ARGS) | tee build/coverage/python.txt

.PHONY: fuzz
fuzz: $(VENV)/.group-build ## run every fuzz target for FUZZ_SECONDS (30) each
	@scripts/bootstrap.sh packages $(BUILD_PACKAGES) clang
	@scripts/bootstrap.sh packages libclang-rt-$$(clang++ -dumpversion | cut -d. -f1)-dev
	@$(IN_VENV) scripts/fuzz.sh $(FUZZ_SECONDS)

.PHONY: fuzz-files
fuzz-files: $(VENV)/.package $(VENV)/.group-test ## damaged theme files of every format, FUZZ_SECONDS (30) of the processor each
	@$(BIN)/python tests/fuzz/theme_files.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED) $(ARGS)

.PHONY: fuzz-saved
fuzz-saved: $(VENV)/.package ## damaged files of saved scores, with the right checksum, for FUZZ_SECONDS (30) of the processor
	@$(BIN)/python tests/fuzz/saved_scores.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)

.PHONY: fuzz-patterns
fuzz-patterns: $(VENV)/.package ## FUZZ_CASES (100000) random themes and texts against the slow matcher
	@PYTHONPATH=tests $(BIN)/python -m reference.fuzz --count $(FUZZ_CASES) --seed $(FUZZ_SEED) $(ARGS)

.PHONY: untidy
untidy: $(VENV)/.package $(VENV)/.group-test ## a folder of 1,000 files, 13 of them broken, read and scored
	@PYTHONPATH=tests $(BIN)/python tests/untidy.py $(ARGS)

# Material says in every run, unless asked not to, that it stays with MkDocs 1.
.PHONY: docs
docs: $(VENV)/.group-docs ## build the documentation site: build/site/index.html
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "themescore: build/site/index.html"

.PHONY: clean
clean: ## remove what was built, keep .venv
	@rm -rf build dist themescore-demo.html $(VENV)/.package
	@rm -rf .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

.PHONY: distclean
distclean: clean ## remove .venv as well
	@rm -rf $(VENV)
