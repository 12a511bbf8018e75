# The commands of the README under short names, and what developers need beside them.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: start test check bench soak lock docs

.venv/.dev: requirements.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r requirements-dev.txt
	touch $@

start: .venv/.dev          ## the app on http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

test: .venv/.dev           ## everything that runs on every change
	$(BIN)/python -m pytest

check: .venv/.dev          ## the house alone: floors, lint, types
	$(BIN)/lint-imports && $(BIN)/ruff check . && $(BIN)/mypy

bench: .venv/.dev          ## speed and memory, as ratios measured in one run; LINES=1000000 for a small one
	$(BIN)/python -m bench --lines $${LINES:-10000000}

soak: .venv/.dev           ## what takes hours: 500 loads killed, 6,000 damaged files; KILLS=20 MUTATED=200 for a short one
	$(BIN)/python -m tests.soak --kills $${KILLS:-500} --mutated $${MUTATED:-6000}

lock: .venv/.dev           ## pin again what the requirements pull in
	(head -1 constraints.txt; $(BIN)/pip freeze | sort -f) > constraints.new && mv constraints.new constraints.txt

docs: .venv/.dev           ## write docs/policy.md and docs/relations.md again
	PYTHONPATH=. $(BIN)/python docs/make.py
