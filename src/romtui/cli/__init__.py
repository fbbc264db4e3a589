"""The commands that need no screen and no records, one module each."""
