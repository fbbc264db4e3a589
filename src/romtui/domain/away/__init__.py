"""Forms filled in away from the laptop: what a page makes of the answers, and how they are read.

The construction, what it protects against and its test vectors: docs/forms_away.md.
"""
