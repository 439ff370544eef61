# Milepost: everything is set up inside the checkout (.venv/ and var/). Needs Python 3.11 or newer and make.

.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: lock
lock: ## Lock the requirements anew, with hashes (needs uv, which make test installs)
	$(BIN)/uv pip compile $(LOCK) requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv pip compile $(LOCK) requirements/dev.in -c requirements/runtime.txt -o requirements/dev.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
