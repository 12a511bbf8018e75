# The commands of the README under short names, and what developers need beside them.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: start test check bench bench-small bench-large spark soak lock audit docs

.venv/.dev: requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r requirements-dev.lock
	touch $@

start: .venv/.dev          ## the app on http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

test: .venv/.dev           ## everything that runs on every change
	$(BIN)/python -m pytest

check: .venv/.dev          ## the house alone: floors, lint, types
	$(BIN)/lint-imports && $(BIN)/ruff check . && $(BIN)/mypy

bench: .venv/.dev          ## speed and memory, as ratios measured in one run (docs/speed.md); LINES=1000000 for less
	$(BIN)/python -m bench --lines $${LINES:-10000000}

bench-small: .venv/.dev    ## whether every part of it measures, in half a minute of CPU
	$(BIN)/python -m bench --small

spark: .venv/.spark        ## the tests that need Spark and Java, which a change does not wait for; then LINES order lines both ways
	$(BIN)/python -m pytest -n 0 -m spark tests/rollup
	$(BIN)/python -m bench.rollup --lines $${LINES:-10000000}

.venv/.spark: .venv/.dev requirements-spark.lock
	$(BIN)/pip install -q -r requirements-spark.lock
	touch $@

bench-large: .venv/.dev    ## a month added to a large company beside its whole load: ratio, memory, disk; LINES=50000000 for more
	$(BIN)/python -m bench.large --lines $${LINES:-10000000}

soak: .venv/.dev           ## what takes hours: 500 loads killed, 6,000 damaged files, 20 people for two minutes, 1,000 looks of a rep; KILLS=20 MUTATED=200 for a short one
	$(BIN)/python -m tests.soak --kills $${KILLS:-500} --mutated $${MUTATED:-6000} --people $${PEOPLE:-20} --walked $${WALKED:-1000}

LOCKED = --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock"

lock: .venv-lock/.made     ## pin what requirements*.txt pull in, with hashes, on every system; UPGRADE=--upgrade for newer ones
	.venv-lock/bin/uv pip compile $(LOCKED) $(UPGRADE) requirements.txt -o requirements.lock
	.venv-lock/bin/uv pip compile $(LOCKED) $(UPGRADE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	.venv-lock/bin/uv pip compile $(LOCKED) $(UPGRADE) requirements-spark.txt -o requirements-spark.lock

audit: .venv-lock/.made    ## known advisories of what is pinned: 0 none, 1 some, 3 unknown; asks https://pypi.org/pypi
	.venv-lock/bin/python .ci/audit.py requirements.lock requirements-dev.lock requirements-spark.lock

.venv-lock/.made: Makefile # tools that neither the app nor its tests need
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install -q uv==0.13.9 pip-audit==2.10.1
	touch $@

docs: .venv/.dev           ## write docs/policy.md and docs/relations.md again
	PYTHONPATH=. $(BIN)/python docs/make.py
