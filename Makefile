# Milepost: everything is set up inside the checkout (.venv/ and var/). Needs make and Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help run reset test test-services test-browser backtest check format lock messages clean

# The first Python on the path that is new enough, unless PYTHON names one.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
VAR := $(or $(MILEPOST_VAR),var)
export PORT SITE_URL

# The servers of docker-compose.yml, for make test-services.
TEST_DATABASE_URL := $(or $(DATABASE_URL),postgres://milepost:milepost@127.0.0.1:5432/milepost)
TEST_BROKER_URL := $(or $(CELERY_BROKER_URL),redis://127.0.0.1:6379/0)
SERVERS = DATABASE_URL="$(TEST_DATABASE_URL)" CELERY_BROKER_URL="$(TEST_BROKER_URL)"

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

# What is installed follows the locks: a changed lock is newer than its stamp.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Milepost needs Python 3.11 or newer: install it, or name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@echo "==> Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv --clear .venv || { echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; }

PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r

.venv/runtime.stamp: requirements/runtime.txt | $(BIN)/python
	@echo "==> Installing what Milepost runs on (requirements/runtime.txt)"
	@$(PIP) requirements/runtime.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt | $(BIN)/python
	@echo "==> Installing what its tests need (requirements/dev.txt)"
	@$(PIP) requirements/dev.txt
	@touch $@ .venv/runtime.stamp

run: export MILEPOST_MODE := embedded
run: .venv/runtime.stamp ## Set up and start Milepost on this computer
	@$(BIN)/python -m config.embedded
	@PATH="$(CURDIR)/$(BIN):$$PATH" WELCOME="$(VAR)/welcome.txt" PYTHONUNBUFFERED=1 $(BIN)/python -m config.serve

reset: ## Delete the data in var/, after asking (RESET=yes does not ask)
	@if [ ! -d "$(VAR)" ]; then echo "There is nothing to delete: $(VAR)/ does not exist."; exit 0; fi; \
	if [ "$(RESET)" != yes ]; then \
		printf 'This deletes $(VAR)/: the database, uploaded evidence and mail of this installation. Type yes to go on: '; \
		read -r answer || true; \
		[ "$$answer" = yes ] || { echo "Nothing was deleted."; exit 1; }; \
	fi; \
	rm -rf "$(VAR)" && echo "Deleted $(VAR)/. make run starts anew."

test: .venv/dev.stamp ## Run the tests that need no server and no browser
	@DATABASE_URL= CELERY_BROKER_URL=memory:// $(BIN)/pytest -q -n 2

test-services: .venv/dev.stamp ## Run the same tests and those with a real worker on PostgreSQL and Redis
	@$(SERVERS) $(BIN)/pytest -q -n 2
	@$(SERVERS) $(BIN)/pytest -q -m service

test-browser: .venv/dev.stamp ## Run the journeys in headless Chromium (CHROMIUM names the program)
	@DATABASE_URL= CELERY_BROKER_URL=memory:// $(BIN)/pytest -q -m browser

FILE ?= ../shared/data/backtest/sweden_municipalities.csv

backtest: | $(BIN)/python ## Hold the judge's likelihoods against what came (FILE names a CSV: entity, year, tonnes)
	@$(BIN)/python -m bench.backtest "$(FILE)"

# Settings as in production, with values that are none: nothing connects.
PRODUCTION := MILEPOST_MODE=production SECRET_KEY=not-a-secret-only-long-enough-and-varied-0123456789-abcdefghij \
	DATABASE_URL=postgres://milepost:none@localhost/milepost CELERY_BROKER_URL=redis://localhost/0 \
	EMAIL_URL=smtp://localhost ALLOWED_HOSTS=milepost.example SITE_URL=https://milepost.example

check: .venv/dev.stamp ## Lint, format, types, layers, migrations, deployment, messages, templates
	@echo "==> ruff";            $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@echo "==> mypy";            $(BIN)/mypy
	@echo "==> import-linter";   $(BIN)/lint-imports --no-cache --no-logo
	@echo "==> migrations";      $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "==> deployment";      $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@echo "==> messages";        $(BIN)/python -m config.messages check
	@echo "==> templates";       $(BIN)/djlint --lint --quiet templates

format: .venv/dev.stamp ## Put code into its form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

messages: .venv/dev.stamp ## Take new messages into locale/ and compile the catalogue
	@$(BIN)/python -m config.messages extract && $(BIN)/python -m config.messages compile

LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

lock: .venv/dev.stamp ## Lock the requirements anew, with hashes and without addresses
	$(BIN)/uv $(LOCK) requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv $(LOCK) requirements/dev.in --constraints requirements/runtime.txt -o requirements/dev.txt

clean: ## Delete .venv/ and the tools' caches, not the data
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
