"""romtui: routine outcome monitoring in the terminal, one therapist and one patient at a time."""

__version__ = "0.5.0"
