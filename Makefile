# The only door: `make help` lists what is behind it.
VENV ?= .venv
PYTHON ?= python3
PY := $(VENV)/bin/python
export PYTHONPATH := $(CURDIR)/code/src:$(CURDIR)/book/_ext
export PATH := $(abspath $(VENV))/bin:$(PATH)
READY := $(VENV)/.ready
BUILD := $(PY) -m m4ds_book.build

.PHONY: help site pdf notebooks links live test quick search lint bench lock clean

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(READY): requirements.txt requirements-build.txt code/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else 0'
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-build.txt
	@touch $@

site: $(READY)  ## the site, into _build/html
	@$(BUILD) site

pdf: $(READY)  ## the book as PDF, into _build/pdf
	@$(BUILD) pdf

notebooks: $(READY)  ## a notebook for each chapter, into _build/notebooks
	@$(BUILD) notebooks

links: $(READY)  ## check the links to other sites
	@$(BUILD) links

live: $(READY)  ## edit, save, see it, at the address it prints
	@$(BUILD) live

test: $(READY)  ## everything: library, chapters, site, notebooks, PDF
	@$(PY) -m m4ds_book.system
	@$(BUILD) site notebooks pdf
	@$(PY) -m m4ds_book.lint
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest -n 2 --dist loadfile

quick: $(READY)  ## the tests that need no build
	@$(PY) -m pytest -q tests/m4ds tests/book tests/course code/src

search: $(READY)  ## look for inputs that break the library: 2,000 new ones a property
	@$(PY) -m pytest -q -n 2 --dist loadfile --hypothesis-profile=search tests/m4ds

lint: $(READY)  ## style, layers, spelling
	@$(PY) -m ruff check .
	@$(VENV)/bin/lint-imports --config pyproject.toml
	@$(VENV)/bin/codespell book code tests benchmarks README.md CONTRIBUTING.md

bench: $(READY)  ## build, pages and library, each beside a peer
	@OMP_NUM_THREADS=1 $(PY) -m benchmarks.run
lock:  ## renew the exact versions in requirements.txt and requirements-build.txt
	rm -rf _build/lock && $(PYTHON) -m venv _build/lock
	_build/lock/bin/pip install --quiet -r requirements.in
	(echo "# Written by make lock from requirements.in: what runs any chapter."; _build/lock/bin/pip freeze; echo ./code) > requirements.txt
	_build/lock/bin/pip freeze > _build/lock/kernel
	_build/lock/bin/pip install --quiet -r requirements-build.in
	(echo "# Written by make lock from requirements-build.in: what builds and tests the book."; echo "-r requirements.txt"; \
	  _build/lock/bin/pip freeze | grep -vxFf _build/lock/kernel) > requirements-build.txt
	rm -rf _build/lock

clean:  ## remove everything that was built
	rm -rf _build
