# make run: serve the dashboard. make test: everything that must hold. make bench: how fast it is. All on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: help run build test lint unit tools bench codebook clean

help: ## what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: build ## install, build the evidence base and serve it on http://localhost:8501
	@echo "Leukaemia evidence: http://localhost:$(PORT)"
	$(BIN)/streamlit run app.py --server.port $(PORT)

build: $(VENV)/run.stamp ## check the study files and publish a new data version
	$(BIN)/python -m etl build

test: lint unit ## lint, import contracts, all tests (installs browser, R and LibreOffice where missing)

lint: $(VENV)/dev.stamp ## style, formatting, direction of imports, study files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m etl check

unit: $(VENV)/dev.stamp tools
	$(BIN)/python -m pytest -q

#: What the tests need beside Python, as command:Debian package. R recomputes the figures, LibreOffice opens the slides.
SYSTEM := chromium:chromium Rscript:r-base-core soffice:libreoffice-impress
#: What has no command: packages of R, and the font of Chinese handouts and pictures.
PACKAGES := r-cran-metafor r-cran-lme4 r-cran-iso fonts-noto-cjk

tools:
	@missing=""; \
	for tool in $(SYSTEM); do command -v $${tool%%:*} >/dev/null 2>&1 || missing="$$missing $${tool##*:}"; done; \
	for package in $(PACKAGES); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
		echo "Installing for the tests:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null || { \
			echo "Install (Debian: apt-get install$$missing) and run make test again" >&2; exit 1; }; fi

#: The benches measure peers too; those stay out of the environment of the tests.
BENCH := .venv-bench

bench: $(BENCH)/stamp ## measure speed against its goals; NAMES="clicks sessions" for some of the benches
	@command -v chromium >/dev/null && PATH=$$PATH:/usr/sbin command -v nginx >/dev/null || { \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium nginx-light >/dev/null; }
	$(BENCH)/bin/python -m bench $(NAMES)

$(BENCH)/stamp: requirements.txt requirements-bench.txt
	$(PYTHON) -m venv $(BENCH) || { echo "python3-venv is missing (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(BENCH)/bin/pip install -q --disable-pip-version-check -r requirements-bench.txt
	@touch $@

codebook: $(VENV)/run.stamp ## write data/README.md anew from vocabulary, models and schema
	$(BIN)/python -m etl codebook

clean: ## remove the environment and the built files
	rm -rf $(VENV) $(BENCH) data/build

$(VENV)/run.stamp: requirements.txt
	$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp
