"""Backups: made, verified, pruned, carried to a second location, restored."""
