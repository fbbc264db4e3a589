"""Backups: made, verified, pruned, carried to a second place, restored."""
