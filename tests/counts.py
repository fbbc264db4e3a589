"""How often the tests try what chance decides: a few times, or as often as before a release."""

import os

FULL = os.environ.get("ROMTUI_TEST_COUNTS") == "full"
EXAMPLES = 400 if FULL else 40
LOCKS = 200 if FULL else 2
RANDOM_KEYS = 10_000 if FULL else 500
PEOPLE = 2_000 if FULL else 200
CASES = 5_000 if FULL else 500
MANGLED = 1_000_000 if FULL else 5_000
