# Everything a newcomer types. Needs Python 3.11 or newer and make; the rest is set up in .venv.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo demo-reset test lint smoke torture week bench check format lock
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help: ## what can be typed here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## the whole market on this machine, with phones in the browser
	@bin/setup demo && exec python -m demo

demo-reset: ## forget everything the demo has kept under var/
	@bin/setup demo && exec python -m demo --reset

test: ## all tests
	@bin/setup test
	@bin/chromium || true
	@pytest -n auto

lint: ## format, lint, types, import direction
	@bin/setup test
	ruff format --check .
	ruff check .
	mypy
	lint-imports

smoke: ## the whole demo started anew in a scratch folder, one hello answered
	@bin/setup demo && exec python -m demo --smoke

# The short form, on both databases at once; the long one: make torture TORTURE="--kills 210 --minutes 10 --sweep-seconds 20"
TORTURE ?= --kills 10 --minutes 0.5 --messages 6
torture: ## a crowd trades while everything is killed, paused and wiped
	@bin/setup test
	python -m torture --database sqlite $(TORTURE) & one=$$!; \
	python -m torture --database postgresql $(TORTURE); two=$$?; wait $$one && exit $$two

# A small one: make week WEEK="--seed 7 --kitchens 8 --days 2"
WEEK ?= --seed 1
week: ## a simulated week of 40 kitchens through the real doors, beside first come (some minutes)
	@bin/setup demo && exec python -m week $(WEEK)

bench: ## measure speed and memory, write docs/performance.md (six minutes)
	@bin/setup bench && exec python -m benchmarks

check: lint test smoke ## all three: the gate before a commit

format: ## put code into the house's format
	@bin/setup test
	@ruff format . && ruff check --fix .

lock: ## lock anew what pyproject.toml asks for (needs uv)
	@bin/lock
