# make run: serve the dashboard. make test: everything that must hold. make bench: how fast it is. All on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
#: Who else may come: HOST=0.0.0.0 for the whole network.
HOST ?= localhost

.PHONY: help run curate build publish test lint release-check unit tools replicas soak bench codebook lock audit clean

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: build ## install, build the evidence base and serve it on http://localhost:8501
	@echo "Leukaemia evidence: http://localhost:$(PORT)"
	$(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

build: $(VENV)/run.stamp ## check the study files and publish a new data version
	$(BIN)/python -m etl build

curate: $(VENV)/run.stamp ## the curators' bench on http://127.0.0.1:8502, for this machine alone
	$(BIN)/python -m curate

#: Folders of the replicas, each with a copy of its own; see deploy/README.md.
REPLICAS ?= deploy/replicas/1 deploy/replicas/2 deploy/replicas/3

publish: build ## build, and move the new data version into every replica without a restart
	$(BIN)/python -m etl publish $(REPLICAS)

test: lint unit ## lint, import contracts, all tests (installs browser, nginx, R and LibreOffice where missing)

lint: $(VENV)/dev.stamp ## style, formatting, direction of imports, types, study files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m etl check
	$(BIN)/python -m etl translations

release-check: test ## what a release needs beside the tests: every message in every language
	$(BIN)/python -m etl translations --release

unit: $(VENV)/dev.stamp tools
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

#: What the tests need beside Python, as command:Debian package. nginx stands before three replicas, R recomputes the
#: figures, LibreOffice opens the slides.
SYSTEM := chromium:chromium nginx:nginx Rscript:r-base-core soffice:libreoffice-impress
#: What has no command: packages of R, and the font of Chinese handouts and pictures.
PACKAGES := r-cran-metafor r-cran-lme4 r-cran-iso fonts-noto-cjk

tools:
	@missing=""; \
	for tool in $(SYSTEM); do PATH=$$PATH:/usr/sbin command -v $${tool%%:*} >/dev/null 2>&1 || missing="$$missing $${tool##*:}"; done; \
	for package in $(PACKAGES); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
		echo "Installing for the tests:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null || { \
			echo "Install (Debian: apt-get install$$missing) and run make test again" >&2; exit 1; }; fi

replicas: $(VENV)/dev.stamp tools ## two minutes of readers on three replicas, publishes and killed ones; SECONDS=600 for ten
	REPLICA_SECONDS=$(or $(SECONDS),120) $(BIN)/python -m pytest -q -s tests/test_replicas.py -k unnoticed

soak: $(VENV)/dev.stamp tools ## strangers who ask for much, then half an hour of fifty readers; SECONDS=600 for ten minutes
	SOAK_SECONDS=$(or $(SECONDS),1800) $(BIN)/python -m pytest -q -s tests/test_soak.py

#: The benches measure peers too; those stay out of the environment of the tests.
BENCH := .venv-bench

bench: $(BENCH)/stamp ## measure speed against its goals; NAMES="clicks sessions" for some of the benches
	@command -v chromium >/dev/null && PATH=$$PATH:/usr/sbin command -v nginx >/dev/null || { \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium nginx-light >/dev/null; }
	$(BENCH)/bin/python -m bench $(NAMES)

$(BENCH)/stamp: requirements-bench.lock
	$(call installed,$(BENCH),$<)
	@touch $@

codebook: $(VENV)/run.stamp ## write data/README.md anew from vocabulary, models and schema, and data/pages.json from the pages
	$(BIN)/python -m etl codebook
	$(BIN)/python -m dashboard.listed

clean: ## remove the environment and the built files
	rm -rf $(VENV) $(BENCH) $(TOOLS) data/build

#: Every package with its version and hashes, for every system and Python; the .txt files say which are wanted and why.
LOCKS := requirements.lock requirements-dev.lock requirements-bench.lock requirements-tools.lock
TOOLS := .venv-tools

lock: $(TOOLS)/stamp ## pin what the requirements need, with hashes; UPGRADE=--upgrade takes the newest that fit
	for lock in $(LOCKS); do $(TOOLS)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-find-links $(UPGRADE) $${lock%.lock}.txt -o $$lock || exit 1; done

audit: $(TOOLS)/stamp ## look the pinned packages up among the known vulnerabilities
	@for lock in $(LOCKS); do $(TOOLS)/bin/pip-audit --strict --disable-pip --require-hashes -r $$lock || { \
		echo "$$lock: not clean, or not looked up at all: the line above says which package and why" >&2; exit 1; }; done

#: An environment of exactly the files whose hashes a lock names.
define installed
	$(PYTHON) -m venv $(1) || { echo "python3-venv is missing (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(1)/bin/pip install -q --disable-pip-version-check --require-hashes -r $(2)
endef

$(VENV)/run.stamp: requirements.lock
	$(call installed,$(VENV),$<)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	$(call installed,$(VENV),$<)
	@touch $@ $(VENV)/run.stamp

$(TOOLS)/stamp: requirements-tools.lock
	$(call installed,$(TOOLS),$<)
	@touch $@
