# A convenience: the README's two commands need none of it.
PYTHON ?= python3

.PHONY: check test torture format bench scale calibration pictures keys instruments

check: ## everything that must hold before a commit
	$(PYTHON) -m tests

test:
	$(PYTHON) -m pytest

torture: ## the long trial of docs/safety.md, reduced; ROMTUI_TORTURE=full for the counts of a release
	$(PYTHON) -m torture

format:
	ruff check --fix .
	ruff format .

bench:
	$(PYTHON) benchmarks/run.py

scale:
	$(PYTHON) benchmarks/scale.py --write

calibration: ## how often the rules speak by chance: docs/calibration.md and data/calibration.toml
	$(PYTHON) benchmarks/calibration.py --write

pictures:
	$(PYTHON) docs/pictures.py
	$(PYTHON) docs/moving_picture.py

keys:
	$(PYTHON) -m romtui.commands > docs/keys.md

instruments:
	$(PYTHON) -m romtui.cli.instrument_table docs/instruments.md
